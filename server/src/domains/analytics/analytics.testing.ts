import type { Stores } from '../../platform/store/stores.ts';
import { messageFacts, messageTexts } from '../facts/tables.ts';

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
  readonly promptName: string;
  readonly promptVersion: string;
  readonly text: string;
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
  promptName: '',
  promptVersion: '',
  text: '',
  tools: [],
  evaluations: [],
  ...changes,
});

/** Writes facts as the projector does: the newest version of a message wins; `removed` takes it away. */
export async function writeFacts(
  stores: Stores,
  workspaceId: string,
  facts: readonly Fact[],
  version: number,
  removed = false,
): Promise<void> {
  if (facts.length === 0) return;
  const lines = facts.map((fact) => {
    const ratings = fact.evaluations.flatMap(({ rating }) => (rating === null ? [] : [rating]));
    const [uncachedInputTokens, cacheReadTokens, cacheWriteTokens, visibleOutputTokens, reasoningTokens] = fact.tokens;
    return messageFacts.line({
      ...messageFacts.empty,
      workspaceId,
      createdAt: fact.at,
      messageId: fact.id,
      conversationId: fact.conversation,
      endUserId: fact.user,
      role: fact.role,
      model: fact.model,
      provider: fact.provider,
      environment: fact.environment,
      experimentName: fact.experiment,
      variant: fact.variant,
      sessionId: fact.session,
      userExternalId: fact.user === 0 ? '' : `u-${fact.user}`,
      widget: fact.widget,
      uncachedInputTokens,
      cacheReadTokens,
      cacheWriteTokens,
      visibleOutputTokens,
      reasoningTokens,
      costNanoUsd: fact.costNanoUsd,
      latencyMs: fact.latencyMs,
      timeToFirstTokenMs: fact.firstTokenMs,
      errorType: fact.error,
      promptName: fact.promptName,
      promptVersion: fact.promptVersion,
      toolNames: fact.tools.map(({ name }) => name),
      toolSuccesses: fact.tools.map(({ success }) => success),
      toolDurationsMs: fact.tools.map(({ durationMs }) => durationMs),
      evaluationCount: fact.evaluations.length,
      ratings,
      successCount: fact.evaluations.filter(({ success }) => success === true).length,
      failureCount: fact.evaluations.filter(({ success }) => success === false).length,
      failureTags: fact.evaluations.flatMap(({ tags }) => tags),
      version,
      isDeleted: removed ? 1 : 0,
    });
  });
  const texts = facts.map(({ id, at, text }) =>
    messageTexts.line({ workspaceId, createdAt: at, messageId: id, content: text, version, isDeleted: removed ? 1 : 0 }),
  );
  await stores.clickhouse.insert(messageTexts.name, messageTexts.columnNames, texts.join('\n'));
  await stores.clickhouse.insert(messageFacts.name, messageFacts.columnNames, lines.join('\n'));
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
