import type { Statements } from '../../platform/store/postgres/postgres.ts';

/** A message as it is now, with what it takes from its conversation. */
export interface StoredMessage {
  readonly id: number;
  readonly workspaceId: string;
  readonly conversationId: number;
  readonly role: 'USER' | 'ASSISTANT' | 'SYSTEM' | 'TOOL';
  readonly content: string;
  readonly createdAt: Date;
  readonly model: string | null;
  readonly provider: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly latencyMs: number | null;
  readonly timeToFirstTokenMs: number | null;
  readonly errorType: string | null;
  readonly sessionId: string | null;
  readonly experimentName: string | null;
  readonly variant: string | null;
  readonly widget: boolean | null;
  readonly environment: string | null;
  readonly endUserId: number | null;
  readonly userExternalId: string | null;
}

/** Parallel lists, in the order of the calls. */
export interface ToolCallsOfMessage {
  readonly names: string[];
  readonly successes: (boolean | null)[];
  readonly durationsMs: (number | null)[];
}

export interface EvaluationsOfMessage {
  count: number;
  readonly ratings: number[];
  successCount: number;
  failureCount: number;
  readonly failureTags: string[];
}

/*
 * The statements carry no name: a named one keeps the plan that was made when the tables were small.
 */

/** The messages that still exist, in no order. An attribute a message lacks comes from its conversation. */
export async function readMessages(client: Statements, ids: readonly number[]): Promise<StoredMessage[]> {
  const { rows } = await client.query({
    text: `SELECT m.id, m.workspace_id, m.conversation_id, m.role, m.content, m.created_at, m.model, m.provider, m.input_tokens,
                  m.output_tokens, m.cache_read_tokens, m.cache_write_tokens, m.reasoning_tokens, m.latency_ms,
                  m.time_to_first_token_ms, m.error_type, coalesce(m.session_id, c.session_id),
                  coalesce(m.experiment_name, c.experiment_name), coalesce(m.variant, c.variant), coalesce(m.widget, c.widget),
                  coalesce(m.environment, c.environment), u.id, u.external_id
           FROM messages m
           JOIN conversations c ON c.id = m.conversation_id
           LEFT JOIN end_users u ON u.id = coalesce(m.end_user_id, c.end_user_id)
           WHERE m.id = ANY($1::bigint[])`,
    values: [ids],
    rowMode: 'array',
  });
  return rows.map((row) => ({
    id: Number(row[0]),
    workspaceId: row[1],
    conversationId: Number(row[2]),
    role: row[3],
    content: row[4],
    createdAt: row[5],
    model: row[6],
    provider: row[7],
    inputTokens: row[8],
    outputTokens: row[9],
    cacheReadTokens: row[10],
    cacheWriteTokens: row[11],
    reasoningTokens: row[12],
    latencyMs: row[13],
    timeToFirstTokenMs: row[14],
    errorType: row[15],
    sessionId: row[16],
    experimentName: row[17],
    variant: row[18],
    widget: row[19],
    environment: row[20],
    endUserId: row[21] === null ? null : Number(row[21]),
    userExternalId: row[22],
  }));
}

export async function readToolCalls(client: Statements, ids: readonly number[]): Promise<Map<number, ToolCallsOfMessage>> {
  const { rows } = await client.query({
    text: 'SELECT message_id, name, success, duration_ms FROM tool_calls WHERE message_id = ANY($1::bigint[]) ORDER BY message_id, position',
    values: [ids],
    rowMode: 'array',
  });
  const byMessage = new Map<number, ToolCallsOfMessage>();
  for (const [messageId, name, success, durationMs] of rows) {
    const id = Number(messageId);
    let calls = byMessage.get(id);
    if (calls === undefined) byMessage.set(id, (calls = { names: [], successes: [], durationsMs: [] }));
    calls.names.push(name);
    calls.successes.push(success);
    calls.durationsMs.push(durationMs);
  }
  return byMessage;
}

export async function readEvaluations(client: Statements, ids: readonly number[]): Promise<Map<number, EvaluationsOfMessage>> {
  const { rows } = await client.query({
    text: 'SELECT message_id, rating, success, failure_tags FROM evaluations WHERE message_id = ANY($1::bigint[]) ORDER BY id',
    values: [ids],
    rowMode: 'array',
  });
  const byMessage = new Map<number, EvaluationsOfMessage>();
  for (const [messageId, rating, success, failureTags] of rows) {
    const id = Number(messageId);
    let known = byMessage.get(id);
    if (known === undefined) {
      byMessage.set(id, (known = { count: 0, ratings: [], successCount: 0, failureCount: 0, failureTags: [] }));
    }
    known.count += 1;
    if (rating !== null) known.ratings.push(rating);
    if (success === true) known.successCount += 1;
    if (success === false) known.failureCount += 1;
    known.failureTags.push(...failureTags);
  }
  return byMessage;
}
