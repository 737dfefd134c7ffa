import { createHash, randomUUID } from 'node:crypto';
import { installationOf } from '../../access/load/installation.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { linkOf } from '../pure/link.ts';
import { planEvaluation, type OpenEpisode, type PlannedNotice, type StoredSeries } from '../pure/plan.ts';
import type { Seen } from '../pure/readings.ts';
import { insertDeliveries, insertNotices, openChannels, type NewDelivery } from '../queries/deliveries.ts';
import { insertEpisodes, lockOpenEpisodes, updateEpisodes } from '../queries/episodes.ts';
import { claimRules } from '../queries/rules.ts';
import { seriesOfRules, storeSeries } from '../queries/series.ts';
import type { AlertTransition, ChannelKind, NoticeContent, Rule } from '../types.ts';

/** What an evaluation found of a rule. */
export interface EvaluatedRule {
  readonly rule: Rule;
  readonly readings: ReadonlyMap<string, Seen>;
  /** Why it came to nothing; null: it did not. */
  readonly problem: string | null;
}

export interface Stored {
  /** Episodes that were opened, resolved, or of which something else was kept. */
  readonly changedIds: readonly string[];
  /** Whether notices wait to be sent. */
  readonly hasNotices: boolean;
}

/**
 * Stores one evaluation of some rules of a workspace: states, episodes, transitions and their notices, in one transaction. A rule that
 * another server has evaluated for this instant, or that was changed meanwhile, is left out: so each transition is made once, by one server.
 */
export function storeEvaluation(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  at: Date,
  evaluated: readonly EvaluatedRule[],
): Promise<Stored> {
  return inTransaction(postgres, async (session) => {
    const asked = evaluated.map(({ rule, problem }) => ({ id: rule.id, updatedAt: rule.updatedAt, problem }));
    const claimed = new Set((await claimRules(session, { workspaceId, at, rules: asked })).map(({ id }) => id));
    const ours = evaluated.filter(({ rule }) => claimed.has(rule.id));
    if (ours.length === 0) return { changedIds: [], hasNotices: false };
    const ruleIds = ours.map(({ rule }) => rule.id);
    const stored = Map.groupBy(await seriesOfRules(session, { workspaceId, ruleIds }), ({ ruleId }) => ruleId);
    const open = Map.groupBy(await lockOpenEpisodes(session, { workspaceId, ruleIds }), ({ ruleId }) => ruleId ?? '');
    const plans = ours.map(({ rule, readings }) => ({
      rule,
      ...planEvaluation(
        rule,
        readings,
        new Map((stored.get(rule.id) ?? []).map((series): [string, StoredSeries] => [series.key, series])),
        new Map((open.get(rule.id) ?? []).map((episode): [string, OpenEpisode] => [episode.id, episode])),
        { at: at.getTime(), makeId: randomUUID, linkOf: (key) => linkOf(rule.condition, key, at) },
      ),
    }));
    const series = plans.flatMap(({ rule, series: those }) => those.map((one) => ({ ...one, ruleId: rule.id })));
    if (series.length > 0) await storeSeries(session, { workspaceId, series });
    const opened = plans.flatMap(({ rule, opened: those }) =>
      those.map((episode) => ({ ...episode, ruleId: rule.id, ruleName: rule.name, severity: rule.severity })),
    );
    if (opened.length > 0) await insertEpisodes(session, { workspaceId, episodes: opened });
    const changed = plans.flatMap((plan) => plan.changed);
    if (changed.length > 0) await updateEpisodes(session, { workspaceId, episodes: changed });
    const hasNotices = await putOut(session, { workspaceId, at, origin: installationOf({ postgres }).origin }, plans);
    return { changedIds: [...opened, ...changed].map(({ id }) => id), hasNotices };
  });
}

interface Noticed {
  readonly rule: Rule;
  readonly notices: readonly PlannedNotice[];
}

const keyOf = ({
  episodeId,
  transition,
  ordinal,
}: Pick<PlannedNotice, 'episodeId' | 'ordinal'> & { readonly transition: AlertTransition }): string =>
  `${episodeId} ${transition} ${ordinal}`;

interface Out {
  readonly workspaceId: string;
  readonly at: Date;
  readonly origin: string | null;
}

/** Puts notices into the outbox, and on their way to channels. A notice that is in the outbox already is not sent again. */
export async function putOut(session: Statements, { workspaceId, at, origin }: Out, plans: readonly Noticed[]): Promise<boolean> {
  const all = plans.flatMap(({ rule, notices }) => notices.map((notice) => ({ ...notice, ruleId: rule.id })));
  if (all.length === 0) return false;
  const inserted = new Set((await insertNotices(session, { workspaceId, notices: all, now: at })).map(keyOf));
  const ids = [...new Set(all.flatMap(({ channelIds }) => channelIds))];
  const channels = new Map((await openChannels(session, { workspaceId, ids })).map((channel) => [channel.id, channel]));
  const deliveries = plans.flatMap(({ rule, notices }) =>
    deliveriesOf(
      rule,
      notices.filter((notice) => inserted.has(keyOf(notice))),
      channels,
      { at, origin },
    ),
  );
  if (deliveries.length > 0) await insertDeliveries(session, { workspaceId, deliveries });
  return deliveries.length > 0;
}

interface OpenChannel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly recipients: readonly string[];
  readonly workspaceName: string;
  readonly workspaceSlug: string;
}

/** Episodes that one message lists. */
const mostItems = 50;

/** One delivery for each channel of what one evaluation found of a rule; PagerDuty, which keeps an incident for each episode, has one for each. */
function deliveriesOf(
  rule: Pick<Rule, 'id' | 'name' | 'severity' | 'condition'>,
  notices: readonly PlannedNotice[],
  channels: ReadonlyMap<string, OpenChannel>,
  { at, origin }: { readonly at: Date; readonly origin: string | null },
): NewDelivery[] {
  const groups = Map.groupBy(
    notices.flatMap((notice) => notice.channelIds.map((channelId) => ({ notice, channel: channels.get(channelId) }))),
    ({ notice, channel }) => `${notice.transition} ${channel?.id} ${channel?.kind === 'PAGERDUTY' ? notice.episodeId : ''}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first?.channel === undefined) return [];
    const { channel } = first;
    const parts = Array.from({ length: Math.ceil(group.length / mostItems) }, (_, part) =>
      group.slice(part * mostItems, (part + 1) * mostItems),
    );
    return parts.flatMap((part): NewDelivery[] => {
      const [head] = part as [(typeof part)[number], ...typeof part];
      const content: NoticeContent = {
        origin,
        workspace: channel.workspaceName,
        workspaceSlug: channel.workspaceSlug,
        rule: { id: rule.id, name: rule.name, source: rule.condition.source, severity: rule.severity },
        at: at.toISOString(),
        items: part.map(({ notice }) => notice.item),
      };
      const receivers = channel.kind === 'EMAIL' ? channel.recipients : [null];
      return receivers.map((recipient) => ({
        channelId: channel.id,
        ruleId: rule.id,
        key: deliveryKey(keyOf(head.notice), channel.id, recipient ?? ''),
        transition: head.notice.transition,
        episodeIds: part.map(({ notice }) => notice.episodeId),
        recipient,
        content,
      }));
    });
  });
}

/** The same for the same transition in the same channel, on whichever server it is made. Without a dot, as Standard Webhooks wants ids. */
export const deliveryKey = (...parts: readonly string[]): string =>
  `alert_${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)}`;
