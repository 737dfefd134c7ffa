import type { PgSession } from '../../platform/store/postgres/postgres.ts';
import { recordJudgments, withdrawJudgments } from '../evaluations/commands.ts';
import type { CheckedEvaluation } from '../evaluations/types.ts';
import type { Masker } from '../policies/types.ts';
import type { LockedItem } from './queries/items.ts';
import { completeItems, countJudgments, judgmentsOf, placesTaken, promoteExtra, type StoredJudgment } from './queries/judgments.ts';

interface Recording {
  readonly workspaceId: string;
  readonly queueId: string;
  readonly masker: Masker | null;
  readonly now: Date;
}

/**
 * Makes evaluations of the judgments of items, whose rows are locked, and completes them. Until then what one person says of an item
 * stands nowhere but in the queue: that is what keeps the others blind.
 */
export async function completeWith(
  client: PgSession,
  { workspaceId, queueId, masker, now }: Recording,
  itemIds: readonly string[],
): Promise<void> {
  const judgments = await judgmentsOf(client, { workspaceId, itemIds });
  await recordJudgments(
    client,
    workspaceId,
    judgments.flatMap((judgment) => evaluationsOf(judgment, queueId, masker)),
  );
  await completeItems(client, { workspaceId, itemIds, now });
}

/** After a change of who judges an item, whose row is locked: counts, completes it or opens it again. */
export async function settle(client: PgSession, recording: Recording, item: LockedItem): Promise<void> {
  const { workspaceId, queueId, now } = recording;
  const { itemId } = item;
  const [places] = await placesTaken(client, { workspaceId, itemId, now });
  if ((places?.count ?? 0) < item.overlap) await promoteExtra(client, { workspaceId, itemId });
  if (item.isComplete) await withdrawJudgments(client, workspaceId, { queueId, messageIds: [item.messageId] });
  await countJudgments(client, { workspaceId, itemId, completedAt: null });
  const judgments = await judgmentsOf(client, { workspaceId, itemIds: [itemId] });
  if (judgments.length >= item.overlap) await completeWith(client, recording, [itemId]);
}

/** One for the judgment, and one for each field that was filled in. */
function evaluationsOf(judgment: StoredJudgment, queueId: string, masker: Masker | null): CheckedEvaluation[] {
  const { id, messageExternalId, annotator, annotatorName, rating, success, failureTags, correctedOutput, comment, choices, endedAt } =
    judgment;
  const one: CheckedEvaluation = {
    externalId: `queue:${queueId}:${id}`,
    messageExternalId,
    traceId: null,
    spanId: null,
    sessionId: null,
    name: null,
    value: null,
    label: null,
    rating,
    success,
    failureTags,
    correctedOutput,
    comment,
    evaluator: masker === null ? annotatorName : masker.id(annotatorName),
    // a key judges for a program
    evaluatorKind: annotator.startsWith('key:') ? 'MODEL' : 'HUMAN',
    createdAt: endedAt,
    queueId,
  };
  const nothing = { rating: null, success: null, failureTags: null, correctedOutput: null, comment: null };
  return [
    one,
    ...Object.entries(choices).map(([name, label]) => ({ ...one, ...nothing, externalId: `${one.externalId}:${name}`, name, label })),
  ];
}
