import type { Annotation } from '../../frame/annotations.tsx';
import { firstAtOrAfter } from '../../marks/columns.ts';
import { debiasedEma } from './smoothing.ts';
import { POINT } from './loss-columns.ts';
import type { LossLine, LossTrack } from './loss-columns.ts';

/** Which way the curve should go: down for a loss, up for a reward or an accuracy; `none` for what is neither, such as a learning rate. */
export type LossGoal = 'lower' | 'higher' | 'none';

/** Place of the best finite value, the first of equal ones; -1 when there is none. */
export function bestPlace(value: Float64Array, goal: LossGoal): number {
  if (goal === 'none') return -1;
  let best = -1;
  for (let place = 0; place < value.length; place += 1) {
    const one = value[place] as number;
    if (Number.isFinite(one) && (best < 0 || isBetter(one, value[best] as number, goal, 0))) best = place;
  }
  return best;
}

function isBetter(one: number, other: number, goal: LossGoal, leastGain: number): boolean {
  return goal === 'lower' ? other - one > leastGain : one - other > leastGain;
}

export interface PatienceOptions {
  /** Evaluations without a gain after which training stops. */
  readonly evaluations: number;
  /** Gain that counts as one; 0 by default. */
  readonly leastGain?: number | undefined;
}

/** Where an early stop's patience began to be used up, and whether it ended. Places are those of the evaluations. */
export interface Patience {
  /** The last evaluation that gained: the window begins here. */
  readonly from: number;
  /** The evaluation at which patience ended, or the last one so far. */
  readonly to: number;
  readonly usedCount: number;
  readonly isOver: boolean;
}

/**
 * Follows evaluations as an early-stopping callback does: each that gains no more than `leastGain` over the best uses up one,
 * one that does starts again. A NaN gains nothing; an evaluation that was not logged is none. null while nothing is used up.
 */
export function patienceOf(
  track: Pick<LossTrack, 'value' | 'state'>,
  goal: LossGoal,
  { evaluations, leastGain = 0 }: PatienceOptions,
): Patience | null {
  let from = -1;
  let to = -1;
  let usedCount = 0;
  for (let place = 0; place < track.value.length; place += 1) {
    if (track.state[place] === POINT.notLogged) continue;
    const value = track.value[place] as number;
    const gains =
      Number.isFinite(value) &&
      (from < 0 || !Number.isFinite(track.value[from]) || isBetter(value, track.value[from] as number, goal, leastGain));
    if (gains || from < 0) {
      from = place;
      usedCount = 0;
    } else {
      usedCount += 1;
    }
    to = place;
    if (usedCount >= evaluations) return { from, to, usedCount, isOver: true };
  }
  return usedCount === 0 ? null : { from, to, usedCount, isOver: false };
}

/** Neighbouring entries without a finite number, all of one kind. */
export interface InvalidRun {
  readonly kind: 'NaN' | '+∞' | '−∞' | '0 for NaN';
  /** Places of the first and the last. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const kinds: Record<number, InvalidRun['kind']> = {
  [POINT.nan]: 'NaN',
  [POINT.infinite]: '+∞',
  [POINT.negativeInfinite]: '−∞',
  [POINT.masked]: '0 for NaN',
};

/** Where a track diverged. An entry that was not logged does not end a stretch; a number, or another kind, does. */
export function invalidRuns(state: Uint8Array): InvalidRun[] {
  const stretches: InvalidRun[] = [];
  let kind: InvalidRun['kind'] | undefined;
  let from = 0;
  let to = 0;
  let count = 0;
  const end = () => {
    if (kind !== undefined) stretches.push({ kind, from, to, count });
    kind = undefined;
  };
  for (let place = 0; place < state.length; place += 1) {
    const code = state[place] as number;
    if (code === POINT.notLogged) continue;
    const next = kinds[code];
    if (next !== kind) {
      end();
      kind = next;
      from = place;
      count = 0;
    }
    to = place;
    count += 1;
  }
  end();
  return stretches;
}

/** Zeros in a row, up to the end, that make a flat end suspicious. */
const LEAST_ZEROS = 5;

/** Place from which every logged value is exactly 0, after others that were not; -1 when there is none. A loss is not 0 by chance. */
export function zerosFrom({ value, state }: Pick<LossTrack, 'value' | 'state'>): number {
  let from = -1;
  let count = 0;
  for (let place = value.length - 1; place >= 0; place -= 1) {
    if (state[place] === POINT.notLogged) continue;
    if (value[place] !== 0) return count >= LEAST_ZEROS ? from : -1;
    from = place;
    count += 1;
  }
  return -1;
}

/** Times the lowest smoothed loss so far that counts as divergence. */
export const DIVERGED_TIMES = 3;
const DIVERGED_SMOOTHING = 0.9;

/**
 * Place from which the smoothed loss has stayed above three times its lowest so far, to the end; -1 when it has not. A spike that
 * comes back is none. Only for curves that should fall and stay above 0.
 */
export function divergedFrom(value: Float64Array, goal: LossGoal): number {
  if (goal !== 'lower') return -1;
  const smooth = debiasedEma(value, DIVERGED_SMOOTHING);
  let lowest = Infinity;
  let from = -1;
  for (let place = 0; place < smooth.length; place += 1) {
    const one = smooth[place] as number;
    if (!Number.isFinite(one)) continue;
    if (one <= 0) return -1;
    if (one <= lowest * DIVERGED_TIMES) from = -1;
    else if (from < 0) from = place;
    lowest = Math.min(lowest, one);
  }
  return from;
}

/** A parameter that was changed while the run went on. */
export interface ParameterChange {
  readonly step: number;
  readonly parameter: string;
  readonly from: string | number | null;
  readonly to: string | number;
  /** Whose run; without it, all. */
  readonly run?: string | undefined;
}

/** Something else that happened to a run, at a step or over a stretch of them: a restart, a warning. */
export interface LossMark {
  readonly step: number;
  /** With it the mark is a shaded stretch. */
  readonly toStep?: number | undefined;
  /** A few words, written at the mark where there is room. */
  readonly label: string;
  /** `neutral` by default. */
  readonly tone?: Annotation['tone'];
}

/** Changes by step, ascending: several at one step are one mark. */
export function changesByStep(
  changes: readonly ParameterChange[],
): { readonly step: number; readonly changes: readonly ParameterChange[] }[] {
  const steps = new Map<number, ParameterChange[]>();
  for (const change of changes) steps.set(change.step, [...(steps.get(change.step) ?? []), change]);
  return Array.from(steps, ([step, all]) => ({ step, changes: all })).sort((one, other) => one.step - other.step);
}

/** Place on the axis of a step: between two entries by their distance; NaN before the first and after the last. */
export function xOfStep({ x, step }: Pick<LossLine, 'x' | 'step'>, at: number): number {
  const after = firstAtOrAfter(step, at);
  if (step[after] === at) return x[after] as number;
  const [before, next] = [step[after - 1], step[after]];
  if (before === undefined || next === undefined) return Number.NaN;
  const share = (at - before) / (next - before);
  return (x[after - 1] as number) + share * ((x[after] as number) - (x[after - 1] as number));
}
