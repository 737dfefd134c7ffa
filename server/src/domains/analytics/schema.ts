import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import '../models/schema.ts';
import { overviewOfModel } from './loaders.ts';
import { filterOptions, type FilterOptions } from './options.ts';
import { checkFilter } from './pure/filter.ts';
import { Report } from './report.ts';
import { AnalyticsRef } from './schema/analytics.ts';
import { AnalyticsFilterRef } from './schema/filter.ts';
import { OverviewRef } from './schema/groups.ts';
import { unaskedNumbers } from './schema/unasked.ts';

const FilterOptionsRef = builder.objectRef<FilterOptions>('FilterOptions').implement({
  description: 'What the filters can be set to.',
  fields: (t) => ({
    models: t.stringList({ description: 'Models that messages name.', resolve: ({ models }) => [...models] }),
    providers: t.stringList({ description: 'Providers that messages name.', resolve: ({ providers }) => [...providers] }),
    trainingMethods: t.stringList({ description: 'Training methods of these models.', resolve: ({ trainingMethods }) => [...trainingMethods] }),
    sessions: t.stringList({ description: 'Sessions.', resolve: ({ sessions }) => [...sessions] }),
    experiments: t.stringList({ description: 'Experiments.', resolve: ({ experiments }) => [...experiments] }),
    variants: t.stringList({ description: 'Variants.', resolve: ({ variants }) => [...variants] }),
    environments: t.stringList({ description: 'Environments.', resolve: ({ environments }) => [...environments] }),
  }),
});

const filterArgument = { type: AnalyticsFilterRef, required: true, description: 'Which messages to look at.' } as const;

builder.queryFields((t) => ({
  analytics: t.field({
    type: AnalyticsRef,
    authScopes: { atLeast: 'VIEWER' },
    description: 'What can be counted of the messages that the filter names.',
    args: { filter: t.arg(filterArgument) },
    resolve: (_root, { filter }, { stores, viewer }, info) => Report.open(stores, viewer.workspaceId, unwrap(checkFilter(filter), 'filter'), new Date(), unaskedNumbers(info)),
  }),
  filterOptions: t.field({
    type: FilterOptionsRef,
    authScopes: { atLeast: 'VIEWER' },
    description: 'What the filters can be set to, most used first, 200 of each at most; up to two seconds old.',
    resolve: (_root, _args, { stores, viewer }) => filterOptions(stores, viewer.workspaceId, new Date()),
  }),
}));

builder.subscriptionField('analyticsChanged', (t) =>
  t.field({
    type: AnalyticsRef,
    authScopes: { atLeast: 'VIEWER' },
    description: 'The analytics as they stand, at once and then whenever messages of the workspace have changed, at most once a second.',
    args: { filter: t.arg(filterArgument) },
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) => coalesced(live, 'facts.landed', viewer.workspaceId, { everyMs: 1_000, first: true }) as AsyncIterable<unknown>,
    resolve: (_landed, { filter }, { stores, viewer }, info) => Report.open(stores, viewer.workspaceId, unwrap(checkFilter(filter), 'filter'), new Date(), unaskedNumbers(info)),
  }),
);

builder.prismaObjectFields('Model', (t) => ({
  analytics: t.field({
    type: OverviewRef,
    description: 'Its numbers.',
    args: { filter: t.arg(filterArgument) },
    select: { name: true },
    resolve: ({ name }, { filter }, context, info) => overviewOfModel(context).load({ name, filter: unwrap(checkFilter(filter), 'filter'), without: unaskedNumbers(info) }),
  }),
}));
