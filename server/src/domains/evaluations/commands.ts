import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../../platform/ingest/errors.ts';
import type { IngestResult } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { observeIngest } from '../../platform/live/observations.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import type { PgSession } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { checkEvaluations } from './ingest.ts';
import { maskEvaluation } from './mask.ts';
import { enqueueMessages } from '../../platform/store/projector/enqueue.ts';
import { detachEvaluations, keepEvaluationsWaiting, removeOfQueue } from './queries.ts';
import { recordEvaluations, recordWithin, removeEvaluation } from './record.ts';
import type { CheckedEvaluation } from './types.ts';

export interface EvaluateOptions {
  /** Whether the judgment of a known evaluation is what the new one says and no more, where its fields would be kept otherwise. */
  readonly replacesVerdict?: boolean;
}

/** Masks and stores what can be stored of a batch of judgments, and tells of the rest. */
export async function evaluateMessages(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
  { replacesVerdict = false }: EvaluateOptions = {},
): Promise<Result<IngestResult, BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('evaluations', items.length, maxBatchSize));
  const { evaluations, rejected } = checkEvaluations(items, now);
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const masked = masker === null ? evaluations : evaluations.map((evaluation) => maskEvaluation(evaluation, masker));
  const { accepted, updated } = await recordEvaluations(stores, workspaceId, masked, { replacesVerdict });
  observeIngest({ kind: 'evaluation', accepted, updated, rejected: rejected.length });
  return succeed({ accepted, updated, rejected });
}

/** Deletes a judgment by its external id as it was sent; false: there is none. */
export async function deleteEvaluation(stores: Pick<Stores, 'postgres'>, workspaceId: string, externalId: string): Promise<boolean> {
  if (unstorable(externalId) !== null) return false;
  const masker = maskerOf(await policyOf(stores, workspaceId));
  return removeEvaluation(stores, workspaceId, masker === null ? externalId : masker.id(externalId));
}

/** Lets the evaluations of messages that are about to be deleted wait for another message of their trace or span. */
export async function releaseEvaluations(client: PgSession, workspaceId: string, messageIds: readonly string[]): Promise<void> {
  const released = await detachEvaluations(client, { workspaceId, messageIds });
  if (released.length > 0) await keepEvaluationsWaiting(client, { workspaceId, ids: released.map(({ id }) => id) });
}

/** Records judgments that an annotation queue has made, in its transaction. */
export async function recordJudgments(client: PgSession, workspaceId: string, evaluations: readonly CheckedEvaluation[]): Promise<void> {
  if (evaluations.length === 0) return;
  const accepted = await recordWithin(client, workspaceId, evaluations);
  observeIngest({ kind: 'evaluation', accepted, updated: evaluations.length - accepted, rejected: 0 });
}

/** Takes the judgments of messages that an annotation queue has made back, in its transaction. */
export async function withdrawJudgments(
  client: PgSession,
  workspaceId: string,
  { queueId, messageIds }: { readonly queueId: string; readonly messageIds: readonly string[] },
): Promise<void> {
  if ((await removeOfQueue(client, { workspaceId, queueId, messageIds })) > 0) await enqueueMessages(client, workspaceId, messageIds);
}
