import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { installationOf } from '../../access/load/installation.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { wakerOf } from '../background/wake.ts';
import { itemOf } from '../pure/plan.ts';
import { acknowledgeEpisode } from '../queries/episodes.ts';
import { openChannels } from '../queries/deliveries.ts';
import { ruleById } from '../queries/rules.ts';
import type { Changing } from './channels.ts';
import { putOut } from '../record/store.ts';

/** Kinds of channels that take a notice that an alert is acknowledged; of others it would be one message more that people read. */
const listening: ReadonlySet<string> = new Set(['PAGERDUTY', 'WEBHOOK']);

/**
 * Acknowledges an episode: it is not escalated and not repeated any more. Gives its id, also where it is acknowledged or resolved already.
 * `by`: name of the person; null: not known.
 */
export async function acknowledge(
  { stores, live, workspaceId }: Changing,
  id: string,
  by: string | null,
  now: Date,
  field = 'episodeId',
): Promise<Result<string, NotFound>> {
  const isKnown = (await stores.prisma.alertEpisode.count({ where: { id, workspaceId } })) > 0;
  if (!isKnown) return fail(new NotFound('Alert episode', id, field));
  const isChanged = await inTransaction(stores.postgres, async (session) => {
    const [episode] = await acknowledgeEpisode(session, { workspaceId, id, by, now });
    if (episode === undefined) return false;
    const [rule] =
      episode.ruleId === null || episode.notifiedAt === null ? [] : await ruleById(session, { workspaceId, id: episode.ruleId });
    if (rule === undefined) return true;
    const notified = [...new Set([...rule.channelIds, ...(episode.escalatedAt === null ? [] : rule.escalateTo)])];
    const channels = await openChannels(session, { workspaceId, ids: notified });
    const channelIds = channels.filter(({ kind }) => listening.has(kind)).map((channel) => channel.id);
    const notice = {
      series: episode.series,
      episodeId: id,
      transition: 'ACKNOWLEDGED' as const,
      ordinal: 0,
      channelIds,
      item: itemOf(episode, episode.sentence),
    };
    await putOut(session, { workspaceId, at: now, origin: installationOf(stores).origin }, [{ rule, notices: [notice] }]);
    return true;
  });
  if (isChanged) {
    wakerOf(stores).wake();
    live.publish('alerts.changed', workspaceId, { ids: [id] });
  }
  return succeed(id);
}
