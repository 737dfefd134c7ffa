/** Who said a message. */
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
