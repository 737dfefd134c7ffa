import type { StatisticProblem } from '../../../platform/statistics/answer.ts';
import { detectableEffect, planUnits, powerOf, type PlannedAnalysis, type PlanOptions } from '../../../platform/statistics/planning.ts';

/** An experiment to plan, checked. */
export interface PlanRequest {
  readonly metric: 'SHARE' | 'MEAN';
  /** The base's share, or the standard deviation of one unit. */
  readonly spread: number;
  /** Absolute; null: only what `units` find is asked for. */
  readonly effect: number | null;
  readonly alpha: number;
  readonly power: number;
  /** Of the base first; as parts of their sum. */
  readonly weights: readonly number[];
  readonly correlation: number;
  readonly analysis: PlannedAnalysis;
  readonly goalCount: number;
  /** Of all variants together. */
  readonly unitsPerDay: number | null;
  readonly units: number | null;
}

export interface ExperimentPlan {
  /** Whole units of each variant; null: no effect was given, or it can't be computed. */
  readonly unitsByVariant: readonly number[] | null;
  readonly units: number | null;
  readonly days: number | null;
  readonly inflation: number | null;
  /** What the given units find with the power. */
  readonly detectableEffect: number | null;
  /** How likely the given units find the given effect. */
  readonly achievedPower: number | null;
  readonly problem: StatisticProblem | null;
}

/** As an integer of GraphQL holds them: five million years. */
export const mostDays = 2 ** 31 - 1;
const daysOf = (days: number): number | null => (days > mostDays ? null : Math.max(1, Math.ceil(days)));

/**
 * Units and days of an experiment. Each variant is compared with the base; the one with the least weight needs longest, and decides.
 */
export function planOf(request: PlanRequest): ExperimentPlan {
  const { metric, spread, effect, weights, units, unitsPerDay } = request;
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const base = weights[0] as number;
  const least = Math.min(...weights.slice(1));
  /** Of all units, those of the base and of the least variant. */
  const part = (base + least) / whole;
  const options: PlanOptions = { ...request, weights: [base, least] };
  const planned = (of: number) =>
    metric === 'SHARE' ? { kind: metric, base: spread, effect: of } : { kind: metric, sd: spread, effect: of };
  const found = effect === null ? null : planUnits(planned(effect), options);
  const all = found?.ok === true ? found.value.units / part : null;
  const unitsByVariant = all === null ? null : weights.map((weight) => Math.ceil((all * weight) / whole));
  const total = unitsByVariant?.reduce((sum, count) => sum + count, 0) ?? null;
  const detectable =
    units === null
      ? null
      : detectableEffect(metric === 'SHARE' ? { kind: metric, base: spread } : { kind: metric, sd: spread }, units * part, options);
  const power = units === null || effect === null ? null : powerOf(planned(effect), units * part, options);
  const needed = total ?? units;
  return {
    unitsByVariant,
    units: total,
    days: unitsPerDay === null || needed === null ? null : daysOf(needed / unitsPerDay),
    inflation: found?.ok === true ? found.value.inflation : null,
    detectableEffect: detectable?.ok === true ? detectable.value : null,
    achievedPower: power?.ok === true ? power.value : null,
    problem: [found, detectable, power].find((one) => one?.ok === false)?.problem ?? null,
  };
}
