import type { StatisticProblem } from '../../../platform/statistics/answer.ts';
import { measured, plural, thousands } from '../../../platform/statistics/words.ts';
import type { Metric } from '../../metrics/types.ts';
import { maxPlannedDays, type MetricPlan, type TrafficPlan } from './traffic-plan.ts';
import { trafficDays } from './traffic.ts';

/** What saves less is not worth a sentence. */
const leastSaved = 0.005;

/** What a plan comes to for one metric, in words: how many units and days, or that it cannot be reached, or why there is no plan. */
export function planSentence(plan: MetricPlan, traffic: Pick<TrafficPlan, 'unitsByDay'>): string {
  const { metric, minimalEffect, spread, days, unitsByVariant, byDay, problem } = plan;
  if (problem !== null || spread === null || unitsByVariant === null) return withoutPlan(metric, problem ?? 'NO_UNITS');
  const change = `A change of ${percent(minimalEffect)} in ${metric.words} (${measured(spread.mean, metric.unit)} now)`;
  const each = perVariant(unitsByVariant);
  const saved = spread.saved < leastSaved ? '' : ` The days before save ${percent(spread.saved)} of the variance (CUPED).`;
  if (days === null) {
    const [measuredEnd, end] = [byDay[traffic.unitsByDay.length - 1], byDay.at(-1)];
    const needed = unitsByVariant.reduce((sum, units) => sum + units, 0);
    return (
      `${change} cannot be found within ${maxPlannedDays} days at this traffic: ${thousands(Math.floor(end?.units ?? 0))} units come, and ${thousands(needed)} are needed, ${each}. ${[
        measuredEnd,
        end,
      ]
        .flatMap((one) =>
          one?.detectable == null ? [] : [`After ${plural(one.day, 'day')} the least change found is ${percent(one.detectable)}.`],
        )
        .join(' ')}`.trim() + saved
    );
  }
  const weeks = Math.ceil(days / 7);
  const isPast = 7 * weeks > maxPlannedDays;
  const whole = days % 7 === 0 || isPast ? '' : ` Whole weeks, ${7 * weeks} days, count each day of the week alike.`;
  const room = roomFor(metric, spread.mean, minimalEffect);
  const what =
    room === null ? change : `A fall of ${percent(minimalEffect)} in ${metric.words} (${measured(spread.mean, metric.unit)} now)`;
  return `${what} is found after ${plural(days, 'day')}, with ${each}.${whole}${saved}${room === null ? '' : ` A rise of so much is not possible: ${percent(room)} more would be all.`}`;
}

const perVariant = (units: readonly number[]): string =>
  units.every((count) => count === units[0])
    ? `${plural(units[0] ?? 0, 'unit')} in each variant`
    : `${units.map(thousands).join(' / ')} units in the variants, in their order`;

/** Relative rise that brings a share to 1, where one of `effect` would bring it above; null: it would not. */
const roomFor = ({ unit, better }: Metric, mean: number, effect: number): number | null =>
  unit !== 'share' || better !== 'UP' || mean * (1 + effect) <= 1 ? null : 1 / mean - 1;

function withoutPlan({ words, percentile }: Metric, problem: StatisticProblem): string {
  switch (problem) {
    case 'NO_UNITS':
      return `Nothing can be planned for ${words}: no unit of the last ${trafficDays} days has it.`;
    case 'TOO_FEW_UNITS':
      return percentile === null
        ? `Nothing can be planned for ${words}: one unit alone has it.`
        : `Nothing can be planned for ${words}: too few answers lie beyond it to know how exactly it is measured.`;
    case 'NO_VARIANCE':
      return `Nothing can be planned for ${words}: all units have the same value, so that it is not known how they differ.`;
    case 'BASE_IS_ZERO':
      return `Nothing can be planned for ${words}: it is 0 for all units, and no change is relative to 0.`;
    case 'DENOMINATOR_IS_ZERO':
      return `Nothing can be planned for ${words}: no answer of the last ${trafficDays} days has it.`;
    default:
      return `Nothing can be planned for ${words}: its numbers are beyond what can be computed with (${problem}).`;
  }
}

const percent = (share: number): string => {
  const value = share * 100;
  return `${value >= 100 ? thousands(value) : Number(value.toPrecision(2)).toString()} %`;
};
