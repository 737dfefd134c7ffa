import { builder } from '../../../platform/graphql/builder.ts';
import type { Overview, Quantiles } from '../overview.ts';
import type { Interval95 } from '../../../platform/statistics/wilson.ts';

const QuantilesRef = builder.objectRef<Quantiles>('Quantiles').implement({
  description: 'Percentiles and average of times in milliseconds, interpolated between neighbours; all null when nothing was measured.',
  fields: (t) => ({
    p50Ms: t.exposeFloat('p50Ms', { nullable: true, description: 'Median in milliseconds; null: nothing was measured.' }),
    p90Ms: t.exposeFloat('p90Ms', { nullable: true, description: '90th percentile in milliseconds; null: nothing was measured.' }),
    p95Ms: t.exposeFloat('p95Ms', { nullable: true, description: '95th percentile in milliseconds; null: nothing was measured.' }),
    p99Ms: t.exposeFloat('p99Ms', { nullable: true, description: '99th percentile in milliseconds; null: nothing was measured.' }),
    averageMs: t.exposeFloat('averageMs', { nullable: true, description: 'Mean in milliseconds; null: nothing was measured.' }),
  }),
});

export const Interval95Ref = builder.objectRef<Interval95>('Interval95').implement({
  description: "Confidence interval of a share at 95 % (Wilson's score interval), 0 to 1.",
  fields: (t) => ({
    low: t.exposeFloat('low', { description: 'Lower end of the interval, 0 to 1.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the interval, 0 to 1.' }),
  }),
});

export { QuantilesRef };

/** The numbers that every group of messages has; each type of analytics carries all of them, flat. */
export const OverviewNumbersRef = builder.interfaceRef<Overview>('OverviewNumbers').implement({
  description: 'Numbers of a group of messages, over assistant messages. Null means no data, never zero. Formulas: docs/metrics.md.',
  fields: (t) => ({
    messageCount: t.exposeInt('messageCount', { description: 'Number of assistant messages.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Number of distinct conversations with such a message.' }),
    userCount: t.exposeInt('userCount', { description: 'Number of distinct users of such messages; messages without a user add none.' }),
    inputTokens: t.expose('inputTokens', { type: 'BigInt', description: 'All input tokens, cache reads and writes included.' }),
    outputTokens: t.expose('outputTokens', { type: 'BigInt', description: 'All output tokens, reasoning included.' }),
    cacheReadTokens: t.expose('cacheReadTokens', { type: 'BigInt', description: 'Input tokens read from a cache.' }),
    cacheWriteTokens: t.expose('cacheWriteTokens', { type: 'BigInt', description: 'Input tokens written to a cache.' }),
    reasoningTokens: t.expose('reasoningTokens', { type: 'BigInt', description: 'Output tokens spent on reasoning.' }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Cost in US dollars of the messages with a known price; null: no message has one.',
    }),
    costPerMessageUsd: t.exposeFloat('costPerMessageUsd', {
      nullable: true,
      description: 'Cost in US dollars per message with a known price; null: no message has one.',
    }),
    pricedCount: t.exposeInt('pricedCount', { description: 'Number of messages with a known price, which the cost covers.' }),
    evaluatedCount: t.exposeInt('evaluatedCount', { description: 'Number of messages with at least one evaluation.' }),
    ratedCount: t.exposeInt('ratedCount', { description: 'Number of ratings; a message may have several.' }),
    judgedCount: t.exposeInt('judgedCount', { description: 'Number of verdicts of success or failure; a message may have several.' }),
    successShare: t.exposeFloat('successShare', {
      nullable: true,
      description: 'Share of verdicts that are success, 0 to 1; null: there is no verdict.',
    }),
    successInterval: t.field({
      type: Interval95Ref,
      nullable: true,
      description: 'Confidence interval of the success share; null: there is no verdict.',
      resolve: ({ successInterval }) => successInterval,
    }),
    averageRating: t.exposeFloat('averageRating', {
      nullable: true,
      description: 'Mean of the ratings, 1 to 5; null: there is no rating.',
    }),
    errorShare: t.exposeFloat('errorShare', {
      nullable: true,
      description: 'Share of messages that ended in an error, 0 to 1; null: there is no message.',
    }),
    errorCount: t.exposeInt('errorCount', { description: 'Number of messages that ended in an error.' }),
    costPerSuccessUsd: t.exposeFloat('costPerSuccessUsd', {
      nullable: true,
      description: 'Cost in US dollars per verdict of success; null: no known price, or no success.',
    }),
    latencyMs: t.field({
      type: QuantilesRef,
      description: 'Time from the request to the last token, over the messages that report one.',
      resolve: ({ latencyMs }) => latencyMs,
    }),
    timeToFirstTokenMs: t.field({
      type: QuantilesRef,
      description: 'Time from the request to the first token, over the messages that report one.',
      resolve: ({ timeToFirstTokenMs }) => timeToFirstTokenMs,
    }),
  }),
});
