import { answer, isLevel, noAnswer, type Answer } from './answer.ts';
import { normalQuantile, normalTails } from './distributions/normal.ts';
import { crossing } from './crossing.ts';
import { rootOf } from './distributions/parts.ts';
import { plannedEndBoundary } from './planned.ts';
import { boundaryAt, usualTuning } from './sequential.ts';

/** What an experiment is to find: a share that differs, or a mean. Effects are absolute. */
export type PlannedMetric =
  | { readonly kind: 'SHARE'; readonly base: number; readonly effect: number }
  | { readonly kind: 'MEAN'; readonly sd: number; readonly effect: number };

/**
 * FIXED: looked at once, at the end. SEQUENTIAL: at any time, by the always-valid interval. PLANNED_END: at any time, by the always-valid
 * interval that is narrow at the planned units (`plannedTest`).
 */
export const plannedAnalyses = ['FIXED', 'SEQUENTIAL', 'PLANNED_END'] as const;
export type PlannedAnalysis = (typeof plannedAnalyses)[number];
type AnyTime = Exclude<PlannedAnalysis, 'FIXED'>;

export interface PlanOptions {
  readonly alpha?: number;
  /** How likely the effect is found where it is there; 0.8 by default. */
  readonly power?: number;
  /** Of the two variants; as parts of their sum. */
  readonly weights?: readonly [base: number, variant: number];
  /** The correlation of the metric with itself before the start: CUPED needs 1 − ρ² as many units. */
  readonly correlation?: number;
  readonly analysis?: PlannedAnalysis;
  /** Goals that are corrected together: each is planned at alpha by their number (Bonferroni). */
  readonly goalCount?: number;
}

export interface Plan {
  /** Not rounded; round up. */
  readonly baseUnits: number;
  readonly variantUnits: number;
  readonly units: number;
  /** How many times as many units as a test that is looked at once needs; 1 for such a test. */
  readonly inflation: number;
}

/**
 * Units that are needed, two-sided. A share by the test with the pooled variance under no difference and the own ones under the effect
 * (statsmodels' samplesize_proportions_2indep_onetail); a mean by the normal approximation (statsmodels' normal_sample_size_one_tail):
 * n_A = ((z_{α/2} σ_0 + z_β σ_1) / δ)², where σ² = σ_A² + σ_B² n_A / n_B. For a sequential plan, see `sequentialInflation`.
 */
export function planUnits(metric: PlannedMetric, options: PlanOptions = {}): Answer<Plan> {
  const checked = check(options);
  if (!checked.ok) return checked;
  const { alpha, power, ratio, saved, analysis } = checked.value;
  const spreads = spreadsOf(metric, ratio);
  if (!spreads.ok) return spreads;
  const [z, zPower] = [normalQuantile({ above: alpha / 2 }), normalQuantile({ below: power })];
  const fixed = saved * ((z * spreads.value.none + zPower * spreads.value.effect) / metric.effect) ** 2;
  if (!Number.isFinite(fixed)) return noAnswer('NOT_A_NUMBER');
  const inflation = analysis === 'FIXED' ? 1 : sequentialInflation(alpha, power, analysis);
  const baseUnits = fixed * inflation;
  return answer({ baseUnits, variantUnits: baseUnits * ratio, units: baseUnits * (1 + ratio), inflation });
}

/**
 * The smallest effect that so many units of both variants find with the power: what `planUnits` takes the other way round. For a share the
 * effect is upwards, unless there is no room above the base, then downwards.
 */
export function detectableEffect(
  metric: { readonly kind: 'SHARE'; readonly base: number } | { readonly kind: 'MEAN'; readonly sd: number },
  units: number,
  options: PlanOptions = {},
): Answer<number> {
  if (!(units >= 4) || !Number.isFinite(units)) return noAnswer('TOO_FEW_UNITS');
  const checked = check(options);
  if (!checked.ok) return checked;
  // The inflation of a sequential plan depends on the levels alone, so that it is found once.
  const { analysis, alpha, power } = checked.value;
  const inflation = analysis === 'FIXED' ? 1 : sequentialInflation(alpha, power, analysis);
  const unitsFor = (effect: number): Answer<number> => {
    const plan = planUnits({ ...metric, effect }, { ...options, analysis: 'FIXED' });
    return plan.ok ? answer(plan.value.units * inflation) : plan;
  };
  if (metric.kind === 'MEAN') {
    const one = unitsFor(metric.sd);
    return one.ok ? answer(metric.sd * Math.sqrt(one.value / units)) : one;
  }
  const direction = metric.base < 0.999 ? 1 : -1;
  const room = direction === 1 ? 1 - metric.base : metric.base;
  const excess = (effect: number): number => {
    const plan = unitsFor(direction * effect);
    return plan.ok ? Math.log(plan.value / units) : NaN;
  };
  const [least, most] = [room * 1e-9, room * (1 - 1e-9)];
  const [ofLeast, ofMost] = [excess(least), excess(most)];
  if (Number.isNaN(ofLeast) || Number.isNaN(ofMost)) {
    const plan = unitsFor(direction * least);
    return plan.ok ? noAnswer('NOT_A_NUMBER') : plan;
  }
  if (ofMost > 0) return noAnswer('TOO_FEW_UNITS');
  // On the logit of the part of the room, so that every point lies within it.
  const at = (logit: number): number => room / (1 + Math.exp(-logit));
  return answer(at(rootOf((logit) => excess(Math.min(most, Math.max(least, at(logit)))), 0, false, 1e-12)));
}

