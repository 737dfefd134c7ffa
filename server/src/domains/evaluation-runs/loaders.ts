import { perOperation } from '../../platform/graphql/per-operation.ts';
import type { EvaluationRunItem, EvaluationScore } from '../../platform/store/prisma/generated/client.ts';
import { subjectsOfItems } from './load/subjects.ts';
import { numbersOf } from './pure/numbers.ts';
import { runScores, scoreSums } from './queries/scores.ts';
import type { ScoreNumbers, Subject } from './types.ts';

/** The numbers of each score of runs, by name. */
export const numbersOfRun = perOperation<string, readonly ScoreNumbers[]>(async (runIds, { stores, viewer: { workspaceId } }) => {
  const byRun = Map.groupBy(await scoreSums(stores.postgres, { workspaceId, runIds }), ({ runId }) => runId);
  return runIds.map((id) => (byRun.get(id) ?? []).map(({ labels, runId: _run, ...sums }) => numbersOf({ ...sums, labels: labels ?? [] })));
});

export type RunScore = Awaited<ReturnType<typeof runScores>>[number];

/** Scores of whole runs. */
export const scoresOfRun = perOperation<string, readonly RunScore[]>(async (runIds, { stores, viewer: { workspaceId } }) => {
  const byRun = Map.groupBy(await runScores(stores.postgres, { workspaceId, runIds }), ({ runId }) => runId);
  return runIds.map((id) => byRun.get(id) ?? []);
});

/** Items by id; null: gone. */
export const itemById = perOperation<string, EvaluationRunItem | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const items = await stores.prisma.evaluationRunItem.findMany({ where: { workspaceId, id: { in: ids.map(BigInt) } } });
  const byId = new Map(items.map((item) => [String(item.id), item]));
  return ids.map((id) => byId.get(id) ?? null);
});

/** Scores of items, by name. */
export const scoresOfItem = perOperation<string, readonly EvaluationScore[]>(async (ids, { stores, viewer: { workspaceId } }) => {
  const scores = await stores.prisma.evaluationScore.findMany({
    where: { workspaceId, itemId: { in: ids.map(BigInt) } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const byItem = Map.groupBy(scores, ({ itemId }) => String(itemId));
  return ids.map((id) => byItem.get(id) ?? []);
});

/** The rows, or messages, of items; null: gone. */
export const subjectOfItem = perOperation<string, Subject | null>(async (ids, { stores, viewer: { workspaceId } }) => {
  const items = await stores.prisma.evaluationRunItem.findMany({
    where: { workspaceId, id: { in: ids.map(BigInt) } },
    select: { id: true, rowKey: true, messageId: true, run: { select: { id: true, datasetVersionId: true, model: true } } },
  });
  const found = new Map<string, Subject>();
  for (const own of Map.groupBy(items, ({ run }) => run.id).values()) {
    const keyed = own.map(({ rowKey, messageId }) => ({ rowKey, messageId: messageId === null ? null : String(messageId) }));
    const subjects = await subjectsOfItems(stores, workspaceId, (own[0] as (typeof own)[number]).run, keyed);
    for (const { id, rowKey } of own) {
      const subject = subjects.get(rowKey);
      if (subject !== undefined) found.set(String(id), subject);
    }
  }
  return ids.map((id) => found.get(id) ?? null);
});
