import { installationOf } from '../../access/load/installation.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { timeText } from '../pure/words.ts';
import { itemOf, type OpenEpisode, type PlannedNotice } from '../pure/plan.ts';
import { closeEpisodes } from '../queries/episodes.ts';
import { lockRule, removeRule, ruleById } from '../queries/rules.ts';
import type { Rule } from '../types.ts';
import { resetSeries } from '../queries/series.ts';
import { wakerOf } from '../background/wake.ts';
import type { Changing } from './channels.ts';
import { putOut } from '../record/store.ts';

/** The series of a rule begin again. What was open is closed, and channels that were notified of it are notified that it is. */
export const closeRule = (changing: Changing, id: string, now: Date): Promise<boolean> => closing(changing, id, now, false);

/** Closes what is open of a rule and deletes it; whether there was one. */
export const closeAndRemove = (changing: Changing, id: string, now: Date): Promise<boolean> => closing(changing, id, now, true);

async function closing({ stores, live, workspaceId }: Changing, id: string, now: Date, isRemoved: boolean): Promise<boolean> {
  const closed = await inTransaction(stores.postgres, async (session) => {
    // An evaluation comes before, or finds the rule as it is after.
    if ((await lockRule(session, { workspaceId, id })) === 0) return null;
    const [rule] = await ruleById(session, { workspaceId, id });
    if (rule === undefined) return null;
    await resetSeries(session, { workspaceId, ruleId: id });
    const episodes = await closeEpisodes(session, { workspaceId, ruleId: id, now });
    const notices = episodes.filter(({ notifiedAt }) => notifiedAt !== null).map((episode) => closedNotice(rule, episode, now));
    await putOut(session, { workspaceId, at: now, origin: installationOf(stores).origin }, [{ rule, notices }]);
    if (isRemoved) await removeRule(session, { workspaceId, id });
    return episodes.map((episode) => episode.id);
  });
  if (closed === null) return false;
  if (closed.length > 0) wakerOf(stores).wake();
  live.publish('alerts.changed', workspaceId, { ids: closed });
  return true;
}

const closedNotice = (rule: Rule, episode: OpenEpisode, now: Date): PlannedNotice => ({
  series: episode.series,
  episodeId: episode.id,
  transition: 'RESOLVED',
  ordinal: 0,
  channelIds: [...new Set([...rule.channelIds, ...(episode.escalatedAt === null ? [] : rule.escalateTo)])],
  item: itemOf(
    episode,
    `The rule was changed, switched off or deleted at ${timeText(now.getTime())}: the alert is closed, whatever its value is.`,
  ),
});
