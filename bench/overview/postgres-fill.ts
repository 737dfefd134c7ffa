import { raw, sql, uint, uuid } from '../../server/src/platform/store/sql.ts';
import type { Dataset } from './dataset.ts';
import { messagesPerConversation, prices, userCount } from './generated.ts';

const page = 20_000;

/** Puts the messages of the facts into PostgreSQL, with conversations, users, tool calls, evaluations, models and prices. */
export async function fillPostgres({ stores, workspaceId }: Dataset, total: number, onProgress: (done: number) => void): Promise<void> {
  const { postgres, clickhouse } = stores;
  await postgres.query(
    `INSERT INTO end_users (id, workspace_id, external_id) SELECT i, $1, 'user-' || i FROM generate_series(1, $2::int) AS i`,
    [workspaceId, userCount],
  );
  await postgres.query(
    `INSERT INTO conversations (id, workspace_id, external_id) SELECT i, $1, 'conversation-' || i FROM generate_series(1, $2::int) AS i`,
    [workspaceId, Math.ceil(total / messagesPerConversation)],
  );
  for (const [model, { provider, input, cacheRead, output }] of Object.entries(prices)) {
    await postgres.query('INSERT INTO models (workspace_id, name, provider) VALUES ($1, $2, $3)', [workspaceId, model, provider]);
    await postgres.query(
      `INSERT INTO prices (workspace_id, scope, model, input_rate, cache_read_rate, output_rate) VALUES ($1, 'MODEL', $2, $3, $4, $5)`,
      [workspaceId, model, input * 1e6, cacheRead * 1e6, output * 1e6],
    );
  }
  for (let first = 0; first < total; first += page) {
    const rows = await clickhouse.query(
      'bench.page',
      sql`SELECT f.*, t.content AS content, toUnixTimestamp64Milli(f.created_at) AS created_ms
          FROM message_facts AS f
          JOIN (SELECT message_id, content FROM message_texts WHERE message_id > ${uint(first)} AND message_id <= ${uint(first + page)}) AS t USING (message_id)
          WHERE f.workspace_id = ${uuid(workspaceId)} AND f.message_id > ${uint(first)} AND f.message_id <= ${uint(first + page)}
          ORDER BY f.message_id ${raw('')}`,
      { timeoutMs: 120_000, maxMemoryBytes: 8_000_000_000 },
    );
    const json = JSON.stringify(rows);
    await postgres.query(INSERT_MESSAGES, [workspaceId, json]);
    await postgres.query(INSERT_TOOL_CALLS, [workspaceId, json]);
    await postgres.query(INSERT_EVALUATIONS, [workspaceId, json]);
    if ((first / page) % 10 === 9) onProgress(first + page);
  }
  for (const table of ['messages', 'conversations', 'end_users', 'evaluations']) {
    // Behind the walls a sequence can be used, and not set.
    await postgres.query(
      `SELECT count(nextval(pg_get_serial_sequence('${table}', 'id'))) FROM generate_series(1, (SELECT coalesce(max(id), 1) FROM ${table}))`,
    );
  }
  await postgres.query('VACUUM (ANALYZE) messages, tool_calls, evaluations, conversations, end_users, models, prices');
}

const INSERT_MESSAGES = `
  INSERT INTO messages (id, workspace_id, external_id, conversation_id, role, content, created_at, model, provider, input_tokens, output_tokens,
    cache_read_tokens, latency_ms, time_to_first_token_ms, error_type, session_id, experiment_name, variant, widget, environment, end_user_id)
  SELECT message_id, $1, 'message-' || message_id, conversation_id, role::"MessageRole", content, to_timestamp(created_ms / 1000.0), nullif(model, ''),
    nullif(provider, ''), CASE WHEN role = 'ASSISTANT' THEN uncached_input_tokens + cache_read_tokens END,
    CASE WHEN role = 'ASSISTANT' THEN visible_output_tokens END, CASE WHEN role = 'ASSISTANT' THEN cache_read_tokens END, latency_ms,
    time_to_first_token_ms, nullif(error_type, ''), session_id, nullif(experiment_name, ''), nullif(variant, ''), widget, environment, end_user_id
  FROM jsonb_to_recordset($2::jsonb) AS m (message_id bigint, conversation_id bigint, role text, content text, created_ms bigint, model text,
    provider text, uncached_input_tokens int, cache_read_tokens int, visible_output_tokens int, latency_ms int, time_to_first_token_ms int,
    error_type text, session_id text, experiment_name text, variant text, widget bool, environment text, end_user_id bigint)`;

const INSERT_TOOL_CALLS = `
  INSERT INTO tool_calls (message_id, position, workspace_id, name, success, duration_ms)
  SELECT m.message_id, call.position - 1, $1, call.name #>> '{}', success.value::text::bool, duration.value::text::int
  FROM jsonb_to_recordset($2::jsonb) AS m (message_id bigint, tool_names jsonb, tool_successes jsonb, tool_durations_ms jsonb),
    jsonb_array_elements(m.tool_names) WITH ORDINALITY AS call (name, position),
    jsonb_array_elements(m.tool_successes) WITH ORDINALITY AS success (value, position),
    jsonb_array_elements(m.tool_durations_ms) WITH ORDINALITY AS duration (value, position)
  WHERE success.position = call.position AND duration.position = call.position`;

const INSERT_EVALUATIONS = `
  INSERT INTO evaluations (workspace_id, external_id, message_external_id, message_id, rating, success, failure_tags, evaluator_kind, created_at)
  SELECT $1, 'evaluation-' || message_id, 'message-' || message_id, message_id, (ratings ->> 0)::int, success_count = 1,
    ARRAY(SELECT jsonb_array_elements_text(failure_tags)), 'HUMAN', to_timestamp(created_ms / 1000.0)
  FROM jsonb_to_recordset($2::jsonb) AS m (message_id bigint, ratings jsonb, success_count int, failure_tags jsonb, evaluation_count int, created_ms bigint)
  WHERE evaluation_count = 1`;
