import type { LiveBus } from '../../../platform/live/bus.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { recordJudgments } from '../../evaluations/commands.ts';
import type { CheckedEvaluation } from '../../evaluations/types.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { criterionOf } from '../load/subjects.ts';
import { settleItems, type Outcome } from '../queries/items.ts';
import { countRuns, holdRun, pauseRun, type Counted } from '../queries/runs.ts';
import type { Judging } from './judge-item.ts';

export interface Judged {
  readonly judging: Judging;
  readonly outcome: Outcome;
  /** Why the run is to wait for a person; null: it goes on. */
  readonly problem: string | null;
  readonly holdSeconds: number;
}

/**
 * Stores what became of items of a workspace: each with its evaluation and the counts of its run, or not at all. What another server has taken
 * over meanwhile is left to it.
 */
export async function settle(
  stores: Stores,
  live: Pick<LiveBus, 'publish'>,
  workspaceId: string,
  judged: readonly Judged[],
): Promise<void> {
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const masked = (text: string | null): string | null => (text === null || masker === null ? text : masker.text(text) || null);
  const outcomes = judged.map(({ outcome }) => ({ ...outcome, reason: masked(outcome.reason) }));
  await inTransaction(stores.postgres, async (client) => {
    const ids = new Set((await settleItems(client, { workspaceId, outcomes })).map(({ id }) => id));
    const own = judged.filter(({ outcome }) => ids.has(outcome.item.id));
    await countRuns(client, { workspaceId, counts: countsOf(own.map(({ outcome }) => outcome)) });
    await recordJudgments(
      client,
      workspaceId,
      own.flatMap(({ judging, outcome }) => evaluationOf(judging, { ...outcome, reason: masked(outcome.reason) }) ?? []),
    );
    for (const { problem, holdSeconds, outcome } of own) {
      if (problem !== null) await pauseRun(client, { workspaceId, runId: outcome.item.runId, problem });
      if (holdSeconds > 0) await holdRun(client, { workspaceId, runId: outcome.item.runId, seconds: holdSeconds });
    }
  });
  for (const runId of new Set(judged.map(({ outcome }) => outcome.item.runId))) live.publish('judgeRun.changed', runId, {});
}

/** In the order of their ids, so that two servers lock runs in one order. */
function countsOf(outcomes: readonly Outcome[]): Counted[] {
  const byRun = Map.groupBy(outcomes, ({ item }) => item.runId);
  return [...byRun]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([runId, of]) => ({
      runId,
      done: of.filter(({ state }) => state === 'DONE').length,
      failed: of.filter(({ state }) => state === 'FAILED').length,
      cached: of.filter(({ state, isCached }) => state === 'DONE' && isCached).length,
      nanoUsd: of.reduce((sum, { nanoUsd }) => sum + nanoUsd, 0n),
    }));
}

/**
 * The verdict as an evaluation, one for each judge, version and message; null: there is none, or it is of a pair. It has value and label, and
 * neither rating nor success: those count in numbers that people's judgments make ([decision 74](docs/decisions/0074-judges.md)).
 */
function evaluationOf({ subject, text, other }: Judging, outcome: Outcome): CheckedEvaluation | null {
  if (outcome.state !== 'DONE' || other !== null) return null;
  const { judge } = subject;
  return {
    externalId: `judge:${judge.id}:${outcome.judgeVersion}:${text.id}`,
    messageExternalId: text.externalId,
    traceId: null,
    spanId: null,
    sessionId: null,
    name: criterionOf(subject),
    value: outcome.value,
    label: outcome.label,
    rating: null,
    success: null,
    failureTags: null,
    comment: outcome.reason === '' ? null : outcome.reason,
    correctedOutput: null,
    evaluator: judge.name,
    evaluatorKind: judge.kind,
    createdAt: new Date(),
  };
}
