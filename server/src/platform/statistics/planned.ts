import { answer, isLevel, noAnswer, type Answer } from './answer.ts';
import { normalQuantile, normalTails } from './distributions/normal.ts';
import { sided, type Effect, type TestOptions, type TestResult } from './effect.ts';
import { boundaryAt, fromStudent, sequentialTest, toStudent } from './sequential.ts';

/** Which part of alpha is spent on looks up to the planned units; the rest keeps the test valid beyond them, and finds large effects early. */
const spentOnPlan = 0.8;

export interface PlannedOptions extends TestOptions {
  /** Units of both variants at which the experiment is to end; it must stand before the first look. */
  readonly plannedUnits: number;
}

/**
 * The always-valid test of an experiment whose end is planned: valid at every look, also after the planned units, and at those nearly as
 * narrow as a test that is looked at once (critical value 2.33 beside 1.96 at α = 0.05; the mixture of `sequentialTest` has 3.04).
 *
 * Two boundaries share α by the union bound. With 4/5 of it, a constant boundary c of the sum: a Brownian motion leaves ±c within time 1
 * with at most 4 (1 − Φ(c)) (reflection principle; O'Brien and Fleming 1979 with any number of looks), so that an interval of
 * c √(N / n) standard errors holds at all n ≤ N together. With the rest, the mixture, at all n. The interval is the narrower of the two.
 */
export function plannedTest(effect: Effect, options: PlannedOptions): Answer<TestResult> {
  const { plannedUnits, alpha = 0.05, side = 'TWO_SIDED', testValue = 0 } = options;
  if (!isLevel(alpha) || !(plannedUnits > 0) || !Number.isFinite(plannedUnits)) return noAnswer('BAD_LEVEL');
  const mixed = sequentialTest(effect, { alpha: alpha * (1 - spentOnPlan), tuning: plannedUnits, side, testValue });
  if (!mixed.ok || effect.n > plannedUnits) return mixed.ok ? answer(scaled(mixed.value, Math.log(1 - spentOnPlan))) : mixed;
  const error = Math.sqrt(effect.variance);
  const half = toStudent(plannedEndBoundary(effect.n, { plannedUnits, alpha, side }), effect.freedom) * error;
  const statistic = fromStudent(mixed.value.statistic, effect.freedom);
  const towards = side === 'TWO_SIDED' ? Math.abs(statistic) : side === 'ABOVE' ? statistic : -statistic;
  const logCrossed = Math.log(side === 'TWO_SIDED' ? 4 : 2) + normalTails(towards * Math.sqrt(effect.n / plannedUnits)).logAbove;
  const logPValue = Math.min(0, logCrossed - Math.log(spentOnPlan), mixed.value.logPValue - Math.log(1 - spentOnPlan));
  return answer({ ...mixed.value, interval: sided(effect.value, half, side), logPValue, pValue: Math.exp(logPValue) });
}

/** How many standard errors wide the interval is to one side, at n units. */
export function plannedEndBoundary(
  n: number,
  { plannedUnits, alpha = 0.05, side = 'TWO_SIDED' }: Omit<PlannedOptions, 'testValue'>,
): number {
  const mixture = boundaryAt(n, { alpha: alpha * (1 - spentOnPlan), tuning: plannedUnits, side });
  if (n > plannedUnits) return mixture;
  const constant = normalQuantile({ above: (spentOnPlan * alpha) / (side === 'TWO_SIDED' ? 4 : 2) });
  return Math.min(mixture, constant * Math.sqrt(plannedUnits / n));
}

function scaled(result: TestResult, logPart: number): TestResult {
  const logPValue = Math.min(0, result.logPValue - logPart);
  return { ...result, logPValue, pValue: Math.exp(logPValue) };
}
