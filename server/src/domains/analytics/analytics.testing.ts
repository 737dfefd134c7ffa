import type { Stores } from '../../platform/store/stores.ts';
import { formatUtc } from '../../platform/store/sql.ts';

/** A message's facts, as plain values; what a test leaves out is nothing. */
export interface Fact {
  readonly id: number;
  readonly at: Date;
  readonly conversation: number;
  readonly user: number;
  readonly role: 'USER' | 'ASSISTANT';
  readonly model: string;
  readonly provider: string;
  readonly environment: string;
  readonly experiment: string;
  readonly variant: string;
  readonly session: string;
  readonly widget: boolean;
  readonly tokens: readonly [uncachedInput: number, cacheRead: number, cacheWrite: number, visibleOutput: number, reasoning: number];
  readonly costNanoUsd: number | null;
  readonly latencyMs: number | null;
  readonly firstTokenMs: number | null;
  readonly error: string;
  readonly tools: readonly { readonly name: string; readonly success: boolean | null; readonly durationMs: number | null }[];
  readonly evaluations: readonly { readonly rating: number | null; readonly success: boolean | null; readonly tags: readonly string[] }[];
}

export const factOf = (changes: Partial<Fact> = {}): Fact => ({
  id: 1,
  at: new Date('2026-03-04T05:06:07.008Z'),
  conversation: 1,
  user: 0,
  role: 'ASSISTANT',
  model: 'm',
  provider: 'p',
  environment: '',
  experiment: '',
  variant: '',
  session: '',
  widget: false,
  tokens: [0, 0, 0, 0, 0],
  costNanoUsd: null,
  latencyMs: null,
  firstTokenMs: null,
  error: '',
  tools: [],
  evaluations: [],
  ...changes,
});

const COLUMNS = [
  'workspace_id', 'created_at', 'message_id', 'conversation_id', 'end_user_id', 'role', 'model', 'provider', 'environment', 'experiment_name',
  'variant', 'session_id', 'user_external_id', 'widget', 'uncached_input_tokens', 'cache_read_tokens', 'cache_write_tokens',
  'visible_output_tokens', 'reasoning_tokens', 'cost_nano_usd', 'latency_ms', 'time_to_first_token_ms', 'error_type', 'tool_names',
  'tool_successes', 'tool_durations_ms', 'evaluation_count', 'ratings', 'success_count', 'failure_count', 'failure_tags', 'version', 'is_deleted',
];

/** Writes facts as the projector does: the newest version of a message wins; `removed` takes it away. */
export async function writeFacts(stores: Stores, workspaceId: string, facts: readonly Fact[], version: number, removed = false): Promise<void> {
  if (facts.length === 0) return;
  const lines = facts.map((fact) => {
    const ratings = fact.evaluations.flatMap(({ rating }) => (rating === null ? [] : [rating]));
    return JSON.stringify([
      workspaceId, formatUtc(fact.at), fact.id, fact.conversation, fact.user, fact.role, fact.model, fact.provider, fact.environment,
      fact.experiment, fact.variant, fact.session, fact.user === 0 ? '' : `u-${fact.user}`, fact.widget, ...fact.tokens, fact.costNanoUsd,
      fact.latencyMs, fact.firstTokenMs, fact.error, fact.tools.map(({ name }) => name), fact.tools.map(({ success }) => success),
      fact.tools.map(({ durationMs }) => durationMs), fact.evaluations.length, ratings,
      fact.evaluations.filter(({ success }) => success === true).length, fact.evaluations.filter(({ success }) => success === false).length,
      fact.evaluations.flatMap(({ tags }) => tags), version, removed ? 1 : 0,
    ]);
  });
  await stores.clickhouse.insert('message_facts', COLUMNS, lines.join('\n'));
}

/** Marks hours as the projector does after it wrote facts. */
export async function markDirty(stores: Stores, workspaceId: string, hours: readonly Date[]): Promise<void> {
  await stores.postgres.query(
    'INSERT INTO rollup_dirty_hours (workspace_id, hour, claimed) SELECT DISTINCT $1::uuid, unnest($2::timestamptz[]), false ON CONFLICT DO NOTHING',
    [workspaceId, hours],
  );
}

export async function clearDirty(stores: Stores, workspaceId: string, hours: readonly Date[]): Promise<void> {
  await stores.postgres.query('DELETE FROM rollup_dirty_hours WHERE workspace_id = $1 AND hour = ANY($2)', [workspaceId, hours]);
}

export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000);
