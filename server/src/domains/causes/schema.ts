import { assertCohort } from '../analytics/load.ts';
import { checkFilter } from '../analytics/pure/check-filter.ts';
import { AnalyticsFilterRef } from '../analytics/schema/filter.ts';
import { SignalMetricRef } from '../signals/schema/enums.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { BadInput, unwrap } from '../../platform/graphql/errors.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { explain } from './load/explain.ts';
import './schema/anomaly.ts';
import { CauseDimensionRef } from './schema/enums.ts';
import { ExplanationRef } from './schema/explanation.ts';
import { mostConditions } from './types.ts';

const ExplainInputRef = builder.inputType('ExplainInput', {
  description: 'A change to explain: a metric in two windows, or an anomaly.',
  fields: (t) => ({
    metric: t.field({ type: SignalMetricRef, description: 'Metric of messages; absent: that of the anomaly.' }),
    filter: t.field({
      type: AnalyticsFilterRef,
      description: 'Messages to include; `from` and `to` are the current window. Absent: all messages, and the last seven days.',
    }),
    baselineFrom: t.field({
      type: 'DateTime',
      description: 'Start of the baseline; absent: as long before its end as the current window is.',
    }),
    baselineTo: t.field({ type: 'DateTime', description: 'End of the baseline, exclusive; absent: the start of the current window.' }),
    anomalyId: t.id({
      description:
        'Global id of an anomaly whose metric, messages and time are taken: the baseline is the week before, for sums the same hours of it.',
    }),
    dimensions: t.field({
      type: [CauseDimensionRef],
      description: 'Dimensions to search; absent: all, hours of the day only where both windows are whole days long.',
    }),
    maximumDimensions: t.int({ description: `Most conditions of a cause, 1 to ${mostConditions}; absent: ${mostConditions}.` }),
  }),
});

builder.queryFields((t) => ({
  explain: t.field({
    type: ExplanationRef,
    authScopes: { may: 'READ' },
    complexity: 100,
    description:
      'Why a metric changed between two windows: groups of messages that the change comes from, ranked, each with the share of the change that it explains, checked against two quiet windows. Windows of a minute to 400 days.',
    args: { input: t.arg({ type: ExplainInputRef, required: true, description: 'Change to explain.' }) },
    resolve: async (_root, { input }, { stores, viewer }) => {
      const filter = unwrap(checkFilter(input.filter ?? {}), 'input.filter');
      await assertCohort(stores.postgres, viewer.workspaceId, filter, 'input.filter');
      const maximumDimensions = input.maximumDimensions ?? mostConditions;
      if (maximumDimensions < 1 || maximumDimensions > mostConditions)
        throw new BadInput('input.maximumDimensions', `${maximumDimensions} is not possible; 1 to ${mostConditions} are.`);
      if (input.dimensions?.length === 0)
        throw new BadInput('input.dimensions', 'is empty; dimensions to search are named, or none for all.');
      const asked = {
        metric: input.metric ?? null,
        filter,
        baselineFrom: input.baselineFrom ?? null,
        baselineTo: input.baselineTo ?? null,
        anomalyId: input.anomalyId == null ? null : keyOfNode('Anomaly', input.anomalyId, 'input.anomalyId'),
        dimensions: input.dimensions ?? null,
        maximumDimensions,
      };
      return unwrap(await explain(stores, viewer.workspaceId, asked, new Date()), 'input');
    },
  }),
}));
