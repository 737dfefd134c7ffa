import { plainColumn, textArray, textColumn, timeColumn, unnest, type Column } from '../../platform/ingest/arrays.ts';
import { enqueueMessages } from '../../platform/store/projector/enqueue.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { PgSession, Postgres } from '../../platform/store/postgres/postgres.ts';
import type { CheckedEvaluation } from './types.ts';

const columns: readonly Column<CheckedEvaluation>[] = [
  textColumn('external_id', (evaluation) => evaluation.externalId),
  textColumn('message_external_id', (evaluation) => evaluation.messageExternalId),
  textColumn('trace_id', (evaluation) => evaluation.traceId),
  textColumn('span_id', (evaluation) => evaluation.spanId),
  textColumn('session_id', (evaluation) => evaluation.sessionId),
  textColumn('name', (evaluation) => evaluation.name),
  plainColumn('value', 'float8', (evaluation) => evaluation.value),
  textColumn('label', (evaluation) => evaluation.label),
  plainColumn('rating', 'int2', (evaluation) => evaluation.rating),
  plainColumn('success', 'bool', (evaluation) => evaluation.success),
  // a list inside a list: as the text of an array
  textColumn('failure_tags', ({ failureTags }) => (failureTags === null ? null : textArray(failureTags, (tag) => tag))),
  textColumn('comment', (evaluation) => evaluation.comment),
  textColumn('corrected_output', (evaluation) => evaluation.correctedOutput),
  textColumn('evaluator', (evaluation) => evaluation.evaluator),
  plainColumn('evaluator_kind', '"EvaluatorKind"', (evaluation) => evaluation.evaluatorKind),
  timeColumn('created_at', (evaluation) => evaluation.createdAt),
];
const names = columns.map((column) => column.name);
/** The target of an evaluation. A later sending replaces it as a whole. */
const subjectNames: readonly string[] = ['message_external_id', 'trace_id', 'span_id', 'session_id'];
/** Its rating, verdict, value and label, without its texts. */
const verdictNames: readonly string[] = ['value', 'label', 'rating', 'success', 'corrected_output'];
/** The message that `sent` is of: the one that it names, else the last reply of its trace. */
const itsMessage = `LEFT JOIN messages named ON named.workspace_id = $1 AND named.external_id = sent.message_external_id
      LEFT JOIN LATERAL (
        SELECT id FROM messages WHERE sent.message_external_id IS NULL AND workspace_id = $1 AND trace_id = sent.trace_id AND role = 'ASSISTANT'
        ORDER BY created_at DESC, id DESC LIMIT 1
      ) last_reply ON true`;
const sent = (name: string): string => (name === 'failure_tags' ? 'sent.failure_tags::text[]' : `sent.${name}`);
const firstValues: Readonly<Record<string, string>> = {
  failure_tags: "COALESCE(sent.failure_tags::text[], '{}')",
  evaluator_kind: `COALESCE(sent.evaluator_kind, 'HUMAN'::"EvaluatorKind")`,
  created_at: 'COALESCE(sent.created_at, now())',
};

export interface RecordedEvaluations {
  accepted: number;
  updated: number;
}

/**
 * Records checked evaluations in one transaction and enqueues the messages whose judgments changed. An evaluation whose message
 * has not come yet is kept and waits for it. A known evaluation keeps the fields that the new one omits, except its target; the same
 * again changes nothing. `replacesVerdict`: value, label, rating, success and correction are replaced as a whole, too.
 */
export async function recordEvaluations(stores: { postgres: Postgres }, workspaceId: string, sentEvaluations: readonly CheckedEvaluation[], { replacesVerdict = false } = {}): Promise<RecordedEvaluations> {
  if (sentEvaluations.length === 0) return { accepted: 0, updated: 0 };
  const evaluations = mergeDuplicates(sentEvaluations, replacesVerdict);
  const accepted = await inTransaction(stores.postgres, async (client) => {
    const inserted = await insert(client, workspaceId, evaluations);
    const insertedIds = new Set(inserted.map((row) => row.external_id));
    const known = evaluations.filter(({ externalId }) => !insertedIds.has(externalId));
    const changed = known.length === 0 ? [] : await update(client, workspaceId, known, replacesVerdict ? [...subjectNames, ...verdictNames] : subjectNames);
    await keepWaiting(client, workspaceId, [...inserted, ...changed]);
    const touched = new Set([...inserted, ...changed].flatMap(({ message_id, left_message_id }) => [message_id, left_message_id ?? null]));
    await enqueueMessages(client, workspaceId, [...touched].filter((id) => id !== null));
    return inserted.length;
  });
  return { accepted, updated: sentEvaluations.length - accepted };
}

interface RecordedRow {
  id: string;
  external_id: string;
  message_id: string | null;
  /** What would have to come for it to be attached. NONE: it is of a session. */
  waits_for: 'MESSAGE' | 'TRACE' | 'NONE';
  /** The message that the evaluation was of before; null or absent: the same. */
  left_message_id?: string | null;
}

const waitsFor = "CASE WHEN e.message_external_id IS NOT NULL THEN 'MESSAGE' WHEN e.trace_id IS NOT NULL THEN 'TRACE' ELSE 'NONE' END AS waits_for";

async function insert(client: PgSession, workspaceId: string, evaluations: readonly CheckedEvaluation[]): Promise<RecordedRow[]> {
  const { rows } = await client.query<RecordedRow>({
    text: `/* evaluations.insert */ INSERT INTO evaluations AS e (workspace_id, message_id, ${names.join(', ')})
      SELECT $1, COALESCE(named.id, last_reply.id), ${names.map((name) => firstValues[name] ?? sent(name)).join(', ')} FROM ${unnest(columns, 2, 'sent')}
      ${itsMessage}
      ORDER BY sent.external_id COLLATE "C"
      ON CONFLICT (workspace_id, external_id) DO NOTHING
      RETURNING id::text AS id, external_id, message_id::text AS message_id, ${waitsFor}`,
    values: [workspaceId, ...columns.map((column) => column.array(evaluations))],
  });
  return rows;
}

