import { builder } from '../../../platform/graphql/builder.ts';
import type { Interval95, Overview, Quantiles } from '../overview.ts';

const QuantilesRef = builder.objectRef<Quantiles>('Quantiles').implement({
  description: 'Percentiles and average of times in milliseconds, interpolated between neighbours; all null when nothing was measured.',
  fields: (t) => ({
    p50Ms: t.exposeFloat('p50Ms', { nullable: true, description: 'Median, in milliseconds; null: nothing was measured.' }),
    p90Ms: t.exposeFloat('p90Ms', { nullable: true, description: '90 % are not above it, in milliseconds; null: nothing was measured.' }),
    p95Ms: t.exposeFloat('p95Ms', { nullable: true, description: '95 % are not above it, in milliseconds; null: nothing was measured.' }),
    p99Ms: t.exposeFloat('p99Ms', { nullable: true, description: '99 % are not above it, in milliseconds; null: nothing was measured.' }),
    averageMs: t.exposeFloat('averageMs', { nullable: true, description: 'Sum over count, in milliseconds; null: nothing was measured.' }),
  }),
});

const Interval95Ref = builder.objectRef<Interval95>('Interval95').implement({
  description: 'Where the true share lies with 95 % confidence (Wilson’s score interval), 0 to 1.',
  fields: (t) => ({
    low: t.exposeFloat('low', { description: 'Lower end, 0 to 1.' }),
    high: t.exposeFloat('high', { description: 'Upper end, 0 to 1.' }),
  }),
});

export { QuantilesRef };

/** The numbers that every group of messages has; each type of analytics carries all of them, flat. */
export const OverviewNumbersRef = builder.interfaceRef<Overview>('OverviewNumbers').implement({
  description: 'The numbers of a group of messages, over assistant messages. Null means no data, never zero. Formulas: docs/metrics.md.',
  fields: (t) => ({
    messageCount: t.exposeInt('messageCount', { description: 'Assistant messages.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Distinct conversations with such a message.' }),
    userCount: t.exposeInt('userCount', { description: 'Distinct users of such messages; messages without a user add none.' }),
    inputTokens: t.expose('inputTokens', { type: 'BigInt', description: 'All input tokens, cache reads and writes included.' }),
    outputTokens: t.expose('outputTokens', { type: 'BigInt', description: 'All output tokens, reasoning included.' }),
    cacheReadTokens: t.expose('cacheReadTokens', { type: 'BigInt', description: 'Input tokens read from a cache.' }),
    cacheWriteTokens: t.expose('cacheWriteTokens', { type: 'BigInt', description: 'Input tokens written to a cache.' }),
    reasoningTokens: t.expose('reasoningTokens', { type: 'BigInt', description: 'Output tokens spent on reasoning.' }),
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'Cost in US dollars of the messages with a known price; null: none has one.' }),
    costPerMessageUsd: t.exposeFloat('costPerMessageUsd', { nullable: true, description: 'Cost in US dollars over the messages with a known price; null: none has one.' }),
    pricedCount: t.exposeInt('pricedCount', { description: 'Messages whose price is known: those that the cost is of.' }),
    evaluatedCount: t.exposeInt('evaluatedCount', { description: 'Messages with at least one evaluation.' }),
    ratedCount: t.exposeInt('ratedCount', { description: 'Ratings given; a message may have several.' }),
    judgedCount: t.exposeInt('judgedCount', { description: 'Verdicts of success or failure given; a message may have several.' }),
    successShare: t.exposeFloat('successShare', { nullable: true, description: 'Verdicts of success over all verdicts, 0 to 1; null: none was given.' }),
    successInterval: t.field({ type: Interval95Ref, nullable: true, description: 'How sure the success share is; null: no verdict was given.', resolve: ({ successInterval }) => successInterval }),
    averageRating: t.exposeFloat('averageRating', { nullable: true, description: 'Mean of the ratings, 1 to 5; null: none was given.' }),
    errorShare: t.exposeFloat('errorShare', { nullable: true, description: 'Messages that ended in an error over all messages, 0 to 1; null: there is no message.' }),
    errorCount: t.exposeInt('errorCount', { description: 'Messages that ended in an error.' }),
    costPerSuccessUsd: t.exposeFloat('costPerSuccessUsd', { nullable: true, description: 'Cost in US dollars over verdicts of success; null: no known price, or no success.' }),
    latencyMs: t.field({ type: QuantilesRef, description: 'From the request to the last token, over the messages that report it.', resolve: ({ latencyMs }) => latencyMs }),
    timeToFirstTokenMs: t.field({ type: QuantilesRef, description: 'From the request to the first token, over the messages that report it.', resolve: ({ timeToFirstTokenMs }) => timeToFirstTokenMs }),
  }),
});
