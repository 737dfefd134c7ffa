import type { Pool, PoolClient } from 'pg';
import { plainColumn, textArray, textColumn, timeColumn, unnest, type Column } from '../ingest/arrays.ts';
import { enqueueMessages } from '../ingest/enqueue.ts';
import { inTransaction } from '../ingest/transaction.ts';
import type { CheckedEvaluation } from './types.ts';

const columns: readonly Column<CheckedEvaluation>[] = [
  textColumn('external_id', (evaluation) => evaluation.externalId),
  textColumn('message_external_id', (evaluation) => evaluation.messageExternalId),
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
 * has not come yet is kept and waits for it. One that is known keeps what the new one does not say; the same again changes nothing.
 */
export async function recordEvaluations(stores: { postgres: Pool }, workspaceId: string, sentEvaluations: readonly CheckedEvaluation[]): Promise<RecordedEvaluations> {
  if (sentEvaluations.length === 0) return { accepted: 0, updated: 0 };
  const evaluations = mergeDuplicates(sentEvaluations);
  const accepted = await inTransaction(stores.postgres, async (client) => {
    const inserted = await insert(client, workspaceId, evaluations);
    const insertedIds = new Set(inserted.map((row) => row.external_id));
    const known = evaluations.filter(({ externalId }) => !insertedIds.has(externalId));
    const changed = known.length === 0 ? [] : await update(client, workspaceId, known);
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
  /** The message that the evaluation was of before; null or absent: the same. */
  left_message_id?: string | null;
}

async function insert(client: PoolClient, workspaceId: string, evaluations: readonly CheckedEvaluation[]): Promise<RecordedRow[]> {
  const { rows } = await client.query<RecordedRow>({
    text: `/* evaluations.insert */ INSERT INTO evaluations (workspace_id, message_id, ${names.join(', ')})
      SELECT $1, m.id, ${names.map((name) => firstValues[name] ?? sent(name)).join(', ')} FROM ${unnest(columns, 2, 'sent')}
      LEFT JOIN messages m ON m.workspace_id = $1 AND m.external_id = sent.message_external_id
      ORDER BY sent.external_id COLLATE "C"
      ON CONFLICT (workspace_id, external_id) DO NOTHING
      RETURNING id::text AS id, external_id, message_id::text AS message_id`,
    values: [workspaceId, ...columns.map((column) => column.array(evaluations))],
  });
  return rows;
}

async function update(client: PoolClient, workspaceId: string, evaluations: readonly CheckedEvaluation[]): Promise<RecordedRow[]> {
  await client.query({
    text: '/* evaluations.lock */ SELECT FROM evaluations WHERE workspace_id = $1 AND external_id = ANY($2::text[]) ORDER BY external_id COLLATE "C" FOR UPDATE',
    values: [workspaceId, textArray(evaluations, (evaluation) => evaluation.externalId)],
  });
  const settable = names.filter((name) => name !== 'external_id');
  const { rows } = await client.query<RecordedRow>({
    text: `/* evaluations.update */ WITH sent AS MATERIALIZED (SELECT * FROM ${unnest(columns, 2, 'sent')}),
      before AS MATERIALIZED (
        SELECT e.id, e.message_id, m.id AS new_message_id FROM evaluations e
        JOIN sent ON e.workspace_id = $1 AND e.external_id = sent.external_id
        LEFT JOIN messages m ON m.workspace_id = $1 AND m.external_id = sent.message_external_id
      )
      UPDATE evaluations e SET message_id = before.new_message_id, ${settable.map((name) => `${name} = COALESCE(${sent(name)}, e.${name})`).join(', ')}
      FROM before, sent WHERE e.id = before.id AND e.external_id = sent.external_id AND (
        e.message_id IS DISTINCT FROM before.new_message_id
        OR ${settable.map((name) => `sent.${name} IS NOT NULL AND e.${name} IS DISTINCT FROM ${sent(name)}`).join(' OR ')})
      RETURNING e.id::text AS id, e.external_id, e.message_id::text AS message_id,
        CASE WHEN before.message_id <> e.message_id OR e.message_id IS NULL THEN before.message_id::text END AS left_message_id`,
    values: [workspaceId, ...columns.map((column) => column.array(evaluations))],
  });
  return rows;
}

/** Lists those without a message among the waiting, and takes those with one off the list. */
async function keepWaiting(client: PoolClient, workspaceId: string, rows: readonly RecordedRow[]): Promise<void> {
  const waiting = rows.filter((row) => row.message_id === null);
  const settled = rows.filter((row) => row.message_id !== null);
  if (waiting.length > 0) {
    await client.query({
      text: `/* evaluations.wait */ INSERT INTO waiting_evaluations (evaluation_id, workspace_id, message_external_id)
        SELECT id, workspace_id, message_external_id FROM evaluations WHERE workspace_id = $1 AND id = ANY($2::int8[])
        ON CONFLICT (evaluation_id) DO UPDATE SET message_external_id = EXCLUDED.message_external_id`,
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

function mergeDuplicates(evaluations: readonly CheckedEvaluation[]): CheckedEvaluation[] {
  const byId = new Map<string, CheckedEvaluation>();
  for (const evaluation of evaluations) {
    const earlier = byId.get(evaluation.externalId);
    const said = Object.fromEntries(Object.entries(evaluation).filter(([, value]) => value !== null)) as Partial<CheckedEvaluation>;
    byId.set(evaluation.externalId, earlier === undefined ? evaluation : { ...earlier, ...said });
  }
  return [...byId.values()];
}
