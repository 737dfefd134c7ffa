import { quantileOf } from '../../../platform/statistics/bootstrap.ts';
import type { Pruner, StudyDirection } from '../types.ts';

/** What a trial reported at a step. */
export interface Reported {
  readonly number: number;
  readonly step: number;
  readonly value: number;
}

export interface PruneVerdict {
  readonly shouldPrune: boolean;
  /** Why, as a sentence; null: it goes on. */
  readonly reason: string | null;
}

const goesOn: PruneVerdict = { shouldPrune: false, reason: null };
const digits = (value: number): string => Number(value.toPrecision(4)).toString();

/**
 * Whether a trial is to end now, by the median rule: its best report so far is worse than the median of what complete trials reported at the
 * same step (Golovin and others 2017). Not before so many trials are complete, and not before the warm-up is over.
 *
 * `own`     reports of the trial, by step.
 * `others`  reports of complete trials at the last step of `own`.
 */
export function pruneByMedian(
  { startupTrials, warmupSteps }: Pruner,
  direction: StudyDirection,
  own: readonly Reported[],
  others: readonly Reported[],
  completeCount: number,
): PruneVerdict {
  const last = own.at(-1);
  if (last === undefined || completeCount === 0 || completeCount < startupTrials || last.step < warmupSteps) return goesOn;
  const sign = direction === 'MAXIMIZE' ? -1 : 1;
  const known = own.map(({ value }) => sign * value).filter((loss) => !Number.isNaN(loss));
  if (known.length === 0) return { shouldPrune: true, reason: `No report up to step ${digits(last.step)} is a number.` };
  const reached = others.map(({ value }) => sign * value).filter((loss) => !Number.isNaN(loss));
  if (reached.length === 0) return goesOn;
  const best = Math.min(...known);
  const median = quantileOf(
    reached.toSorted((one, other) => one - other),
    0.5,
  );
  if (best <= median) return goesOn;
  const reason = `The best report up to step ${digits(last.step)}, ${digits(sign * best)}, is worse than the median of ${reached.length} complete trials there, ${digits(sign * median)}.`;
  return { shouldPrune: true, reason };
}

/** First rungs of the brackets: each begins `reductionFactor` times later than the one before. */
export function bracketsOf({ minSteps, maxSteps, reductionFactor }: Pruner): readonly number[] {
  const count = Math.floor(Math.log(maxSteps / minSteps) / Math.log(reductionFactor) + 1e-9) + 1;
  return Array.from({ length: Math.max(1, count) }, (_, bracket) => minSteps * reductionFactor ** bracket);
}

/**
 * The bracket of a trial. A bracket with s halvings has as many trials as ⌈(brackets · factor^s) / (s + 1)⌉ asks for (Li and others 2018);
 * trials are dealt by their numbers, so that each bracket has its share at any time.
 */
export function bracketOf(pruner: Pruner, number: number): number {
  const brackets = bracketsOf(pruner).length;
  const weights = Array.from({ length: brackets }, (_, bracket) => {
    const halvings = brackets - 1 - bracket;
    return Math.ceil((brackets * pruner.reductionFactor ** halvings) / (halvings + 1));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // A step near the golden section: neighbouring numbers fall far apart.
  let rest = (number * 0.618_033_988_749_895 - Math.floor(number * 0.618_033_988_749_895)) * total;
  for (const [bracket, weight] of weights.entries()) {
    if (rest < weight) return bracket;
    rest -= weight;
  }
  return brackets - 1;
}

/** The rung that a trial has reached last, in steps; null: none. */
export function rungOf(pruner: Pruner, number: number, step: number): number | null {
  const first = bracketsOf(pruner)[bracketOf(pruner, number)] as number;
  if (step < first) return null;
  const rung = Math.floor(Math.log(step / first) / Math.log(pruner.reductionFactor) + 1e-9);
  const reached = first * pruner.reductionFactor ** rung;
  return reached < pruner.maxSteps ? reached : null;
}

/**
 * Whether a trial ends at its rung, by asynchronous successive halving within the brackets of Hyperband (Li and others 2018, 2020): one in
 * `reductionFactor` of those that have reached the rung goes on, while fewer have come the best of them.
 *
 * `reached`  the first report of each trial at or after the rung, the trial's own among them.
 */
export function pruneByHyperband(
  pruner: Pruner,
  direction: StudyDirection,
  number: number,
  rung: number,
  reached: readonly Reported[],
): PruneVerdict {
  const bracket = bracketOf(pruner, number);
  const own = reached.find((report) => report.number === number);
  if (own === undefined) return goesOn;
  if (Number.isNaN(own.value)) return { shouldPrune: true, reason: `The report at step ${digits(own.step)} is no number.` };
  const sign = direction === 'MAXIMIZE' ? -1 : 1;
  const losses = reached
    .filter((report) => bracketOf(pruner, report.number) === bracket && !Number.isNaN(report.value))
    .map(({ value }) => sign * value)
    .sort((one, other) => one - other);
  const place = Math.max(0, Math.floor(losses.length / pruner.reductionFactor) - 1);
  const last = losses[place] as number;
  if (sign * own.value <= last) return goesOn;
  const reason = `At rung ${digits(rung)} of bracket ${bracket} the report ${digits(own.value)} is not among the best ${place + 1} of ${losses.length}, up to ${digits(sign * last)}.`;
  return { shouldPrune: true, reason };
}
