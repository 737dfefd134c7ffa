import { comparisonOf, type Sample } from '../../analytics/pure/comparison.ts';
import { wilson95 } from '../../../platform/statistics/wilson.ts';
import { noSample } from '../../analytics/load/samples.ts';
import { DifferenceIntervalRef, MetricComparisonRef } from '../../analytics/schema/comparison.ts';
import { TimeRangeInputRef } from '../../analytics/schema/filter.ts';
import { Interval95Ref } from '../../analytics/schema/numbers.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { keyOfUse, samplesOfPrompt, usageOfPrompt } from '../loaders.ts';
import { ratingInterval } from '../pure/rating-interval.ts';
import { usesOf } from '../load/uses.ts';
import { maxUses, type PromptUsage, type PromptUse, type VersionSample } from '../types.ts';

const shareOf = ({ count, of }: Sample['success']): number | null => (of === 0 ? null : count / of);

const PromptVersionNumbersRef = builder.objectRef<VersionSample>('PromptVersionNumbers').implement({
  description: 'What one version of a prompt did: numbers of assistant messages that name the prompt and the version.',
  fields: (t) => ({
    version: t.exposeString('version', {
      description: 'Version that the messages name; of a prompt of this registry its number. "": none.',
    }),
    messageCount: t.int({ description: 'Number of assistant messages.', resolve: ({ sample }) => sample.messageCount }),
    traceCount: t.exposeInt('traceCount', { description: 'Number of distinct traces with such a message.' }),
    inputTokens: t.expose('inputTokens', { type: 'BigInt', description: 'All input tokens, cache reads and writes included.' }),
    outputTokens: t.expose('outputTokens', { type: 'BigInt', description: 'All output tokens, reasoning included.' }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Cost in US dollars of the messages with a known price; null: no message has one.',
    }),
    costPerMessageUsd: t.float({
      nullable: true,
      description: 'Cost in US dollars per message with a known price; null: no message has one.',
      resolve: ({ sample: { costUsd } }) => (costUsd.count === 0 ? null : costUsd.mean),
    }),
    latencyP50Ms: t.float({
      nullable: true,
      description: 'Median latency in milliseconds; null: nothing was measured.',
      resolve: ({ sample }) => sample.latencyP50Ms.value,
    }),
    latencyP95Ms: t.float({
      nullable: true,
      description: '95th percentile of latency in milliseconds; null: nothing was measured.',
      resolve: ({ sample }) => sample.latencyP95Ms.value,
    }),
    errorShare: t.float({
      nullable: true,
      description: 'Share of messages that ended in an error, 0 to 1; null: there is no message.',
      resolve: ({ sample }) => shareOf(sample.error),
    }),
    judgedCount: t.int({ description: 'Number of verdicts of success or failure.', resolve: ({ sample }) => sample.success.of }),
    successShare: t.float({
      nullable: true,
      description: 'Share of verdicts that are success, 0 to 1; null: there is no verdict.',
      resolve: ({ sample }) => shareOf(sample.success),
    }),
    successInterval: t.field({
      type: Interval95Ref,
      nullable: true,
      description: 'Confidence interval of the success share; null: there is no verdict.',
      resolve: ({ sample: { success } }) => wilson95(success.count, success.of),
    }),
    ratedCount: t.int({ description: 'Number of ratings; a message may have several.', resolve: ({ sample }) => sample.rating.count }),
    averageRating: t.float({
      nullable: true,
      description: 'Mean of the ratings, 1 to 5; null: there is no rating.',
      resolve: ({ sample: { rating } }) => (rating.count === 0 ? null : rating.mean),
    }),
    ratingInterval: t.field({
      type: DifferenceIntervalRef,
      nullable: true,
      description: "Confidence interval of the mean rating at 95 % (Student's t, within 1 to 5); null: fewer than two ratings.",
      resolve: ({ sample: { rating } }) => ratingInterval(rating),
    }),
    firstUsedAt: t.expose('firstUsedAt', { type: 'DateTime', description: 'Time of the first message within the range.' }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', description: 'Time of the last message within the range.' }),
  }),
});

const PromptUsageRef = builder.objectRef<PromptUsage>('PromptUsage').implement({
  description: 'How much a prompt was used, all versions together.',
  fields: (t) => ({
    messageCount: t.exposeInt('messageCount', { description: 'Number of assistant messages that name the prompt.' }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Cost in US dollars of the messages with a known price; null: no message has one.',
    }),
    successShare: t.float({
      nullable: true,
      description: 'Share of verdicts that are success, 0 to 1; null: there is no verdict.',
      resolve: ({ successCount, failureCount }) => shareOf({ count: successCount, of: successCount + failureCount }),
    }),
    successInterval: t.field({
      type: Interval95Ref,
      nullable: true,
      description: 'Confidence interval of the success share; null: there is no verdict.',
      resolve: ({ successCount, failureCount }) => wilson95(successCount, successCount + failureCount),
    }),
    lastUsedAt: t.expose('lastUsedAt', { type: 'DateTime', description: 'Time of the last message within the range.' }),
  }),
});