/** The chance that a difference is found by a test at the end, both directions counted. */
export function powerOf(metric: PlannedMetric, units: number, options: PlanOptions = {}): Answer<number> {
  const checked = check(options);
  if (!checked.ok) return checked;
  const { alpha, ratio, saved, analysis } = checked.value;
  const spreads = spreadsOf(metric, ratio);
  if (!spreads.ok) return spreads;
  if (!(units >= 4) || !Number.isFinite(units)) return noAnswer('TOO_FEW_UNITS');
  const root = Math.sqrt(units / (1 + ratio) / saved);
  const drift = (Math.abs(metric.effect) * root) / spreads.value.effect;
  if (analysis !== 'FIXED') return answer(sequentialPower(drift, alpha, analysis));
  const limit = (normalQuantile({ above: alpha / 2 }) * spreads.value.none) / spreads.value.effect;
  return answer(Math.min(1, normalTails(drift - limit).below + normalTails(-drift - limit).below));
}

/**
 * How many times as many units an always-valid test needs, looked at 30 times on the way to the planned number: found from the exact chance
 * that the boundary is crossed at any of the looks. For a power of 0.8 at 0.05 about 1.7, and 1.2 with a planned end; it depends on nothing
 * else.
 */
export function sequentialInflation(alpha: number, power: number, analysis: AnyTime = 'SEQUENTIAL'): number {
  const drift = rootOf((d) => sequentialPower(Math.abs(d), alpha, analysis) - power, 3.5, true, 1e-4);
  return (drift / (normalQuantile({ above: alpha / 2 }) + normalQuantile({ below: power }))) ** 2;
}

const lookCount = 30;

function sequentialPower(drift: number, alpha: number, analysis: AnyTime): number {
  const looks = Array.from({ length: lookCount }, (_, place) => (place + 1) / lookCount);
  const boundaries = looks.map((share) =>
    analysis === 'SEQUENTIAL'
      ? boundaryAt(share * usualTuning, { alpha, tuning: usualTuning })
      : plannedEndBoundary(share * usualTuning, { plannedUnits: usualTuning, alpha }),
  );
  return crossing(looks, boundaries, drift).at(-1) ?? 0;
}

interface Checked {
  readonly alpha: number;
  readonly power: number;
  /** Units of the variant for one of the base. */
  readonly ratio: number;
  readonly saved: number;
  readonly analysis: PlannedAnalysis;
}

function check({
  alpha = 0.05,
  power = 0.8,
  weights = [1, 1],
  correlation = 0,
  analysis = 'FIXED',
  goalCount = 1,
}: PlanOptions): Answer<Checked> {
  if (!isLevel(alpha) || !isLevel(power) || power <= alpha / 2 || !(goalCount >= 1) || !(Math.abs(correlation) < 1))
    return noAnswer('BAD_LEVEL');
  const ratio = weights[1] / weights[0];
  if (!weights.every((weight) => weight > 0) || !(ratio > 0) || !Number.isFinite(ratio)) return noAnswer('BAD_WEIGHTS');
  return answer({ alpha: alpha / goalCount, power, ratio, saved: 1 - correlation ** 2, analysis });
}

/** √(σ_A² + σ_B² / ratio), under no difference and under the effect. */
function spreadsOf(metric: PlannedMetric, ratio: number): Answer<{ readonly none: number; readonly effect: number }> {
  if (!Number.isFinite(metric.effect)) return noAnswer('NOT_A_NUMBER');
  if (metric.effect === 0) return noAnswer('BAD_LEVEL');
  if (metric.kind === 'MEAN') {
    if (!Number.isFinite(metric.sd)) return noAnswer('NOT_A_NUMBER');
    if (metric.sd <= 0) return noAnswer(metric.sd < 0 ? 'NEGATIVE_COUNT' : 'NO_VARIANCE');
    const spread = metric.sd * Math.sqrt(1 + 1 / ratio);
    return answer({ none: spread, effect: spread });
  }
  const [base, variant] = [metric.base, metric.base + metric.effect];
  if (!(base >= 0 && base <= 1 && variant >= 0 && variant <= 1)) return noAnswer('BAD_LEVEL');
  const pooled = (base + variant * ratio) / (1 + ratio);
  const none = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio));
  return answer({ none, effect: Math.sqrt(base * (1 - base) + (variant * (1 - variant)) / ratio) });
}
