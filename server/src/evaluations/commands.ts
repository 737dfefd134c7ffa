import { fail, succeed, type Result } from '../graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../ingest/errors.ts';
import type { IngestResult } from '../ingest/rejection.ts';
import { observeIngest } from '../live/observations.ts';
import type { Stores } from '../store/stores.ts';
import { checkEvaluations } from './ingest.ts';
import { recordEvaluations } from './record.ts';

/** Stores what can be stored of a batch of judgments, and tells of the rest. */
export async function evaluateMessages(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
): Promise<Result<IngestResult, BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('evaluations', items.length, maxBatchSize));
  const { evaluations, rejected } = checkEvaluations(items, now);
  const { accepted, updated } = await recordEvaluations(stores, workspaceId, evaluations);
  observeIngest({ kind: 'evaluation', accepted, updated, rejected: rejected.length });
  return succeed({ accepted, updated, rejected });
}
