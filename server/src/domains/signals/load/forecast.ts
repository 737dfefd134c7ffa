import { bucketEnd, bucketStart, dayMs } from '../../analytics/pure/interval.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadSignal } from '../errors.ts';
import { forecastSentence } from '../pure/forecast-sentence.ts';
import { boundsOf, isOfMessages } from '../pure/measure.ts';
import { silence, sinceStop } from '../pure/silence.ts';
import { isSumOf } from '../pure/telling.ts';
import type { Forecast as Computed } from '../pure/forecast/forecast.ts';
import type { MessageMetric, SignalMetric } from '../types.ts';
import { measuredDays, zoneOf } from './days.ts';
import { startForecaster, type Forecaster } from './forecaster.ts';

export const maxForecastDays = 90;
const historyDays = 400;

export interface ForecastDay {
  readonly at: Date;
  readonly value: number;
  readonly low50: number;
  readonly high50: number;
  readonly low80: number;
  readonly high80: number;
  readonly low95: number;
  readonly high95: number;
}

export interface Forecast {
  readonly metric: MessageMetric;
  readonly days: number;
  readonly points: readonly ForecastDay[];
  readonly history: readonly { readonly at: Date; readonly value: number | null }[];
  readonly computed: Computed | null;
  /** Why there is none; null: there is one. */
  readonly refusal: string | null;
  readonly levelShiftAt: Date | null;
  readonly sentence: string;
}

/** One worker for all who share stores: forecasts are computed one after the other. */
const forecasters = new WeakMap<object, Forecaster>();
function forecasterOf({ clickhouse }: Pick<Stores, 'clickhouse'>): Forecaster {
  let forecaster = forecasters.get(clickhouse);
  if (forecaster === undefined) forecasters.set(clickhouse, (forecaster = startForecaster()));
  return forecaster;
}

export interface ForecastAsked {
  readonly metric: SignalMetric;
  /** 1 to 90. */
  readonly days: number;
  /** One that `checkFilter` has passed; its time range counts for nothing. */
  readonly filter: AnalyticsFilter;
  readonly now: Date;
}

/**
 * The days to come of a metric, from today on, by the whole days before: at most 400, from the first with messages on. With too few days, and of
 * what was not measured for a week, the answer is why.
 */
export async function forecastDays(
  stores: Stores,
  workspaceId: string,
  { metric, days, filter, now }: ForecastAsked,
): Promise<Result<Forecast, BadSignal>> {
  if (!isOfMessages(metric)) return fail(new BadSignal('metric', `${metric} is of training jobs; a metric of messages is taken`));
  if (days < 1 || days > maxForecastDays) return fail(new BadSignal('days', `${days} is not possible; 1 to ${maxForecastDays} are`));
  const zone = await zoneOf(stores, workspaceId, filter);
  const today = bucketStart(now, 'DAY', zone);
  const all = await measuredDays(stores, workspaceId, {
    metric,
    filter,
    zone,
    from: new Date(today.getTime() - historyDays * dayMs),
    to: today,
    // A day without a message has cost nothing.
    areSumsZero: true,
  });
  const first = all.findIndex(({ value }) => value !== null);
  const history = first < 0 ? [] : all.slice(first);
  const { least, most } = boundsOf(metric);
  const measured = history.map(({ value }) => value);
  const values = isSumOf(metric) ? sinceStop(measured, days) : measured;
  const request = { values, period: 7, horizon: days, least, ...(Number.isFinite(most) && { most }) };
  const silent = silence(measured);
  const found = silent === null ? await forecasterOf(stores).forecast(request) : { reason: silent };
  const shown = {
    metric,
    days,
    history: history.map(({ at, value }) => ({ at: new Date(at), value })),
    levelShiftAt: null,
  };
  if ('reason' in found)
    return succeed({ ...shown, points: [], computed: null, refusal: found.reason, sentence: `There is no forecast yet. ${found.reason}` });
  let at = today;
  const points = found.points.map(({ value, in50, in80, in95 }): ForecastDay => {
    const point = {
      at,
      value,
      low50: in50.low,
      high50: in50.high,
      low80: in80.low,
      high80: in80.high,
      low95: in95.low,
      high95: in95.high,
    };
    at = bucketEnd(at, 'DAY', zone);
    return point;
  });
  const shift = found.shiftedAt === null ? undefined : history[history.length - values.length + found.shiftedAt];
  const levelShiftAt = shift === undefined ? null : new Date(shift.at);
  return succeed({
    ...shown,
    levelShiftAt,
    points,
    computed: found,
    refusal: null,
    sentence: forecastSentence(metric, points, found.backtest),
  });
}
