import { clockOf, nanoUsdOf } from './clock.ts';
import type { Finding } from './finding.ts';
import { findingsOf } from './findings.ts';
import { overtrainingOf, type Overtraining } from './overtraining.ts';
import { evaluationsOf, evalLossNames, lastStepOf, lossOf } from './roles.ts';
import type { Run } from './run.ts';
import { type Scores, scoresOf } from './scores.ts';
import { noPoints } from './series.ts';
import { type Waste, wasteOf } from './waste.ts';

/** What is known of a job's health at one moment. */
export interface Health {
  readonly findings: readonly Finding[];
  readonly scores: Scores;
  readonly overtraining: Overtraining | null;
  readonly waste: readonly Waste[];
  /** Time that its attempts took. */
  readonly usedMs: number;
  /** Price of that time; null: no price is known, or it has not begun. */
  readonly costNanoUsd: bigint | null;
  /** Time that stopping now saves; null: nothing speaks for stopping, or its end is not known. */
  readonly stoppingSavesMs: number | null;
}

const CALLS_FOR_STOPPING: ReadonlySet<Finding['kind']> = new Set(['NAN', 'HIDDEN_NAN', 'DIVERGENCE', 'OVERFITTING', 'PLATEAU']);

export function healthOf(run: Run): Health {
  const findings = findingsOf(run);
  const hiddenFrom = findings.find(({ kind }) => kind === 'HIDDEN_NAN')?.beganAtStep ?? null;
  const { points: loss } = lossOf(run.series);
  const progress = loss.steps.length > 0 ? loss : (evaluationsOf(run.series)[0]?.points ?? noPoints);
  const clock = clockOf(run.periods, progress, run.now);
  const mainLoss = evalLossNames(run.series)[0];
  const overtraining = mainLoss === undefined ? null : overtrainingOf(run.series.get(mainLoss)?.values ?? new Float64Array());
  const waste = wasteOf(run, clock, findings, overtraining);
  const wastedMs = waste.reduce((sum, { ms }) => sum + ms, 0);
  return {
    findings,
    scores: { ...scoresOf(run.series, hiddenFrom), efficiency: clock.usedMs > 0 ? 1 - wastedMs / clock.usedMs : null },
    overtraining,
    waste,
    usedMs: clock.usedMs,
    costNanoUsd: run.periods.length === 0 ? null : nanoUsdOf(clock.usedMs, run.hourlyNanoUsd),
    stoppingSavesMs: run.isActive && findings.some(({ kind }) => CALLS_FOR_STOPPING.has(kind)) ? remainingMs(run, clock.usedMs) : null,
  };
}

/** Time until the planned end at the pace so far; null: no plan, or no step yet. */
function remainingMs({ series, totalSteps }: Run, usedMs: number): number | null {
  const last = lastStepOf(series);
  return totalSteps === null || last <= 0 ? null : (usedMs * Math.max(0, totalSteps - last)) / last;
}
