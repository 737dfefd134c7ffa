import { forecastDays } from '../../signals/load/forecast.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { Seen } from '../pure/readings.ts';
import { metricNames, valueText } from '../pure/words.ts';
import type { Rule } from '../types.ts';

/** The worst day of the forecast of a rule, and the first one that is bad; empty where there is no forecast. Null: the rule is about none. */
export async function readForecast(stores: Stores, { condition, workspaceId }: Rule, now: Date): Promise<Seen | null> {
  if (condition.source !== 'FORECAST') return null;
  const { metric, filter, forecastDays: days, isAbove, trip } = condition;
  const found = await forecastDays(stores, workspaceId, { metric, days, filter, now });
  if (!found.ok) return { kind: 'empty', sentence: found.failure.message };
  const { points, refusal } = found.value;
  const [first, ...others] = points;
  if (first === undefined) return { kind: 'empty', sentence: `There is no forecast. ${refusal ?? ''}` };
  const worst = others.reduce((so, day) => ((isAbove ? day.value > so.value : day.value < so.value) ? day : so), first);
  const crossing = points.find(({ value }) => (isAbove ? value >= trip : value <= trip));
  const shown = crossing ?? worst;
  return {
    kind: 'value',
    value: worst.value,
    of: points.length,
    sentence: `The ${metricNames[metric]} of ${shown.at.toISOString().slice(0, 10)} is forecast to be ${valueText(metric, shown.value)} (80 % range: ${valueText(metric, shown.low80)} to ${valueText(metric, shown.high80)}); ${isAbove ? 'at least' : 'at most'} ${valueText(metric, trip)} is bad.`,
  };
}
