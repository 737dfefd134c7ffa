import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { TrainingMethod } from '../models/schema.ts';
import { overviewOfModel } from './loaders.ts';
import { filterOptions, type FilterOptions } from './options.ts';
import { checkFilter } from './pure/check-filter.ts';
import { checkCompareWith, type CompareWith } from './period.ts';
import type { AnalyticsFilter } from './pure/filter.ts';
import type { NumberPart } from './queries/numbers.ts';
import { Report, type ReportParts } from './report.ts';
import { CompareWithRef } from './schema/comparison.ts';
import { EvaluationMetricsRef } from './schema/evaluation-metrics.ts';
import { AnalyticsRef } from './schema/analytics.ts';
import { AnalyticsFilterRef } from './schema/filter.ts';
import { OverviewRef } from './schema/groups.ts';
import { partsOf } from './schema/unasked.ts';

const FilterOptionsRef = builder.objectRef<FilterOptions>('FilterOptions').implement({
  description: 'Values that occur in the fields of AnalyticsFilter.',
  fields: (t) => ({
    models: t.stringList({ description: 'Models that messages name.', resolve: ({ models }) => [...models] }),
    providers: t.stringList({ description: 'Providers that messages name.', resolve: ({ providers }) => [...providers] }),
    trainingMethods: t.field({
      type: [TrainingMethod],
      description: 'Training methods of these models.',
      resolve: ({ trainingMethods }) => [...trainingMethods],
    }),
    sessions: t.stringList({ description: 'Sessions of messages.', resolve: ({ sessions }) => [...sessions] }),
    experiments: t.stringList({ description: 'Experiments of messages.', resolve: ({ experiments }) => [...experiments] }),
    variants: t.stringList({ description: 'Variants of experiments.', resolve: ({ variants }) => [...variants] }),
    environments: t.stringList({ description: 'Environments of messages.', resolve: ({ environments }) => [...environments] }),
  }),
});

const compareArgument = {
  type: CompareWithRef,
  description: 'What the fields about an earlier period are taken from; absent: the period of equal length just before.',
} as const;
const filterArgument = { type: AnalyticsFilterRef, required: true, description: 'Messages to include.' } as const;

/** Distinct counts and times to first token are in none of the 13 operations. */
const withoutCounts: ReadonlySet<NumberPart> = new Set(['conversations', 'users', 'timesToFirstToken']);

const openReport = (
  stores: Stores,
  workspaceId: string,
  { filter, compareWith }: { filter: AnalyticsFilter; compareWith?: CompareWith | null | undefined },
  parts: ReportParts,
): Promise<Report> =>
  Report.open(
    stores,
    workspaceId,
    unwrap(checkFilter(filter), 'filter'),
    new Date(),
    parts,
    compareWith ? unwrap(checkCompareWith(compareWith), 'compareWith') : undefined,
  );

builder.queryFields((t) => ({
  analytics: t.field({
    type: AnalyticsRef,
    authScopes: { may: 'READ' },
    description: 'Numbers of the messages that a filter selects.',
    args: { filter: t.arg(filterArgument), compareWith: t.arg(compareArgument) },
    resolve: (_root, args, { stores, viewer }, info) => openReport(stores, viewer.workspaceId, args, partsOf(info)),
  }),
  evaluationMetrics: t.field({
    type: EvaluationMetricsRef,
    authScopes: { may: 'READ' },
    description: 'The 13 operations of quality over the messages that a filter selects.',
    args: { filter: t.arg(filterArgument), compareWith: t.arg(compareArgument) },
    resolve: (_root, args, { stores, viewer }) => openReport(stores, viewer.workspaceId, args, { without: withoutCounts }),
  }),
  filterOptions: t.field({
    type: FilterOptionsRef,
    authScopes: { may: 'READ' },
    description: 'Values that occur in the fields of AnalyticsFilter, most used first, at most 200 of each; up to two seconds old.',
    resolve: (_root, _args, { stores, viewer }) => filterOptions(stores, viewer.workspaceId, new Date()),
  }),
}));

builder.subscriptionField('analyticsChanged', (t) =>
  t.field({
    type: AnalyticsRef,
    authScopes: { may: 'READ' },
    description:
      'Analytics of a filter: the present state at once, then again whenever messages of the workspace have changed, at most once a second.',
    args: { filter: t.arg(filterArgument), compareWith: t.arg(compareArgument) },
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'facts.landed', viewer.workspaceId, { everyMs: 1_000, first: true }) as AsyncIterable<unknown>,
    resolve: (_landed, args, { stores, viewer }, info) => openReport(stores, viewer.workspaceId, args, partsOf(info)),
  }),
);

builder.prismaObjectFields('Model', (t) => ({
  analytics: t.field({
    type: OverviewRef,
    description: "Numbers of the model's messages.",
    args: { filter: t.arg(filterArgument) },
    select: { name: true },
    resolve: ({ name }, { filter }, context, info) =>
      overviewOfModel(context).load({ name, filter: unwrap(checkFilter(filter), 'filter'), without: partsOf(info).without }),
  }),
}));
