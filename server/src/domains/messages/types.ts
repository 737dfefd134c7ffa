/** The author of a message. */
export const messageRoles = ['USER', 'ASSISTANT', 'SYSTEM', 'TOOL'] as const;
export type MessageRole = (typeof messageRoles)[number];

/**
 * Token counts as the API takes them: `inputTokens` are all input tokens, cache reads and writes being parts of them;
 * `outputTokens` include reasoning. null: not reported.
 */
export interface TokenUsage {
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  reasoningTokens: number | null;
}

/** Token counts in disjoint buckets: their sum is all tokens. 0 where nothing was reported. */
export interface TokenLedger {
  uncachedInput: number;
  cacheRead: number;
  cacheWrite: number;
  visibleOutput: number;
  reasoning: number;
  /** Whether any input count was reported: 0 tokens and no report are different things. */
  inputReported: boolean;
  /** Whether any output count was reported. */
  outputReported: boolean;
}

/** A message as the API takes it; absent and null are the same. */
export interface MessageInput {
  externalId: string;
  conversationId: string;
  role: MessageRole;
  content: string;
  createdAt?: Date | null | undefined;
  model?: string | null | undefined;
  provider?: string | null | undefined;
  inputTokens?: number | null | undefined;
  outputTokens?: number | null | undefined;
  cacheReadTokens?: number | null | undefined;
  cacheWriteTokens?: number | null | undefined;
  reasoningTokens?: number | null | undefined;
  latencyMs?: number | null | undefined;
  timeToFirstTokenMs?: number | null | undefined;
  errorType?: string | null | undefined;
  toolCalls?: readonly ToolCallInput[] | null | undefined;
  sessionId?: string | null | undefined;
  experimentName?: string | null | undefined;
  variant?: string | null | undefined;
  widget?: boolean | null | undefined;
  userId?: string | null | undefined;
  environment?: string | null | undefined;
  promptName?: string | null | undefined;
  promptVersion?: string | null | undefined;
  traceId?: string | null | undefined;
  spanId?: string | null | undefined;
  metadata?: unknown;
}

export interface ToolCallInput {
  id?: string | null | undefined;
  name: string;
  success?: boolean | null | undefined;
  durationMs?: number | null | undefined;
  error?: string | null | undefined;
  arguments?: unknown;
  result?: unknown;
}

/** A message that can be stored as it is. null: not reported. */
export interface CheckedMessage extends TokenUsage {
  externalId: string;
  conversationId: string;
  role: MessageRole;
  content: string;
  createdAt: Date | null;
  model: string | null;
  provider: string | null;
  latencyMs: number | null;
  timeToFirstTokenMs: number | null;
  errorType: string | null;
  /** null: not reported, known ones stay; empty: none. */
  toolCalls: readonly CheckedToolCall[] | null;
  sessionId: string | null;
  experimentName: string | null;
  variant: string | null;
  widget: boolean | null;
  userId: string | null;
  environment: string | null;
  promptName: string | null;
  promptVersion: string | null;
  traceId: string | null;
  spanId: string | null;
  /** JSON text. */
  metadata: string | null;
}

export interface CheckedToolCall {
  callId: string | null;
  name: string;
  success: boolean | null;
  durationMs: number | null;
  error: string | null;
  /** JSON text. */
  arguments: string | null;
  /** JSON text. */
  result: string | null;
}