const rangeOf = (range: { from?: Date | null | undefined; to?: Date | null | undefined } | null | undefined) => ({
  from: range?.from ?? null,
  to: range?.to ?? null,
});
const rangeWords = 'Time range of the messages; absent: all time.';

builder.prismaObjectField('Prompt', 'numbers', (t) =>
  t.field({
    type: [PromptVersionNumbersRef],
    complexity: { field: 20, multiplier: 5 },
    description:
      'What each version did in production, most messages first; at most 5,000. A version that was not used is absent. Costs 20 points.',
    args: { range: t.arg({ type: TimeRangeInputRef, description: rangeWords }) },
    select: { name: true },
    resolve: async ({ name }, { range }, context) => [...(await samplesOfPrompt(context).load(keyOfUse(name, rangeOf(range))))],
  }),
);

builder.prismaObjectField('Prompt', 'usage', (t) =>
  t.field({
    type: PromptUsageRef,
    nullable: true,
    description: 'How much the prompt was used, all versions together; null: not at all.',
    args: { range: t.arg({ type: TimeRangeInputRef, description: rangeWords }) },
    select: { name: true },
    resolve: ({ name }, { range }, context) => usageOfPrompt(context).load(keyOfUse(name, rangeOf(range))),
  }),
);

builder.prismaObjectField('Prompt', 'comparison', (t) =>
  t.field({
    type: [MetricComparisonRef],
    description: 'Numbers of one version beside those of another, the base, each difference with interval and verdict.',
    args: {
      version: t.arg.int({ required: true, description: 'Number of the version.' }),
      base: t.arg.int({ required: true, description: 'Number of the version to compare with.' }),
      range: t.arg({ type: TimeRangeInputRef, description: rangeWords }),
    },
    select: { name: true },
    resolve: async ({ name }, { version, base, range }, context) => {
      const samples = await samplesOfPrompt(context).load(keyOfUse(name, rangeOf(range)));
      const of = (one: number): Sample => samples.find((sample) => sample.version === String(one))?.sample ?? noSample;
      return comparisonOf(of(version), of(base));
    },
  }),
);

const PromptUseRef = builder.objectRef<PromptUse>('PromptUse').implement({
  description: 'An assistant message that names a version of a prompt.',
  fields: (t) => ({
    messageExternalId: t.exposeString('externalId', { description: 'External id of the message, as message(externalId:) takes it.' }),
    traceId: t.exposeString('traceId', { nullable: true, description: 'Trace of the message, 32 hex digits; null: sent without a trace.' }),
    spanId: t.exposeString('spanId', { nullable: true, description: 'Span of the message, 16 hex digits; null: sent without a trace.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Time of the message.' }),
    model: t.string({
      nullable: true,
      description: 'Model of the message; null: not reported.',
      resolve: ({ model }) => (model === '' ? null : model),
    }),
    latencyMs: t.exposeInt('latencyMs', { nullable: true, description: 'Latency in milliseconds; null: not reported.' }),
    errorType: t.string({
      nullable: true,
      description: 'Type of the error; null: the call did not fail.',
      resolve: ({ errorType }) => (errorType === '' ? null : errorType),
    }),
    success: t.boolean({
      nullable: true,
      description: 'Whether more verdicts of the message are success than failure; null: no verdict, or as many of either.',
      resolve: ({ successCount, failureCount }) => (successCount === failureCount ? null : successCount > failureCount),
    }),
  }),
});

builder.prismaObjectField('Prompt', 'uses', (t) =>
  t.field({
    type: [PromptUseRef],
    complexity: { field: 20, multiplier: 1 },
    description: `Newest messages that were made with a version, at most ${maxUses}. Costs 20 points.`,
    args: {
      version: t.arg.int({ required: true, description: 'Number of the version.' }),
      limit: t.arg.int({ description: `Number of messages, 1 to ${maxUses}; absent: 10.` }),
      range: t.arg({ type: TimeRangeInputRef, description: rangeWords }),
    },
    select: { name: true },
    resolve: ({ name }, { version, limit, range }, { stores, viewer }) => {
      const most = limit ?? 10;
      if (most < 1 || most > maxUses) throw new BadArgument('limit', `is ${most}; 1 to ${maxUses} are taken`);
      const asked = { workspaceId: viewer.workspaceId, name, version: String(version), range: rangeOf(range), limit: most };
      return usesOf(stores, asked);
    },
  }),
);
