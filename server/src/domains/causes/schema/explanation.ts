import { SignalMetricRef } from '../../signals/schema/enums.ts';
import { unitOf } from '../../signals/pure/measure.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import type { Explanation } from '../load/explain.ts';
import { CauseRef } from './cause.ts';
import { CauseDimensionRef } from './enums.ts';

type Placebo = Explanation['placebo'];
type DimensionEffect = Explanation['dimensionEffects'][number];

const PlaceboRef = builder.objectRef<Placebo>('CausePlacebo').implement({
  description: 'The same search between two windows in which nothing is looked for: the baseline and the window of equal length before it.',
  fields: (t) => ({
    changeOfQuietWindows: t.exposeFloat('change', {
      nullable: true,
      description: 'Change of the metric (of a percentile: of its measure) between the quiet windows; null: too few messages.',
    }),
    bestShareOfQuietWindows: t.exposeFloat('bestShare', {
      nullable: true,
      description: 'Part of the explained change that the best group of the quiet windows would explain; null: too few messages.',
    }),
    sentence: t.exposeString('sentence', { description: 'Result of the search on quiet windows as an English sentence.' }),
  }),
});

const DimensionEffectRef = builder.objectRef<DimensionEffect>('DimensionEffect').implement({
  description: 'How a change splits by the values of one dimension; both parts together are the change.',
  fields: (t) => ({
    dimension: t.expose('dimension', { type: CauseDimensionRef, description: 'Dimension by which the change is split.' }),
    mixEffect: t.float({
      description: 'Part of the change that comes from other numbers of messages of the values, in the unit of the metric.',
      resolve: ({ effects }) => effects.mix,
    }),
    rateEffect: t.float({
      description: 'Part of the change that comes from within the values, in the unit of the metric.',
      resolve: ({ effects }) => effects.rate,
    }),
  }),
});

export const ExplanationRef = builder.objectRef<Explanation>('Explanation').implement({
  description: 'Why a metric changed between two windows.',
  fields: (t) => ({
    metric: t.expose('metric', { type: SignalMetricRef, description: 'Metric that changed.' }),
    unit: t.string({
      description: 'Unit of the metric: count, share (0 to 1), rating, ms, usd or tokens.',
      resolve: ({ metric }) => unitOf(metric),
    }),
    measure: t.exposeString('measure', {
      nullable: true,
      description:
        'What values and effects of causes are instead of the metric, a share from 0 to 1: of a percentile, the share of messages slower than it was in the baseline; null: they are of the metric.',
    }),
    measureBaseline: t.float({
      nullable: true,
      description: 'Value of the measure in the baseline; null: there is no measure, or nothing was measured.',
      resolve: ({ measured }) => measured?.baseline ?? null,
    }),
    measureCurrent: t.float({
      nullable: true,
      description: 'Value of the measure in the current window; null: there is no measure, or nothing was measured.',
      resolve: ({ measured }) => measured?.current ?? null,
    }),
    currentFrom: t.field({ type: 'DateTime', description: 'Start of the current window.', resolve: ({ windows }) => windows.current.from }),
    currentTo: t.field({
      type: 'DateTime',
      description: 'End of the current window, exclusive.',
      resolve: ({ windows }) => windows.current.to,
    }),
    baselineFrom: t.field({ type: 'DateTime', description: 'Start of the baseline.', resolve: ({ windows }) => windows.baseline.from }),
    baselineTo: t.field({
      type: 'DateTime',
      description: 'End of the baseline, exclusive.',
      resolve: ({ windows }) => windows.baseline.to,
    }),
    baseline: t.exposeFloat('baseline', {
      nullable: true,
      description: 'Metric in the baseline; of a sum, scaled to the length of the current window; null: nothing was measured.',
    }),
    current: t.exposeFloat('current', { nullable: true, description: 'Metric in the current window; null: nothing was measured.' }),
    change: t.exposeFloat('change', { nullable: true, description: 'Current value less that of the baseline; null: one is not known.' }),
    low: t.float({
      nullable: true,
      description: 'Lower end of the interval of 95 % of the change; null: not computed (percentiles, too few conversations).',
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: 'Upper end of the interval of 95 % of the change; null: not computed (percentiles, too few conversations).',
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    sentence: t.exposeString('sentence', { description: 'Explanation as an English sentence.' }),
    tooLittle: t.exposeString('tooLittle', {
      nullable: true,
      description: 'Why nothing can be explained, as an English sentence; null: there is enough.',
    }),
    dimensions: t.field({
      type: [CauseDimensionRef],
      description: 'Dimensions that were searched: those with more than one value, and without which there are not too many groups.',
      resolve: ({ dimensions }) => [...dimensions],
    }),
    causes: t.field({
      type: [CauseRef],
      description:
        'Causes, most likely first, at most 5: groups whose change has a corrected p-value of at most 0.05; empty: no group stands out.',
      resolve: ({ causes }) => [...causes],
    }),
    placebo: t.field({ type: PlaceboRef, description: 'The same search between two quiet windows.', resolve: ({ placebo }) => placebo }),
    dimensionEffects: t.field({
      type: [DimensionEffectRef],
      description: 'The change split by each dimension that was searched.',
      resolve: ({ dimensionEffects }) => [...dimensionEffects],
    }),
  }),
});
