import { MessageRef } from '../../messages/schema/message.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { DriftReport, DriftResult } from '../load/report.ts';
import type { Bucket } from '../pure/distribution.ts';
import type { MethodResult } from '../pure/judge.ts';
import type { ChangedWord } from '../pure/words.ts';
import type { DriftFeature, DriftMethod, EffectLabel, FeatureKind } from '../types.ts';

export const DriftFeatureRef = describedEnum<DriftFeature>('DriftFeature', 'Property of messages that may drift.', {
  PROMPT_LENGTH: "Number of characters of users' messages.",
  RESPONSE_LENGTH: 'Number of characters of answers.',
  LANGUAGE: 'Language of the messages.',
  TOPIC: 'Topic of the messages.',
  EMBEDDING: 'Embedding of the messages.',
  VOCABULARY: 'Words of the messages.',
  TOOL_USE: 'Tools that answers call.',
  MODEL_MIX: 'Models of the answers.',
  REFUSAL_RATE: 'Whether answers refuse.',
  APOLOGY_RATE: 'Whether answers apologise.',
  JSON_VALIDITY: 'Whether answers are JSON, and valid.',
  CODE_SHARE: 'Whether answers have code.',
  LIST_SHARE: 'Whether answers have lists.',
  SENTIMENT: "Sentiment of users' messages, -1 to 1.",
});

const DriftMethodRef = describedEnum<DriftMethod>('DriftMethod', 'Test or distance of two samples.', {
  PSI: 'Population stability index, by tenths of both samples, or by category.',
  KS: 'Two-sample Kolmogorov-Smirnov statistic; decides of numbers.',
  JENSEN_SHANNON: 'Jensen-Shannon distance, in nats.',
  WASSERSTEIN: "Wasserstein's first distance, in standard deviations of both samples.",
  CHI_SQUARED: "Pearson's chi-square of the table of both samples; decides of categories.",
  MMD: 'Unbiased squared maximum mean discrepancy with a Gaussian kernel; decides of vectors.',
  CLASSIFIER:
    'Area under the curve of a linear classifier (least squares with a penalty) that distinguishes the samples, on messages held out from its fit.',
});

const FeatureKindRef = describedEnum<FeatureKind>('DriftFeatureKind', 'Kind of the values of a feature.', {
  NUMBER: 'Values that are numbers.',
  CATEGORY: 'Values that are names.',
  VECTOR: 'Values that are vectors.',
});

export const EffectLabelRef = describedEnum<EffectLabel>('EffectLabel', 'Size of a difference.', {
  NEGLIGIBLE: 'A difference below 0.1.',
  SMALL: 'A difference from 0.1 on.',
  MEDIUM: 'A difference from 0.3 on.',
  LARGE: 'A difference from 0.5 on; of numbers from 0.6 on.',
});

const DriftTestRef = builder.objectRef<MethodResult>('DriftTest').implement({
  description: 'One test of one feature, calibrated by permutation at the sizes at hand.',
  fields: (t) => ({
    method: t.expose('method', { type: DriftMethodRef, description: 'Method of the test.' }),
    statistic: t.exposeFloat('statistic', { description: 'Value of the statistic.' }),
    threshold: t.exposeFloat('threshold', { description: 'Value that the statistic exceeds by chance with the false alarm rate.' }),
    pValue: t.exposeFloat('pValue', { description: 'Chance of so large a statistic where both samples are alike, 0 to 1; not corrected.' }),
  }),
});

const DriftBucketRef = builder.objectRef<Bucket>('DriftBucket').implement({
  description: 'A stretch of numbers, or a category, in one of the samples.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Label of the bucket, such as "below 120" or the name of a model; "": none.' }),
    count: t.exposeInt('count', { description: 'Number of messages of the sample in the bucket.' }),
    share: t.exposeFloat('share', { description: 'Share of the messages of the sample in the bucket, 0 to 1.' }),
  }),
});

const ChangedWordRef = builder.objectRef<ChangedWord>('DriftWord').implement({
  description: 'A word that is used more or less often.',
  fields: (t) => ({
    word: t.exposeString('word', { description: 'Word in lower case.' }),
    baselineShare: t.exposeFloat('baselineShare', { description: 'Share of the texts of the baseline that have the word, 0 to 1.' }),
    currentShare: t.exposeFloat('currentShare', { description: 'Share of the texts of the current window that have the word, 0 to 1.' }),
  }),
});

