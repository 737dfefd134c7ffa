import type { StatisticProblem } from '../../../platform/statistics/answer.ts';
import { detectableEffect, planUnits, sequentialInflation, type PlanOptions } from '../../../platform/statistics/planning.ts';
import { usualFewest } from '../../../platform/statistics/verdict.ts';
import type { ExperimentMethod } from '../types.ts';
import type { Metric } from '../../metrics/types.ts';
import { newUnitsPerDay, spreadAfter, unitsUntil, type MeasuredTraffic, type Traffic, type UnitSpread } from './traffic.ts';

/** Days after which nothing is planned. */
export const maxPlannedDays = 180;

/** What is planned for the units of the past, checked. */
export interface PlanRequest {
  /** Least changes that are to be found, relative, in the order of the metrics. */
  readonly minimalEffects: readonly number[];
  /** Of the base first; as parts of their sum. */
  readonly weights: readonly number[];
  /** Share of the units that are in the experiment. */
  readonly allocation: number;
  readonly significance: number;
  readonly power: number;
  readonly method: ExperimentMethod;
}

/** What may be found after some days. */
export interface PlannedDay {
  readonly day: number;
  /** Of all variants together. */
  readonly units: number;
  /** Least relative change that is found with the power; null: there are too few units. */
  readonly detectable: number | null;
}

export interface MetricPlan {
  readonly metric: Metric;
  readonly minimalEffect: number;
  /** What a unit shows when the plan ends, or after the measured days where it does not; null: `problem` says why. */
  readonly spread: UnitSpread | null;
  /** Days until the change is found; null: it is not within `maxPlannedDays`, or `problem` says why. */
  readonly days: number | null;
  /** Units that are needed of each variant; null: `problem` says why. */
  readonly unitsByVariant: readonly number[] | null;
  /** Of base and least variant, the mean: what an experiment takes as its planned sample. */
  readonly sample: number | null;
  readonly byDay: readonly PlannedDay[];
  readonly problem: StatisticProblem | null;
}

export interface TrafficPlan extends Traffic {
  readonly plans: readonly MetricPlan[];
  readonly newPerDay: number;
  /** Of the metric that needs longest; null: one is not found in time, or cannot be planned. */
  readonly days: number | null;
  /** Of the metric that needs most. */
  readonly sample: number | null;
}

/** Plans each metric by the units of the past: how many units its least change needs, and after how many days they are there. */
export function planTraffic(traffic: Traffic, request: PlanRequest): TrafficPlan {
  const levels = levelsOf(traffic.metrics.length, request);
  const plans = traffic.metrics.map((measured, at) =>
    planMetric(traffic, measured, { ...request, ...levels, minimalEffect: request.minimalEffects[at] ?? 0 }),
  );
  const most = (of: (plan: MetricPlan) => number | null): number | null => {
    const values = plans.map(of);
    return values.length === 0 || values.includes(null) ? null : Math.max(...(values as number[]));
  };
  return { ...traffic, plans, newPerDay: newUnitsPerDay(traffic), days: most(({ days }) => days), sample: most(({ sample }) => sample) };
}

interface Levels {
  readonly options: PlanOptions;
  /** How many times as many units as one look needs. */
  readonly inflation: number;
  /** Of all units, those of the base and of the variant with the least weight, which needs longest. */
  readonly part: number;
  /** Of all variants together: with less, one has too few units for a verdict. */
  readonly fewest: number;
}

/** All goals of all variants are corrected together; a planned end makes the always-valid interval narrow there. */
function levelsOf(goals: number, { weights, significance, power, method }: PlanRequest): Levels {
  const [base = 1, ...others] = weights;
  const least = Math.min(...others);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const alpha = significance / Math.max(1, goals * others.length);
  return {
    options: { alpha, power, weights: [base, least] },
    inflation: method === 'SEQUENTIAL' ? sequentialInflation(alpha, power, 'PLANNED_END') : 1,
    part: (base + least) / whole,
    fewest: (usualFewest * whole) / Math.min(...weights),
  };
}

type OneRequest = PlanRequest & Levels & { readonly minimalEffect: number };

function planMetric(traffic: Traffic, { metric, spans }: MeasuredTraffic, request: OneRequest): MetricPlan {
  const { minimalEffect, weights, allocation } = request;
  const none = { metric, minimalEffect, days: null, unitsByVariant: null, sample: null, byDay: [] };
  const last = spans.at(-1);
  if (traffic.unitsByDay.length === 0 || last === undefined) return { ...none, spread: null, problem: 'NO_UNITS' };
  const known = spreadAfter(spans, last.days);
  if (known === null) return { ...none, spread: null, problem: last.arm.ok ? 'NO_UNITS' : last.arm.problem };
  if (known.mean === 0) return { ...none, spread: known, problem: 'BASE_IS_ZERO' };
  if (!(known.variance > 0)) return { ...none, spread: known, problem: 'NO_VARIANCE' };
  let found: { readonly day: number; readonly needed: number } | null = null;
  const byDay: PlannedDay[] = [];
  for (let day = 1; day <= maxPlannedDays; day += 1) {
    const spread = spreadAfter(spans, day) ?? known;
    const units = unitsUntil(traffic, day) * allocation;
    const needed = neededUnits(spread, request);
    if (found === null && needed !== null && units >= needed) found = { day, needed };
    byDay.push({ day, units, detectable: detectableBy(spread, units, request) });
  }
  const spread = found === null ? known : (spreadAfter(spans, found.day) ?? known);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const all = found?.needed ?? neededUnits(known, request);
  const unitsByVariant = all === null ? null : weights.map((weight) => Math.ceil((all * weight) / whole));
  return {
    ...none,
    spread,
    days: found?.day ?? null,
    unitsByVariant,
    sample: all === null ? null : Math.ceil((all * request.part) / 2),
    byDay: byDay.slice(0, found === null ? maxPlannedDays : Math.min(maxPlannedDays, Math.max(28, 2 * found.day))),
    problem: unitsByVariant === null ? 'NOT_A_NUMBER' : null,
  };
}

/** Of what a unit is judged by: without what the days before take away. */
const sdOf = ({ variance, saved }: UnitSpread): number => Math.sqrt(variance * (1 - saved));

/** Of all variants together. */
function neededUnits(spread: UnitSpread, { minimalEffect, options, inflation, part, fewest }: OneRequest): number | null {
  const plan = planUnits({ kind: 'MEAN', sd: sdOf(spread), effect: minimalEffect * Math.abs(spread.mean) }, options);
  return plan.ok ? Math.max((plan.value.units * inflation) / part, fewest) : null;
}

function detectableBy(spread: UnitSpread, units: number, { options, inflation, part, fewest }: OneRequest): number | null {
  if (units < fewest) return null;
  const effect = detectableEffect({ kind: 'MEAN', sd: sdOf(spread) }, (units * part) / inflation, options);
  return effect.ok && spread.mean !== 0 ? effect.value / Math.abs(spread.mean) : null;
}
