import { builder } from '../../../platform/graphql/builder.ts';
import { wilson95 } from '../../../platform/statistics/wilson.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { DifferenceIntervalRef, MetricComparisonRef, ValueComparisonRef } from '../../analytics/schema/comparison.ts';
import { Interval95Ref } from '../../analytics/schema/numbers.ts';
import { numbersOf } from '../../benchmarks/pure/numbers.ts';
import { BenchmarkNumbersRef } from '../../benchmarks/schema/numbers.ts';
import { meanInterval } from '../../predictions/pure/interval.ts';
import { evolutionOfVersion } from '../loaders.ts';
import type { Evolution } from '../pure/evolution.ts';
import { rolledVersions } from '../pure/source.ts';
import type { ProductionSample, SuiteResult } from '../types.ts';
import { ImprovementCategoryEnum, VersionAssessmentEnum, VersionVerdictEnum } from './enums.ts';
import { ModelVersionRef } from './version.ts';

/** Versions that are shown. */
const mostShown = 500;

const VersionSuiteRef = builder.objectRef<SuiteResult>('VersionBenchmark').implement({
  description: 'The latest run of one benchmark with a version.',
  fields: (t) => ({
    suite: t.exposeString('suite', { description: 'Name of the benchmark.' }),
    suiteId: t.globalID({
      description: 'Global id of the benchmark.',
      resolve: ({ suiteId }) => ({ type: 'BenchmarkSuite', id: suiteId }),
    }),
    runId: t.globalID({ description: 'Global id of the run.', resolve: ({ runId }) => ({ type: 'BenchmarkRun', id: runId }) }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Start of the run.' }),
    numbers: t.field({
      type: BenchmarkNumbersRef,
      description: 'Numbers of the run over all of its items.',
      resolve: ({ sums }) => numbersOf({ ...sums, category: null }),
    }),
  }),
});

const valueOrNull = ({ count, mean }: { readonly count: number; readonly mean: number }): number | null => (count === 0 ? null : mean);
const shareOf = ({ count, of }: { readonly count: number; readonly of: number }): number | null => (of === 0 ? null : count / of);

const VersionProductionRef = builder.objectRef<ProductionSample>('VersionProduction').implement({
  description: 'What a version did in production: numbers of the assistant messages that belong to it, of all time.',
  fields: (t) => ({
    executionCount: t.int({ description: 'Number of assistant messages.', resolve: ({ sample }) => sample.messageCount }),
    userCount: t.exposeInt('userCount', { description: 'Number of distinct users; messages without a user add none.' }),
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
    errorShare: t.float({
      nullable: true,
      description: 'Share of messages that ended in an error, 0 to 1; null: there is no message.',
      resolve: ({ sample }) => shareOf(sample.error),
    }),
    ratedCount: t.int({ description: 'Number of ratings; a message may have several.', resolve: ({ sample }) => sample.rating.count }),
    averageRating: t.float({
      nullable: true,
      description: 'Mean of the ratings, 1 to 5; null: there is no rating.',
      resolve: ({ sample }) => valueOrNull(sample.rating),
    }),
    ratingInterval: t.field({
      type: DifferenceIntervalRef,
      nullable: true,
      description: "Confidence interval of the mean rating at 95 % (Student's t); null: fewer than two ratings.",
      resolve: ({ sample }) => meanInterval(sample.rating),
    }),
    averageLatencyMs: t.float({
      nullable: true,
      description: 'Mean latency in milliseconds; null: nothing was measured.',
      resolve: ({ sample }) => valueOrNull(sample.latencyMs),
    }),
    latencyInterval: t.field({
      type: DifferenceIntervalRef,
      nullable: true,
      description: "Confidence interval of the mean latency at 95 % (Student's t), in milliseconds; null: fewer than two values.",
      resolve: ({ sample }) => meanInterval(sample.latencyMs),
    }),
    latencyP95Ms: t.float({
      nullable: true,
      description: '95th percentile of latency in milliseconds; null: nothing was measured.',
      resolve: ({ sample }) => sample.latencyP95Ms.value,
    }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Cost in US dollars of the messages with a known price; null: no message has one.',
    }),
    costPerExecutionUsd: t.float({
      nullable: true,
      description: 'Mean cost in US dollars of messages with a known price; null: no message has one.',
      resolve: ({ sample }) => valueOrNull(sample.costUsd),
    }),
    costInterval: t.field({
      type: DifferenceIntervalRef,
      nullable: true,
      description: "Confidence interval of the mean cost at 95 % (Student's t), in US dollars; null: fewer than two priced messages.",
      resolve: ({ sample }) => meanInterval(sample.costUsd),
    }),
    firstAt: t.expose('firstAt', { type: 'DateTime', description: 'Time of the first message of the version.' }),
    lastAt: t.expose('lastAt', { type: 'DateTime', description: 'Time of the last message of the version.' }),
  }),
});

