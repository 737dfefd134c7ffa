import { ask, type AskOptions } from './ask.ts';

const NUMBERS = `
  messageCount conversationCount userCount inputTokens outputTokens cacheReadTokens cacheWriteTokens reasoningTokens
  costUsd costPerMessageUsd pricedCount evaluatedCount ratedCount judgedCount successShare averageRating errorShare errorCount costPerSuccessUsd
  latencyMs { p50Ms p90Ms p95Ms p99Ms averageMs } timeToFirstTokenMs { p50Ms p90Ms p95Ms p99Ms averageMs }`;

/** The fields that every group has, as far as tests read them one by one. */
export interface Numbers {
  messageCount: number;
  conversationCount: number;
  userCount: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
  pricedCount: number;
  evaluatedCount: number;
  ratedCount: number;
  judgedCount: number;
  successShare: number | null;
  averageRating: number | null;
  latencyMs: { p50Ms: number | null; p95Ms: number | null };
}

export interface EveryNumber {
  overview: Numbers;
  byModel: (Numbers & { model: string | null })[];
  ratings: { rating: number; count: number }[];
  tools: { name: string; callCount: number }[];
}

const PARTS = [
  `overview { ${NUMBERS} } ratings { rating count } failureTags { tag count } errors { errorType count share }
   tools { name callCount failureCount successShare durationMs { p50Ms p95Ms } } conversationLengths { messageCount conversationCount }
   sla(thresholdMs: 1000) { measuredCount breachCount series { startedAt measuredCount breachCount } }`,
  `series(interval: DAY) { startedAt ${NUMBERS} }`,
  `series(interval: HOUR) { startedAt ${NUMBERS} }`,
  `byModel { model provider ${NUMBERS} series { startedAt ${NUMBERS} } } seriesByModel(interval: DAY, top: 2) { model buckets { startedAt ${NUMBERS} } }`,
  `byProvider { provider ${NUMBERS} } byVariant { experimentName variant ${NUMBERS} } byTrainingMethod { trainingMethod ${NUMBERS} }`,
  `bySession { sessionId experimentName variant ${NUMBERS} }`,
];

/** Everything that analytics say under a filter, except how far a bucket is from its end. */
export async function everyNumber(address: string, filter: object, options: AskOptions = {}): Promise<EveryNumber> {
  const answers = [];
  for (const [index, part] of PARTS.entries()) {
    const query = `query ($filter: AnalyticsFilter!) { analytics(filter: $filter) { ${part} } }`;
    const { analytics } = await ask<{ analytics: object }>(address, query, { filter }, options);
    answers.push(index === 2 ? { hours: (analytics as { series: unknown }).series } : analytics);
  }
  return Object.assign({}, ...answers) as EveryNumber;
}
