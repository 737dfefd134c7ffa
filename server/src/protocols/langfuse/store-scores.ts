import { takeScores, type ApiScore } from '../../domains/evaluation-runs/commands/api-scores.ts';
import { evaluateMessages } from '../../domains/evaluations/commands.ts';
import { traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import { succeed, type Result } from '../../platform/graphql/errors.ts';
import type { BatchTooLarge } from '../../platform/ingest/errors.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { ReadScore } from './score.ts';

interface Storing {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly workspaceId: string;
}

/** Why a score of a list was not stored. */
export interface RefusedScore {
  readonly index: number;
  readonly field: string;
  readonly reason: string;
}

/**
 * Stores scores: of traces and sessions as evaluations, of runs with the runs, of traces that runs know with the items of these, too.
 * Result: those that were not stored. Errors: a list that is longer than a batch may be.
 */
export async function storeScores(
  { stores, live, workspaceId }: Storing,
  scores: readonly ReadScore[],
  now: Date,
): Promise<Result<readonly RefusedScore[], BatchTooLarge>> {
  const judging = scores.flatMap((score, index) => (isOfRunAlone(score) ? [] : [{ index, score }]));
  const refused: RefusedScore[] = [];
  if (judging.length > 0) {
    const inputs = judging.map(({ score: { datasetRunId: _run, source: _source, ...input } }) => input);
    const stored = await evaluateMessages(stores, workspaceId, inputs, now, { replacesVerdict: true });
    if (!stored.ok) return stored;
    for (const { index, field, reason } of stored.value.rejected) refused.push({ index: judging[index]?.index ?? 0, field, reason });
  }
  const lost = new Set(refused.map(({ index }) => index));
  const kept = scores.flatMap((score, index) =>
    lost.has(index) || (score.datasetRunId === null && score.traceId == null) ? [] : [{ index, score }],
  );
  const missing =
    kept.length === 0
      ? []
      : await takeScores(
          { stores, live, workspaceId },
          kept.map(({ score }) => apiScoreOf(score)),
        );
  for (const at of missing)
    refused.push({ index: kept[at]?.index ?? 0, field: 'datasetRunId', reason: 'names no run of a dataset of this project' });
  return succeed(refused.toSorted((one, other) => one.index - other.index));
}

const isOfRunAlone = ({ datasetRunId, traceId, sessionId }: ReadScore): boolean =>
  datasetRunId !== null && traceId == null && sessionId == null;

const apiScoreOf = ({
  datasetRunId,
  traceId,
  externalId,
  name,
  source,
  value,
  label,
  success,
  correctedOutput,
  comment,
}: ReadScore): ApiScore => ({
  runId: datasetRunId,
  traceId: traceId == null ? null : traceIdOf(traceId),
  externalId,
  name: name ?? '',
  kind: source === 'ANNOTATION' ? 'HUMAN' : source === 'EVAL' ? 'MODEL' : 'API',
  value: value ?? null,
  label: label ?? correctedOutput ?? null,
  passed: success ?? null,
  comment: comment ?? null,
});
