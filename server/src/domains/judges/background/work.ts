import type { LoopContext } from '../../../platform/domain.ts';
import { drainCrew, startCrew, type CrewWork } from '../../../platform/jobs/crew.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { subjectsOf } from '../load/subjects.ts';
import { claimItems, type ClaimedItem } from '../queries/items.ts';
import { endRuns } from '../queries/runs.ts';
import { textsOfMessages } from '../queries/texts.ts';
import { judgeItem, type Judging } from './judge-item.ts';
import { settle, type Judged } from './settle.ts';

/** Longer than two calls of a model may last. */
const leaseSeconds = 240;

/** Judges what waits, as it comes, until stopped. Any number of servers may run one: each item is one server's at a time. */
export const startJudging = (context: LoopContext): { stop(): Promise<void> } => startCrew(workOf(context.stores, context.live), context);

/** Judges what waits now, and waits for it: for the command line and the tests. What is to be tried again later is left. */
export const drainJudging = (stores: Stores, live: Pick<LiveBus, 'publish'> = { publish: () => {} }, workers?: number): Promise<void> =>
  drainCrew(workOf(stores, live), workers);

const workOf = (stores: Stores, live: Pick<LiveBus, 'publish'>): CrewWork<ClaimedItem, Judged> => ({
  claim: (limit) => claimItems(stores.postgres, { limit, leaseSeconds }),
  idle: async () => {
    for (const { id } of await endRuns(stores.postgres)) live.publish('judgeRun.changed', id, {});
  },
  open: async (workspaceId, items, signal) => {
    const messageIds = [
      ...new Set(items.flatMap(({ messageId, otherMessageId }) => [messageId, ...(otherMessageId === null ? [] : [otherMessageId])])),
    ];
    const [subjects, texts] = await Promise.all([
      subjectsOf(stores, workspaceId, [...new Set(items.map(({ runId }) => runId))]),
      textsOfMessages(stores.postgres, { workspaceId, messageIds }),
    ]);
    const byId = new Map(texts.map((text) => [text.id, text]));
    return items.flatMap((item) => {
      const subject = subjects.get(item.runId);
      const text = byId.get(item.messageId);
      const other = item.otherMessageId === null ? null : byId.get(item.otherMessageId);
      // The message, or the run, is deleted, and the item with it.
      if (subject === undefined || text === undefined || other === undefined) return [];
      const judging: Judging = { item, subject, text, other };
      return [async (): Promise<Judged> => ({ judging, ...(await judgeItem(stores, judging, signal)) })];
    });
  },
  store: (workspaceId, judged) => settle(stores, live, workspaceId, judged),
});
