import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import type { Novelty } from '../../../platform/statistics/timing.ts';
import { StatisticProblemEnum } from '../../statistics/schema/comparison.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { liftsByDay, noveltyOfMetric, segmentsOfMetric, weekdaysOfMetric, type AskedMetric } from '../load/breakdowns.ts';
import type { noveltyBySince, untilEach, VariantEvenness, VariantNovelty, weekdaysOf } from '../pure/over-time.ts';
import type { PartResult } from '../pure/parts.ts';
import { maxSegments, type SegmentResult, type Segments } from '../pure/segments.ts';
import { maxVariants, type SegmentDimension } from '../types.ts';
import { ExperimentCorrectionEnum } from './enums.ts';

const nullable = { nullable: true } as const;
const why = 'null: `problem` names the reason';
const finite = (end: number | undefined): number | null => (end !== undefined && Number.isFinite(end) ? end : null);
const others = `Variants but the base, in the order of the experiment; at most ${maxVariants}.`;

const PartRef = builder.objectRef<PartResult>('ExperimentPartResult').implement({
  description: 'One metric of one variant beside the base, in a part of the data: until a day, on a day, in a segment.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    n: t.exposeInt('n', { description: 'Number of units of the variant in the part.' }),
    baseN: t.exposeInt('baseN', { description: 'Number of units of the base in the part.' }),
    value: t.exposeFloat('value', { ...nullable, description: 'Value of the metric in the variant; null: nothing was measured.' }),
    baseValue: t.exposeFloat('baseValue', { ...nullable, description: 'Value of the metric in the base; null: nothing was measured.' }),
    difference: t.exposeFloat('difference', { ...nullable, description: `Change in the unit of the metric, variant less base; ${why}.` }),
    differenceLow: t.float({
      ...nullable,
      description: `Lower end of the interval of the difference; ${why}.`,
      resolve: ({ interval }) => finite(interval?.low),
    }),
    differenceHigh: t.float({
      ...nullable,
      description: `Upper end of the interval of the difference; ${why}.`,
      resolve: ({ interval }) => finite(interval?.high),
    }),
    lift: t.exposeFloat('lift', { ...nullable, description: `Difference relative to the base; ${why}.` }),
    low: t.float({
      ...nullable,
      description: `Lower end of the interval, relative to the base; ${why}.`,
      resolve: ({ liftInterval }) => finite(liftInterval?.low),
    }),
    high: t.float({
      ...nullable,
      description: `Upper end of the interval, relative to the base; ${why}.`,
      resolve: ({ liftInterval }) => finite(liftInterval?.high),
    }),
    pValue: t.exposeFloat('pValue', { ...nullable, description: `p-value of the test that the interval is of; ${why}.` }),
    problem: t.expose('problem', { ...nullable, type: StatisticProblemEnum, description: 'Reason for numbers that are null; null: none.' }),
  }),
});

const LiftOfDayRef = builder.objectRef<ReturnType<typeof untilEach>[number]>('ExperimentLiftsUntil').implement({
  description: 'What an experiment showed until an instant, with always-valid intervals.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Instant until which all counts: the end of a day in UTC, or the present.' }),
    variants: t.field({ type: [PartRef], description: others, resolve: ({ parts }) => parts }),
  }),
});

const TrendEnum = describedEnum<Novelty['trend']>(
  'ExperimentEffectTrend',
  'How an effect changes with the days since the first exposure.',
  {
    STEADY: 'Nothing shows that the effect changes.',
    FADING: 'The effect becomes smaller, as that of a novelty does.',
    GROWING: 'The effect becomes larger, as that of a habit does.',
  },
);

const VariantNoveltyRef = builder.objectRef<VariantNovelty>('ExperimentVariantNovelty').implement({
  description: 'Effect of a variant in the first three days of its units beside that of later days.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    early: t.exposeFloat('early', { ...nullable, description: `Effect of the first three days, relative to the base; ${why}.` }),
    late: t.exposeFloat('late', { ...nullable, description: `Effect of later days, relative to the base; ${why}.` }),
    pValue: t.exposeFloat('pValue', { ...nullable, description: `Two-sided p-value that both are the same; ${why}.` }),
    trend: t.expose('trend', { ...nullable, type: TrendEnum, description: `How the effect changes, at a p-value below 0.01; ${why}.` }),
    problem: t.expose('problem', { ...nullable, type: StatisticProblemEnum, description: 'Reason for numbers that are null; null: none.' }),
  }),
});