/** `replaced`: the columns that become what is sent, also where that is nothing. */
async function update(client: PgSession, workspaceId: string, evaluations: readonly CheckedEvaluation[], replaced: readonly string[]): Promise<RecordedRow[]> {
  await client.query({
    text: '/* evaluations.lock */ SELECT FROM evaluations WHERE workspace_id = $1 AND external_id = ANY($2::text[]) ORDER BY external_id COLLATE "C" FOR UPDATE',
    values: [workspaceId, textArray(evaluations, (evaluation) => evaluation.externalId)],
  });
  const settable = names.filter((name) => name !== 'external_id' && !replaced.includes(name));
  const { rows } = await client.query<RecordedRow>({
    text: `/* evaluations.update */ WITH sent AS MATERIALIZED (SELECT * FROM ${unnest(columns, 2, 'sent')}),
      before AS MATERIALIZED (
        SELECT e.id, e.message_id, COALESCE(named.id, last_reply.id) AS new_message_id FROM evaluations e
        JOIN sent ON e.workspace_id = $1 AND e.external_id = sent.external_id
        ${itsMessage}
      )
      UPDATE evaluations e SET message_id = before.new_message_id, ${replaced.map((name) => `${name} = sent.${name}`).join(', ')}, ${settable.map((name) => `${name} = COALESCE(${sent(name)}, e.${name})`).join(', ')}
      FROM before, sent WHERE e.id = before.id AND e.external_id = sent.external_id AND (
        e.message_id IS DISTINCT FROM before.new_message_id
        OR ${replaced.map((name) => `e.${name} IS DISTINCT FROM sent.${name}`).join(' OR ')}
        OR ${settable.map((name) => `sent.${name} IS NOT NULL AND e.${name} IS DISTINCT FROM ${sent(name)}`).join(' OR ')})
      RETURNING e.id::text AS id, e.external_id, e.message_id::text AS message_id, ${waitsFor},
        CASE WHEN before.message_id <> e.message_id OR e.message_id IS NULL THEN before.message_id::text END AS left_message_id`,
    values: [workspaceId, ...columns.map((column) => column.array(evaluations))],
  });
  return rows;
}

/**
 * Lists those without a message among the waiting, and takes those with one off the list. One of a whole trace stays on it until a
 * sweep has looked once more: a reply that is being recorded at this moment is not seen here, nor does it see the evaluation.
 */
async function keepWaiting(client: PgSession, workspaceId: string, rows: readonly RecordedRow[]): Promise<void> {
  const isWaiting = (row: RecordedRow): boolean => row.waits_for === 'TRACE' || (row.waits_for === 'MESSAGE' && row.message_id === null);
  const waiting = rows.filter(isWaiting);
  const settled = rows.filter((row) => !isWaiting(row));
  if (waiting.length > 0) {
    await client.query({
      text: `/* evaluations.wait */ INSERT INTO waiting_evaluations (evaluation_id, workspace_id, message_external_id, trace_id)
        SELECT id, workspace_id, message_external_id, CASE WHEN message_external_id IS NULL THEN trace_id END
        FROM evaluations WHERE workspace_id = $1 AND id = ANY($2::int8[])
        ON CONFLICT (evaluation_id) DO UPDATE SET message_external_id = EXCLUDED.message_external_id, trace_id = EXCLUDED.trace_id`,
      values: [workspaceId, `{${waiting.map((row) => row.id).join(',')}}`],
    });
  }
  if (settled.length > 0) {
    await client.query({
      text: '/* evaluations.settle */ DELETE FROM waiting_evaluations WHERE evaluation_id = ANY($1::int8[])',
      values: [`{${settled.map((row) => row.id).join(',')}}`],
    });
  }
}

/** Deletes an evaluation and enqueues its message; false: there is none of this id. */
export async function removeEvaluation(stores: { postgres: Postgres }, workspaceId: string, externalId: string): Promise<boolean> {
  return inTransaction(stores.postgres, async (client) => {
    const { rows } = await client.query<{ message_id: string | null }>({
      text: `/* evaluations.remove */ WITH removed AS (DELETE FROM evaluations WHERE workspace_id = $1 AND external_id = $2 RETURNING id, message_id),
        settled AS (DELETE FROM waiting_evaluations w USING removed WHERE w.evaluation_id = removed.id)
        SELECT message_id::text AS message_id FROM removed`,
      values: [workspaceId, externalId],
    });
    await enqueueMessages(client, workspaceId, rows.flatMap(({ message_id: id }) => id ?? []));
    return rows.length > 0;
  });
}

function mergeDuplicates(evaluations: readonly CheckedEvaluation[], replacesVerdict: boolean): CheckedEvaluation[] {
  const byId = new Map<string, CheckedEvaluation>();
  for (const evaluation of evaluations) {
    const earlier = byId.get(evaluation.externalId);
    const reported = Object.fromEntries(Object.entries(evaluation).filter(([, value]) => value !== null)) as Partial<CheckedEvaluation>;
    const { messageExternalId, traceId, spanId, sessionId, value, label, rating, success, correctedOutput } = evaluation;
    const replaced = { messageExternalId, traceId, spanId, sessionId, ...(replacesVerdict ? { value, label, rating, success, correctedOutput } : {}) };
    byId.set(evaluation.externalId, earlier === undefined ? evaluation : { ...earlier, ...reported, ...replaced });
  }
  return [...byId.values()];
}
