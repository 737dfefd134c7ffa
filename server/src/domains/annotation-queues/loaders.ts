import { perOperation } from '../../platform/graphql/per-operation.ts';
import { agreementOfQueue, type QueueAgreement } from './agreement.ts';
import { countsOfQueues, progressOfQueues, type AnnotatorProgress, type QueueCounts } from './queries/progress.ts';
import { skippedCounts } from './queries/skipped.ts';

/** How full a queue is, and how far. */
export const countsOfQueue = perOperation<string, QueueCounts>(async (queueIds, { stores, viewer }) => {
  const rows = await countsOfQueues(stores.postgres, { workspaceId: viewer.workspaceId, queueIds });
  const byQueue = new Map(rows.map((row) => [row.queueId, row]));
  return queueIds.map((queueId) => byQueue.get(queueId) ?? { queueId, itemCount: 0, completedCount: 0, submittedCount: 0 });
});

/** How far each person of a queue is. */
export const progressOfQueue = perOperation<string, readonly AnnotatorProgress[]>(async (queueIds, { stores, viewer }) => {
  const rows = await progressOfQueues(stores.postgres, { workspaceId: viewer.workspaceId, queueIds, now: new Date() });
  const byQueue = Map.groupBy(rows, ({ queueId }) => queueId);
  return queueIds.map((queueId) => byQueue.get(queueId) ?? []);
});

/** How many messages of a queue no one is left to judge. */
export const skippedCountOfQueue = perOperation<string, number>(async (queueIds, { stores, viewer }) => {
  const rows = await skippedCounts(stores.postgres, { workspaceId: viewer.workspaceId, queueIds });
  const byQueue = new Map(rows.map(({ queueId, count }) => [queueId, count]));
  return queueIds.map((queueId) => byQueue.get(queueId) ?? 0);
});

export const agreementsOfQueue = perOperation<string, readonly QueueAgreement[]>((queueIds, { stores, viewer }) =>
  Promise.all(queueIds.map((queueId) => agreementOfQueue(stores, viewer.workspaceId, queueId))),
);
