import type { Stores } from '../../server/src/platform/store/stores.ts';
import { period } from './generated.ts';
import type { FirstScreen, ScreenNumbers } from './first-screen.ts';

/**
 * The first screen's answers by plain SQL over the tables that messages are kept in: what one would write without a second store.
 * The statements run side by side, as a page would send them.
 */
export async function firstScreenBySql(postgres: Stores['postgres'], workspaceId: string): Promise<FirstScreen> {
  const lengthMs = period.to.getTime() - period.from.getTime();
  const current = [workspaceId, period.from, period.to];
  const previous = [workspaceId, new Date(period.from.getTime() - lengthMs), period.from];
  const rows = async <Row>(text: string, values: unknown[]): Promise<Row[]> => (await postgres.query(text, values)).rows as Row[];
  const [[overview], [before], series, byModel, ratings, tools] = await Promise.all([
    rows<NumbersRow>(numbers(''), current),
    rows<NumbersRow>(numbers(''), previous),
    rows<NumbersRow & { key: Date }>(numbers(`date_trunc('day', m.created_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'`), current),
    rows<NumbersRow & { key: string }>(numbers('m.model'), current),
    rows<{ rating: number; count: number }>(RATINGS, current),
    rows<ToolRow>(TOOLS, current),
  ]);
  return {
    overview: numbersOf(overview as NumbersRow),
    previous: numbersOf(before as NumbersRow),
    series: series.map((row) => ({ ...numbersOf(row), startedAt: row.key.toISOString() })),
    byModel: byModel.map((row) => ({ ...numbersOf(row), model: row.key })),
    ratings,
    tools: tools.map(({ name, calls, failures, durations }) => ({
      name,
      callCount: calls,
      failureCount: failures,
      durationMs: { p50Ms: durations[0] ?? null, p95Ms: durations[1] ?? null },
    })),
  };
}

interface NumbersRow {
  messages: number;
  conversations: number;
  users: number;
  input: number;
  output: number;
  cost: number | null;
  evaluated: number;
  rating: number | null;
  success: number | null;
  errors: number;
  latency: number[] | null;
}

interface ToolRow {
  name: string;
  calls: number;
  failures: number;
  durations: number[];
}

/** The numbers of every group of `key`; with '' of all together. Evaluations are joined to one row a message first. */
const numbers = (key: string): string => `
  SELECT ${key === '' ? '' : `${key} AS key,`}
    count(*)::int AS messages, count(DISTINCT m.conversation_id)::int AS conversations, count(DISTINCT m.end_user_id)::int AS users,
    coalesce(sum(m.input_tokens), 0)::float8 AS input, coalesce(sum(m.output_tokens), 0)::float8 AS output,
    (sum((m.input_tokens - m.cache_read_tokens)::numeric * p.input_rate + m.cache_read_tokens::numeric * p.cache_read_rate
      + m.output_tokens::numeric * p.output_rate) / 1e15)::float8 AS cost,
    count(e.message_id)::int AS evaluated, (sum(e.ratings)::float8 / nullif(sum(e.rated), 0)) AS rating,
    (sum(e.successes)::float8 / nullif(sum(e.judged), 0)) AS success, count(m.error_type)::int AS errors,
    percentile_cont(ARRAY[0.5, 0.9, 0.95, 0.99]) WITHIN GROUP (ORDER BY m.latency_ms) AS latency
  FROM messages m
  LEFT JOIN prices p ON p.workspace_id = m.workspace_id AND p.model = m.model
  LEFT JOIN (
    SELECT message_id, sum(rating) AS ratings, count(rating) AS rated, count(*) FILTER (WHERE success) AS successes, count(success) AS judged
    FROM evaluations WHERE workspace_id = $1 GROUP BY message_id
  ) e ON e.message_id = m.id
  WHERE m.workspace_id = $1 AND m.role = 'ASSISTANT' AND m.created_at >= $2 AND m.created_at < $3
  ${key === '' ? '' : `GROUP BY 1 ORDER BY ${key.startsWith('date_trunc') ? '1' : 'messages DESC, 1'}`}`;

const RATINGS = `
  SELECT r.rating, count(e.id)::int AS count
  FROM generate_series(1, 5) AS r (rating)
  LEFT JOIN (evaluations e JOIN messages m ON m.id = e.message_id AND m.role = 'ASSISTANT' AND m.created_at >= $2 AND m.created_at < $3)
    ON e.rating = r.rating AND e.workspace_id = $1
  GROUP BY r.rating ORDER BY r.rating`;

const TOOLS = `
  SELECT t.name, count(*)::int AS calls, count(*) FILTER (WHERE NOT t.success)::int AS failures,
    percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY t.duration_ms) AS durations
  FROM tool_calls t JOIN messages m ON m.id = t.message_id
  WHERE m.workspace_id = $1 AND m.role = 'ASSISTANT' AND m.created_at >= $2 AND m.created_at < $3
  GROUP BY t.name ORDER BY calls DESC, t.name`;

const numbersOf = (row: NumbersRow): ScreenNumbers => ({
  messageCount: row.messages,
  conversationCount: row.conversations,
  userCount: row.users,
  inputTokens: row.input,
  outputTokens: row.output,
  costUsd: row.cost,
  evaluatedCount: row.evaluated,
  averageRating: row.rating,
  successShare: row.success,
  errorCount: row.errors,
  latencyMs: {
    p50Ms: row.latency?.[0] ?? null,
    p90Ms: row.latency?.[1] ?? null,
    p95Ms: row.latency?.[2] ?? null,
    p99Ms: row.latency?.[3] ?? null,
  },
});
