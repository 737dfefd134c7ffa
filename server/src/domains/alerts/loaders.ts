import type { Context } from '../../platform/graphql/context.ts';
import { perOperation } from '../../platform/graphql/per-operation.ts';
import type { AlertChannel, AlertRule, DriftBaselinePin } from '../../platform/store/prisma/generated/client.ts';
import { seriesOfRules, type SeriesOfRule } from './queries/series.ts';

const series = perOperation<string, readonly SeriesOfRule[]>(async (ruleIds, { stores, viewer: { workspaceId } }) => {
  const found = Map.groupBy(await seriesOfRules(stores.postgres, { workspaceId, ruleIds }), ({ ruleId }) => ruleId);
  return ruleIds.map((id) => found.get(id) ?? []);
});

/** Series of a rule, by their keys. */
export const seriesOfRule = (ruleId: string, context: Context): Promise<readonly SeriesOfRule[]> => series(context).load(ruleId);

const channels = perOperation<string, AlertChannel | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const found = new Map(
    (await stores.prisma.alertChannel.findMany({ where: { workspaceId, id: { in: [...ids] } } })).map((channel) => [channel.id, channel]),
  );
  return ids.map((id) => found.get(id) ?? null);
});

/** Channels of a rule, in the order in which the rule names them. */
export const channelsOfRule = async (context: Context, ids: readonly string[]): Promise<AlertChannel[]> =>
  (await Promise.all(ids.map((id) => channels(context).load(id)))).filter((channel) => channel !== null);

const rules = perOperation<string, readonly AlertRule[]>(async (workspaceIds, { stores, viewer: { workspaceId } }) => {
  const all = await stores.prisma.alertRule.findMany({ where: { workspaceId }, orderBy: { name: 'asc' } });
  return workspaceIds.map((id) => (id === workspaceId ? all : []));
});

/** Rules that notify a channel, or escalate to it, by name. */
export const rulesOfChannel = async (channelId: string, context: Context): Promise<AlertRule[]> =>
  (await rules(context).load(context.viewer.workspaceId)).filter(
    ({ channelIds, escalateTo }) => channelIds.includes(channelId) || escalateTo.includes(channelId),
  );

/** What a rule watches: its metric, or its source where it has none. */
const watchedBy = ({ source, condition }: AlertRule): string => (condition as { metric?: string | null }).metric ?? source;

/** Other rules that watch the same. */
export const watchersOfRule = async (rule: AlertRule, context: Context): Promise<AlertRule[]> =>
  (await rules(context).load(context.viewer.workspaceId)).filter((other) => other.id !== rule.id && watchedBy(other) === watchedBy(rule));

/** Pinned baselines of drift by id; null: one is deleted. */
export const baselineById = perOperation<string, DriftBaselinePin | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const rows = await stores.prisma.driftBaselinePin.findMany({ where: { workspaceId, id: { in: [...ids] } } });
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
});
