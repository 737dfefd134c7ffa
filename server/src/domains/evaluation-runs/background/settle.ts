import type { LiveBus } from '../../../platform/live/bus.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { settleItems } from '../queries/items.ts';
import { countRuns, holdRun, pauseRun, type Counted } from '../queries/runs.ts';
import { storeScores } from '../queries/scores.ts';
import type { Evaluated } from './evaluate-item.ts';

/**
 * Stores what became of items of a workspace: each with its answer, its scores and the counts of its run, or not at all. What another server
 * has taken over meanwhile is left to it. Answers and reasons are masked as messages and comments are.
 */
export async function settle(
  stores: Stores,
  live: Pick<LiveBus, 'publish'>,
  workspaceId: string,
  evaluated: readonly Evaluated[],
): Promise<void> {
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const maskedJson = (value: unknown): unknown => (masker === null ? value : masker.json(value));
  const maskedText = (text: string | null): string | null => (text === null || masker === null ? text : masker.text(text) || null);
  const outcomes = evaluated.map(({ outcome }) =>
    outcome.answer === null ? outcome : { ...outcome, answer: { ...outcome.answer, output: maskedJson(outcome.answer.output) } },
  );
  await inTransaction(stores.postgres, async (client) => {
    const ids = new Set((await settleItems(client, { workspaceId, outcomes })).map(({ id }) => id));
    const own = evaluated.filter(({ outcome }) => ids.has(outcome.item.id));
    await countRuns(client, { workspaceId, counts: countsOf(own) });
    const scores = own.flatMap(({ outcome: { item }, scores: of }) =>
      of.map((score) => ({ ...score, comment: maskedText(score.comment), runId: item.runId, itemId: item.id })),
    );
    if (scores.length > 0) await storeScores(client, { workspaceId, scores });
    for (const { problem, holdSeconds, outcome } of own) {
      const { runId } = outcome.item;
      if (problem !== null) await pauseRun(client, { workspaceId, runId, problem });
      if (holdSeconds > 0) await holdRun(client, { workspaceId, runId, seconds: holdSeconds });
    }
  });
  for (const runId of new Set(evaluated.map(({ outcome }) => outcome.item.runId))) live.publish('evaluationRun.changed', runId, {});
}

/** In the order of their ids, so that two servers lock runs in one order. */
function countsOf(evaluated: readonly Evaluated[]): Counted[] {
  const byRun = Map.groupBy(evaluated, ({ outcome }) => outcome.item.runId);
  return [...byRun]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([runId, of]) => ({
      runId,
      done: of.filter(({ outcome }) => outcome.state === 'DONE').length,
      failed: of.filter(({ outcome }) => outcome.state === 'FAILED').length,
      cached: of.filter(({ isCached }) => isCached).length,
      nanoUsd: of.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0n),
    }));
}
