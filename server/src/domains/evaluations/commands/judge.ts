import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../../../platform/ingest/errors.ts';
import { Problem, type IngestResult, type Rejection } from '../../../platform/ingest/rejection.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { readFields, type Fields } from '../../../platform/ingest/values.ts';
import { observeIngest } from '../../../platform/live/observations.ts';
import { enqueueMessages } from '../../../platform/store/projector/enqueue.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { checkEvaluation } from '../ingest.ts';
import { judgeOf, ownJudgmentId } from '../load.ts';
import { maskEvaluation } from '../mask.ts';
import { removeEvaluations, subjectNames, verdictNames } from '../queries.ts';
import { recordWithin } from '../record.ts';
import type { CheckedEvaluation } from '../types.ts';

const says = ['rating', 'success', 'failureTags', 'comment', 'correctedOutput'] as const;
const knownFields: ReadonlySet<string> = new Set(['messageExternalId', 'addFailureTags', 'createdAt', ...says]);

type Judged = Partial<Pick<CheckedEvaluation, (typeof says)[number]>>;

/**
 * Stores what the viewer says of messages: one judgment of each that it changes in place. A field that is absent stays as it was, one that
 * is null or an empty list is taken back; a judgment that says nothing any more is deleted. A bad one never costs the others.
 */
export async function judgeMessages(
  stores: Stores,
  viewer: Viewer,
  items: readonly unknown[],
  now: Date,
): Promise<Result<IngestResult, BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('judgments', items.length, maxBatchSize));
  const { workspaceId } = viewer;
  const sentNames = items.map(messageNameOf).filter((name) => name !== null);
  const [messages, judge, policy] = await Promise.all([
    stores.prisma.message.findMany({ where: { workspaceId, externalId: { in: sentNames } }, select: { id: true, externalId: true } }),
    judgeOf(stores, viewer),
    policyOf(stores, workspaceId),
  ]);
  const ids = new Map(messages.map(({ id, externalId }) => [externalId, ownJudgmentId(viewer, id)]));
  const known = await stores.prisma.evaluation.findMany({ where: { workspaceId, externalId: { in: [...ids.values()] } } });
  const judged = new Map<string, Judged>(known.map((evaluation) => [evaluation.externalId, evaluation as Judged]));
  const masker = maskerOf(policy);
  const rejected: Rejection[] = [];
  const kept = new Map<string, CheckedEvaluation>();
  const emptied = new Set<string>();
  let sentCount = 0;
  for (const [index, item] of items.entries()) {
    const name = messageNameOf(item);
    const externalId = name === null ? undefined : ids.get(name);
    const fields = readFields(item, knownFields, 'MessageJudgmentInput');
    const problem = fields instanceof Problem ? fields : saysNothing(fields) ? nothingSaid : null;
    if (problem !== null || name === null || externalId === undefined) {
      const { field, reason } = problem ?? new Problem('messageExternalId', 'is the id of no message of this workspace');
      rejected.push({ index, field, reason });
      continue;
    }
    const judgment = { ...judged.get(externalId), ...changesOf(fields as Fields, judged.get(externalId)) };
    const checked = isEmpty(judgment)
      ? null
      : checkEvaluation({ ...only(judgment), messageExternalId: name, externalId, createdAt: (fields as Fields)['createdAt'] ?? now }, now);
    if (checked instanceof Problem) {
      rejected.push({ index, field: checked.field, reason: checked.reason });
      continue;
    }
    sentCount += 1;
    judged.set(externalId, judgment);
    kept.delete(externalId);
    emptied.delete(externalId);
    if (checked === null) emptied.add(externalId);
    else {
      const own: CheckedEvaluation = {
        ...(masker === null ? checked : maskEvaluation(checked, masker)),
        externalId,
        messageExternalId: name,
        evaluator: masker === null ? judge.name : masker.id(judge.name),
        evaluatorKind: judge.id.startsWith('key:') ? 'MODEL' : 'HUMAN',
        failureTags: checked.failureTags ?? [],
      };
      kept.set(externalId, own);
    }
  }
  const accepted = await inTransaction(stores.postgres, async (client) => {
    const removed = emptied.size === 0 ? [] : await removeEvaluations(client, { workspaceId, externalIds: [...emptied] });
    await enqueueMessages(
      client,
      workspaceId,
      removed.flatMap(({ messageId }) => messageId ?? []),
    );
    return kept.size === 0 ? 0 : recordWithin(client, workspaceId, [...kept.values()], [...subjectNames, ...verdictNames, 'comment']);
  });
  const updated = sentCount - accepted;
  observeIngest({ kind: 'evaluation', accepted, updated, rejected: rejected.length });
  return succeed({ accepted, updated, rejected });
}

const changing = [...says, 'addFailureTags'] as const;
const nothingSaid = new Problem(
  'rating',
  `is absent, and so are the other fields; give at least one of ${changing.join(', ')}, null to take it back`,
);
const saysNothing = (fields: Fields): boolean => changing.every((field) => fields[field] === undefined);

function messageNameOf(item: unknown): string | null {
  const name = (item as { messageExternalId?: unknown } | null)?.messageExternalId;
  return typeof name === 'string' && unstorable(name) === null ? name : null;
}

/** The fields that are there, null among them; tags that are added stand after those that there are. */
function changesOf(fields: Fields, before: Judged | undefined): Judged {
  const changes: Record<string, unknown> = {};
  for (const field of says) if (fields[field] !== undefined) changes[field] = fields[field];
  const added = fields['addFailureTags'];
  if (Array.isArray(added))
    changes['failureTags'] = [...new Set([...((changes['failureTags'] ?? before?.failureTags ?? []) as unknown[]), ...added])];
  return changes as Judged;
}

const only = (judgment: Judged): Judged => Object.fromEntries(says.map((field) => [field, judgment[field] ?? null]));

const isEmpty = (judgment: Judged): boolean =>
  says.every((field) => {
    const value: unknown = judgment[field];
    return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  });