type NoveltyShown = ReturnType<typeof noveltyBySince>;
const DaySinceRef = builder.objectRef<NoveltyShown['byDay'][number]>('ExperimentDaySinceExposure').implement({
  description: 'Effect on one day since the first exposure of each unit, of units for which the day is over.',
  fields: (t) => ({
    day: t.exposeInt('day', { description: 'Number of the day, 1 from the first exposure on.' }),
    variants: t.field({ type: [PartRef], description: others, resolve: ({ parts }) => parts }),
  }),
});

const NoveltyRef = builder.objectRef<NoveltyShown>('ExperimentNovelty').implement({
  description: 'Effect by day since the first exposure of a unit, with intervals of single days, and whether it changes.',
  fields: (t) => ({
    byDay: t.field({ type: [DaySinceRef], description: 'Days since the first exposure; at most 14.', resolve: ({ byDay }) => byDay }),
    variants: t.field({ type: [VariantNoveltyRef], description: others, resolve: ({ novelty }) => novelty }),
  }),
});

const EvennessRef = builder.objectRef<VariantEvenness>('ExperimentEvenness').implement({
  description: "Whether the effect of a variant differs between parts of the data by more than chance: Cochran's Q with I².",
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    pValue: t.exposeFloat('pValue', { ...nullable, description: `p-value that the effect is the same in all parts; ${why}.` }),
    unevenShare: t.exposeFloat('unevenShare', {
      ...nullable,
      description: `Part of the spread of the effects that chance does not explain (I²), 0 to 1; ${why}.`,
    }),
    isUneven: t.exposeBoolean('isUneven', { description: 'Whether the p-value is below 0.01.' }),
    problem: t.expose('problem', { ...nullable, type: StatisticProblemEnum, description: 'Reason for numbers that are null; null: none.' }),
  }),
});

type WeekdaysShown = ReturnType<typeof weekdaysOf>;
const WeekdayLiftRef = builder.objectRef<WeekdaysShown['weekdays'][number]['variants'][number]>('ExperimentWeekdayLift').implement({
  description: 'Effect of a variant on one day of the week.',
  fields: (t) => ({
    variant: t.exposeString('variant', { description: 'Key of the variant.' }),
    lift: t.exposeFloat('lift', {
      ...nullable,
      description: 'Difference relative to the base of all days; null: no such day has numbers.',
    }),
    low: t.exposeFloat('low', { ...nullable, description: 'Lower end of the confidence interval; null: no such day has numbers.' }),
    high: t.exposeFloat('high', { ...nullable, description: 'Upper end of the confidence interval; null: no such day has numbers.' }),
  }),
});

const WeekdayRef = builder.objectRef<WeekdaysShown['weekdays'][number]>('ExperimentWeekday').implement({
  description: 'Effects on one day of the week, in UTC.',
  fields: (t) => ({
    weekday: t.exposeInt('weekday', { description: 'Number of the day: 1 Monday, 7 Sunday.' }),
    dayCount: t.exposeInt('dayCount', { description: 'Number of such days that were looked at.' }),
    variants: t.field({ type: [WeekdayLiftRef], description: others, resolve: ({ variants }) => variants }),
  }),
});

const WeekdaysRef = builder.objectRef<WeekdaysShown>('ExperimentWeekdays').implement({
  description: 'Effect by day of the week, of the whole days of the last four weeks, and whether it differs between them.',
  fields: (t) => ({
    weekdays: t.field({ type: [WeekdayRef], description: 'Days from Monday to Sunday; 7.', resolve: ({ weekdays }) => weekdays }),
    variants: t.field({ type: [EvennessRef], description: others, resolve: ({ evenness }) => evenness }),
  }),
});

