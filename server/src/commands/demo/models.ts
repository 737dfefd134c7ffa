/** What a simulated model is like. The shares of errors are of its replies. */
export interface ModelTraits {
  readonly name: string;
  readonly provider: string;
  /** Of all conversations: when the simulated past begins, and when it ends. In between it changes evenly. */
  readonly trafficShare: readonly [atStart: number, atEnd: number];
  /** Of its conversations, how many end with what the customer came for, when nothing special goes on. */
  readonly successShare: number;
  /** Median wait for the first token of a short question, and how far waits scatter (standard deviation of the logarithm). */
  readonly firstTokenMs: number;
  readonly firstTokenSigma: number;
  readonly tokensPerSecond: number;
  /** Longer or shorter replies than the script's, in tokens. */
  readonly wordiness: number;
  /** Instructions, house rules and descriptions of the tools, sent with every turn. */
  readonly instructionTokens: number;
  /** `prefix`: what was sent before is read from a cache by itself. `written`: it is written first, and forgotten after five minutes. */
  readonly cache: 'prefix' | 'written';
  /** Median; null: it does not reason before it answers. */
  readonly reasoningTokens: number | null;
  readonly errorShares: Readonly<Record<ErrorType, number>>;
}

export const errorTypes = ['rate_limit', 'timeout', 'content_filter'] as const;
export type ErrorType = (typeof errorTypes)[number];

const ours = { provider: 'self-hosted', instructionTokens: 2_150, cache: 'prefix', reasoningTokens: null, firstTokenSigma: 0.34 } as const;

export const models: readonly ModelTraits[] = [
  {
    ...ours,
    name: 'support-8b-base',
    trafficShare: [0.14, 0.05],
    successShare: 0.66,
    firstTokenMs: 190,
    tokensPerSecond: 148,
    wordiness: 1.25,
    errorShares: { rate_limit: 0, timeout: 0.004, content_filter: 0.002 },
  },
  {
    ...ours,
    name: 'support-8b-sft',
    trafficShare: [0.36, 0.25],
    successShare: 0.82,
    firstTokenMs: 185,
    tokensPerSecond: 150,
    wordiness: 0.95,
    errorShares: { rate_limit: 0, timeout: 0.003, content_filter: 0.001 },
  },
  {
    ...ours,
    name: 'support-8b-dpo',
    trafficShare: [0.18, 0.41],
    successShare: 0.88,
    firstTokenMs: 195,
    tokensPerSecond: 146,
    wordiness: 1,
    errorShares: { rate_limit: 0, timeout: 0.003, content_filter: 0.001 },
  },
  {
    name: 'gpt-4o-mini',
    provider: 'openai',
    trafficShare: [0.16, 0.12],
    successShare: 0.84,
    firstTokenMs: 430,
    firstTokenSigma: 0.45,
    tokensPerSecond: 92,
    wordiness: 1.2,
    instructionTokens: 2_600,
    cache: 'prefix',
    reasoningTokens: null,
    errorShares: { rate_limit: 0.005, timeout: 0.002, content_filter: 0.003 },
  },
  {
    name: 'claude-haiku-4-5',
    provider: 'anthropic',
    trafficShare: [0.11, 0.11],
    successShare: 0.87,
    firstTokenMs: 520,
    firstTokenSigma: 0.38,
    tokensPerSecond: 125,
    wordiness: 1.3,
    instructionTokens: 3_100,
    cache: 'written',
    reasoningTokens: null,
    errorShares: { rate_limit: 0.007, timeout: 0.001, content_filter: 0.001 },
  },
  {
    name: 'o4-mini',
    provider: 'openai',
    trafficShare: [0.05, 0.06],
    successShare: 0.9,
    firstTokenMs: 480,
    firstTokenSigma: 0.4,
    tokensPerSecond: 155,
    wordiness: 1.1,
    instructionTokens: 2_600,
    cache: 'prefix',
    reasoningTokens: 260,
    errorShares: { rate_limit: 0.006, timeout: 0.004, content_filter: 0.002 },
  },
];
