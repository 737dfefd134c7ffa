import type { Curve, LivePoint } from './curve-book.ts';

interface SentCurve {
  readonly x: readonly (number | null)[];
  readonly step: readonly number[];
  readonly value: readonly (number | string)[];
  readonly at: readonly number[];
}

/** The scalar `TrainingColumns`, by key; `x` only where another axis than that of steps was asked for and the job logs its counter. */
export function readCurves(sent: unknown, hasX: boolean): Map<string, Curve> {
  if (sent === null || typeof sent !== 'object') throw new Error('The curves came without their columns');
  return new Map(
    Object.entries(sent as Record<string, SentCurve>).map(([key, { x, step, value, at }]) => [
      key,
      {
        step,
        value: value.map(Number),
        at,
        x: hasX && x.some((place) => place !== null) ? x.map((place) => place ?? Number.NaN) : null,
      },
    ]),
  );
}

/** Points that were just logged, as columns by metric; in the order in which they came. */
export function livePoints(sent: unknown): LivePoint[] {
  if (sent === null || typeof sent !== 'object') return [];
  return Object.entries(sent as Record<string, SentCurve>).flatMap(([metric, { step, value, at }]) =>
    step.map((one, place) => ({ metric, step: one, value: Number(value[place]), at: at[place] ?? Number.NaN })),
  );
}
