import { builder } from '../../../platform/graphql/builder.ts';
import type { Forecast, ForecastDay } from '../load/forecast.ts';
import { unitOf } from '../pure/measure.ts';
import type { Outlook } from '../pure/outlook.ts';
import { SignalMetricRef } from './enums.ts';

const ForecastPointRef = builder.objectRef<ForecastDay>('ForecastPoint').implement({
  description: 'A day to come of a metric, with the ends of the ranges that 50, 80 and 95 of 100 such days lie in.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Start of the day, in the zone of the filter or the workspace.' }),
    value: t.exposeFloat('value', { description: 'Forecast value, in the unit of the metric.' }),
    low50: t.exposeFloat('low50', { description: 'Lower end of the range of 50 %.' }),
    high50: t.exposeFloat('high50', { description: 'Upper end of the range of 50 %.' }),
    low80: t.exposeFloat('low80', { description: 'Lower end of the range of 80 %.' }),
    high80: t.exposeFloat('high80', { description: 'Upper end of the range of 80 %.' }),
    low95: t.exposeFloat('low95', { description: 'Lower end of the range of 95 %.' }),
    high95: t.exposeFloat('high95', { description: 'Upper end of the range of 95 %.' }),
  }),
});

const ForecastHistoryPointRef = builder.objectRef<Forecast['history'][number]>('ForecastHistoryPoint').implement({
  description: 'A past day of a metric.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Start of the day, in the zone of the filter or the workspace.' }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'Value of the day, in the unit of the metric; null: nothing was measured.',
    }),
  }),
});

export const ForecastRef = builder.objectRef<Forecast>('Forecast').implement({
  description: 'The days to come of a metric, by the days before, and how far such forecasts were off on the past.',
  fields: (t) => ({
    metric: t.expose('metric', { type: SignalMetricRef, description: 'Metric that is forecast.' }),
    unit: t.string({
      description: 'Unit of the values: count, share, rating, ms, usd or tokens.',
      resolve: ({ metric }) => unitOf(metric),
    }),
    points: t.field({
      type: [ForecastPointRef],
      description: 'Days to come, from today on; empty where there is no forecast; at most 90.',
      resolve: ({ points }) => [...points],
    }),
    history: t.field({
      type: [ForecastHistoryPointRef],
      description: 'Whole days before today that the forecast was made from, oldest first; at most 400.',
      resolve: ({ history }) => [...history],
    }),
    model: t.string({
      nullable: true,
      description: 'Name of the model that forecast the past best; null: there is no forecast.',
      resolve: ({ computed }) => computed?.model ?? null,
    }),
    wape: t.float({
      nullable: true,
      description:
        'Sum of the absolute errors of that model on the past over the sum of the values; null: no forecast, or all values are 0.',
      resolve: ({ computed }) => computed?.backtest.error ?? null,
    }),
    skill: t.float({
      nullable: true,
      description: 'One less the error of the model over that of the week before repeated; above 0 is better; null: no forecast.',
      resolve: ({ computed }) => computed?.backtest.skill ?? null,
    }),
    coverage95: t.float({
      nullable: true,
      description: 'Share of past days that lay within the range of 95 %; null: no forecast.',
      resolve: ({ computed }) => computed?.backtest.coverage95 ?? null,
    }),
    refusal: t.exposeString('refusal', {
      nullable: true,
      description: 'Sentence on why there is no forecast, such as too few days; null: there is one.',
    }),
    levelShiftAt: t.expose('levelShiftAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Day on which the metric last moved to another level at once; null: none.',
    }),
    sentence: t.exposeString('sentence', { description: 'Sentence on the last day that is forecast, or on why there is no forecast.' }),
  }),
});

export const CostOutlookRef = builder.objectRef<Outlook>('CostOutlook').implement({
  description:
    'Cost of the month by what was spent and the forecast of the days that are left, in US dollars and the zone of the workspace.',
  fields: (t) => ({
    spentUsd: t.exposeFloat('spentUsd', { description: 'Cost of the month so far.' }),
    budgetUsd: t.exposeFloat('budgetUsd', {
      nullable: true,
      description: 'Target COST_PER_MONTH of the settings of the workspace; null: none is set.',
    }),
    monthEndUsd: t.exposeFloat('monthEndUsd', {
      nullable: true,
      description: 'Forecast cost of the whole month; null: there is no forecast yet.',
    }),
    low: t.exposeFloat('lowUsd', { nullable: true, description: 'Lower end of the range of 95 %; null: there is no forecast yet.' }),
    high: t.exposeFloat('highUsd', { nullable: true, description: 'Upper end of the range of 95 %; null: there is no forecast yet.' }),
    passesBudgetOn: t.expose('passesBudgetOn', {
      type: 'DateTime',
      nullable: true,
      description: 'Start of the day on which the budget is forecast to be passed; null: not in this month, passed already, or no budget.',
    }),
    passesBudgetLow: t.expose('passesBudgetEarliest', {
      type: 'DateTime',
      nullable: true,
      description: 'Start of the earliest day of that in the range of 95 %; null: the budget lasts, is passed, or there is none.',
    }),
    passesBudgetHigh: t.expose('passesBudgetLatest', {
      type: 'DateTime',
      nullable: true,
      description: 'Start of the latest day of that in the range of 95 %; null: the budget may last, is passed, or there is none.',
    }),
    sentence: t.exposeString('sentence', { description: 'Sentence on the end of the month and the budget.' }),
  }),
});
