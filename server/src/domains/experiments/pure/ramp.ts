import type { RampStep } from '../types.ts';

/** The share of units that a ramp lets in so long after the start; null: it has no step yet. */
export function rampShare(ramp: readonly RampStep[], startedAt: Date, now: Date): number | null {
  const minutes = (now.getTime() - startedAt.getTime()) / 60_000;
  return ramp.filter(({ afterMinutes }) => afterMinutes <= minutes).at(-1)?.share ?? null;
}