const SegmentDimensionEnum = describedEnum<SegmentDimension>(
  'ExperimentSegmentDimension',
  'What divides units of an experiment into segments.',
  {
    ENVIRONMENT: 'Environment of the first answer of the unit, in the phase or the 28 days before.',
    CHANNEL: 'Channel of the first answer of the unit: widget or chat.',
    MODEL: 'Model of the last answer before the first exposure, which no variant chose.',
  },
);

const SegmentRef = builder.objectRef<SegmentResult>('ExperimentSegment').implement({
  description: 'Effects in one segment of units.',
  fields: (t) => ({
    segment: t.exposeString('segment', { description: 'Value of the dimension; empty: none is known of the units.' }),
    unitCount: t.exposeInt('units', { description: 'Number of units of all variants in the segment.' }),
    variants: t.field({
      type: [PartRef],
      description: `${others} p-values and intervals are corrected for all segments and variants.`,
      resolve: ({ parts }) => parts,
    }),
  }),
});

const SegmentsRef = builder.objectRef<Segments>('ExperimentSegments').implement({
  description: 'Effects by segment of units, as one family of comparisons, and whether they differ.',
  fields: (t) => ({
    segments: t.field({
      type: [SegmentRef],
      description: `Segments, with most units first; at most ${maxSegments}.`,
      resolve: ({ segments }) => segments,
    }),
    otherUnitCount: t.exposeInt('otherUnits', { description: 'Number of units in segments that are not listed.' }),
    variants: t.field({ type: [EvennessRef], description: `Test of an interaction. ${others}`, resolve: ({ evenness }) => evenness }),
    comparisonCount: t.exposeInt('comparisonCount', { description: 'Number of comparisons that are corrected together.' }),
    correction: t.expose('correction', {
      type: ExperimentCorrectionEnum,
      description: 'Correction: that of the experiment, of one without HOLM.',
    }),
    sentence: t.exposeString('sentence', { description: 'What the number of comparisons means, and whether the effect differs.' }),
  }),
});

const asked = (id: string, { metric }: { readonly metric: string }, { stores, viewer }: Context): AskedMetric => ({
  stores,
  workspaceId: viewer.workspaceId,
  id,
  metric,
  now: new Date(),
});

const beside = 'BAD_EXPERIMENT where the workspace has no such metric; null: the experiment was not started.';

builder.prismaObjectFields('Experiment', (t) => {
  const metric = t.arg.string({ required: true, description: 'Key of a metric of the workspace, of the experiment or not.' });
  return {
    liftsByDay: t.field({
      type: [LiftOfDayRef],
      ...nullable,
      complexity: 100,
      description: `What the present phase showed of a metric until the end of each day, counted at each call; at most 61. ${beside}`,
      args: { metric },
      select: { id: true },
      resolve: async ({ id }, args, context) => unwrap(await liftsByDay(asked(id, args, context))),
    }),
    novelty: t.field({
      type: NoveltyRef,
      ...nullable,
      complexity: 100,
      description: `Effect of the present phase on a metric by day since the first exposure of a unit. No retention has one. ${beside}`,
      args: { metric },
      select: { id: true },
      resolve: async ({ id }, args, context) => unwrap(await noveltyOfMetric(asked(id, args, context))),
    }),
    weekdays: t.field({
      type: WeekdaysRef,
      ...nullable,
      complexity: 100,
      description: `Effect of the present phase on a metric by day of the week. No retention has one. ${beside}`,
      args: { metric },
      select: { id: true },
      resolve: async ({ id }, args, context) => unwrap(await weekdaysOfMetric(asked(id, args, context))),
    }),
    segments: t.field({
      type: SegmentsRef,
      ...nullable,
      complexity: 100,
      description: `Effect of the present phase on a metric by segment of units. ${beside}`,
      args: {
        metric,
        by: t.arg({ type: SegmentDimensionEnum, required: true, description: 'What divides the units.' }),
      },
      select: { id: true },
      resolve: async ({ id }, args, context) => unwrap(await segmentsOfMetric(asked(id, args, context), args.by)),
    }),
  };
});