const messagesOf = async (query: object, ids: readonly bigint[], { stores, viewer }: Context) => {
  const rows = await stores.prisma.message.findMany({ ...query, where: { id: { in: [...ids] }, workspaceId: viewer.workspaceId } });
  return rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
};

const DriftResultRef = builder.objectRef<DriftResult>('DriftResult').implement({
  description: 'Both windows compared in one feature.',
  fields: (t) => ({
    feature: t.expose('feature', { type: DriftFeatureRef, description: 'Feature that is compared.' }),
    kind: t.expose('kind', { type: FeatureKindRef, description: 'Kind of its values.' }),
    tests: t.field({
      type: [DriftTestRef],
      description: 'Tests of the feature, the one that decides first; at most 4.',
      resolve: ({ tests }) => [...tests],
    }),
    pValueAdjusted: t.exposeFloat('pValueAdjusted', {
      description: 'P-value of the test that decides, corrected over all features of the report (Holm), 0 to 1.',
    }),
    hasDrifted: t.exposeBoolean('hasDrifted', { description: 'Whether the corrected p-value is at most the false alarm rate.' }),
    effect: t.exposeFloat('effect', {
      description:
        "Size of the difference, 0 for none: of numbers Wasserstein's distance in standard deviations, of categories Cramér's V, of vectors 2 · AUC - 1 of the classifier.",
    }),
    effectLabel: t.expose('effectLabel', { type: EffectLabelRef, description: 'Size of the difference as a word.' }),
    sentence: t.exposeString('sentence', { description: 'Result as an English sentence.' }),
    baseline: t.field({
      type: [DriftBucketRef],
      description: 'Distribution of the baseline, at most 12 buckets; empty for vectors.',
      resolve: ({ baseline }) => [...baseline],
    }),
    current: t.field({
      type: [DriftBucketRef],
      description: 'Distribution of the current window, by the same buckets.',
      resolve: ({ current }) => [...current],
    }),
    words: t.field({
      type: [ChangedWordRef],
      description: 'Words that changed most, of VOCABULARY; at most 20.',
      resolve: ({ words }) => [...words],
    }),
    newExamples: t.prismaField({
      type: [MessageRef],
      description: 'Messages of the current window that are most typical of what is new, at most 5.',
      resolve: (query, { newIds }, _args, context) => messagesOf(query, newIds, context) as never,
    }),
    vanishedExamples: t.prismaField({
      type: [MessageRef],
      description: 'Messages of the baseline that are most typical of what is gone, at most 5.',
      resolve: (query, { vanishedIds }, _args, context) => messagesOf(query, vanishedIds, context) as never,
    }),
  }),
});

export const DriftReportRef = builder.objectRef<DriftReport>('DriftReport').implement({
  description: 'How messages of a window differ from those of a baseline.',
  fields: (t) => ({
    baselineFrom: t.field({ type: 'DateTime', description: 'Start of the baseline.', resolve: ({ windows }) => windows.baselineFrom }),
    baselineTo: t.field({ type: 'DateTime', description: 'End of the baseline, exclusive.', resolve: ({ windows }) => windows.baselineTo }),
    currentFrom: t.field({ type: 'DateTime', description: 'Start of the current window.', resolve: ({ windows }) => windows.currentFrom }),
    currentTo: t.field({
      type: 'DateTime',
      description: 'End of the current window, exclusive.',
      resolve: ({ windows }) => windows.currentTo,
    }),
    baselineCount: t.exposeInt('baselineCount', {
      description:
        'Number of conversations sampled from the baseline, one message of each; at most 2,000. With BOTH, those of the role that has more.',
    }),
    currentCount: t.exposeInt('currentCount', {
      description:
        'Number of conversations sampled from the current window, one message of each; at most 2,000. With BOTH, those of the role that has more.',
    }),
    hasDrifted: t.exposeBoolean('hasDrifted', { description: 'Whether any feature has drifted.' }),
    sentence: t.exposeString('sentence', { description: 'Report as an English sentence.' }),
    tooLittle: t.exposeString('tooLittle', { nullable: true, description: 'Why nothing can be compared; null: something can.' }),
    features: t.field({
      type: [DriftResultRef],
      description: 'Features with at least 30 values in each window: those that have drifted first, the largest difference first.',
      resolve: ({ features }) => [...features],
    }),
  }),
});