const VersionEvolutionRef = builder.objectRef<Evolution>('VersionEvolution').implement({
  description:
    'Numbers of a version, beside those of its parent and of the version before: categories by fixed thresholds, and a verdict by intervals. Formulas: docs/evolution.md.',
  fields: (t) => ({
    benchmark: t.field({
      type: BenchmarkNumbersRef,
      nullable: true,
      description: 'Numbers over the items of all benchmarks together, the latest run of each; null: no run belongs to the version.',
      resolve: ({ benchmark }) => benchmark,
    }),
    benchmarks: t.field({
      type: [VersionSuiteRef],
      description: 'The latest run of each benchmark with the version, by name of the benchmark; at most 1,000.',
      resolve: ({ suites }) => suites,
    }),
    production: t.field({
      type: VersionProductionRef,
      nullable: true,
      description: 'What the version did in production; null: no message belongs to it.',
      resolve: ({ production }) => production,
    }),
    previousVersionId: t.globalID({
      nullable: true,
      description: 'Global id of the version of the model before, else of the parent; null: there is none.',
      resolve: ({ previousId }) => (previousId === null ? null : { type: 'ModelVersion', id: previousId }),
    }),
    accuracyAgainstPrevious: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: 'Accuracy beside that of the version before, over the benchmarks that both were tested with; null: there are none.',
      resolve: ({ accuracyAgainstPrevious }) => accuracyAgainstPrevious,
    }),
    accuracyChangePercent: t.exposeFloat('accuracyChangePercent', {
      nullable: true,
      description: 'Change of accuracy from the version before, in percent of its accuracy; null: not known, or that accuracy is 0.',
    }),
    improvementCategory: t.expose('improvementCategory', {
      type: ImprovementCategoryEnum,
      nullable: true,
      description: 'Category of `accuracyChangePercent` by fixed thresholds; null: nothing is compared.',
    }),
    rollingChangePercent: t.exposeFloat('rollingChangePercent', {
      nullable: true,
      description: `Mean of \`accuracyChangePercent\` over this version and the ${rolledVersions - 1} before of its model; null: all of them are null.`,
    }),
    accuracyAgainstParent: t.field({
      type: ValueComparisonRef,
      nullable: true,
      description: 'Accuracy beside that of the parent, over the benchmarks that both were tested with; null: there are none.',
      resolve: ({ accuracyAgainstParent }) => accuracyAgainstParent,
    }),
    productionAgainstParent: t.field({
      type: [MetricComparisonRef],
      description:
        'Numbers of production beside those of the parent, each with interval and verdict; empty: one of the two has no message.',
      resolve: ({ productionAgainstParent }) => productionAgainstParent,
    }),
    assessment: t.expose('assessment', {
      type: VersionAssessmentEnum,
      nullable: true,
      description: 'Assessment by the differences to the parent and fixed thresholds; null: accuracy is not compared.',
    }),
    verdict: t.expose('verdict', {
      type: VersionVerdictEnum,
      description: 'Verdict by the intervals of the differences to the parent, each at 95 % by itself.',
    }),
    verdictSentence: t.exposeString('verdictSentence', { description: 'Reasons for the verdict as English sentences.' }),
    regressions: t.exposeStringList('regressions', {
      description: 'A sentence for each number of quality that is surely worse than that of the parent; empty: none is.',
    }),
  }),
});

builder.prismaObjectField(ModelVersionRef, 'evolution', (t) =>
  t.field({
    type: VersionEvolutionRef,
    complexity: { field: 1, multiplier: 1 },
    description: 'Numbers of the version, beside those of its parent and of the version before.',
    select: { id: true, modelId: true },
    resolve: (version, _args, context) => evolutionOfVersion(context, version),
  }),
);

builder.queryField('modelEvolution', (t) =>
  t.prismaField({
    type: [ModelVersionRef],
    authScopes: { may: 'READ' },
    complexity: { field: 40, multiplier: 20 },
    description: `Versions of a model, or of all models, by the time when each was made; at most the ${mostShown} made last. The numbers of \`evolution\` are read once for all of them. Costs 40 points.`,
    args: { model: t.arg.string({ description: 'Name of the model; absent: of all models.' }) },
    resolve: async (query, _root, { model }, { stores, viewer }) =>
      (
        await stores.prisma.modelVersion.findMany({
          ...query,
          where: { workspaceId: viewer.workspaceId, ...(model != null && { model: { name: storableName(model) } }) },
          orderBy: [{ madeAt: 'desc' }, { id: 'asc' }],
          take: mostShown,
        })
      ).toReversed(),
  }),
);

/** A text that no name can be names no model. */
const storableName = (name: string): string => (unstorable(name) === null ? name : '');
