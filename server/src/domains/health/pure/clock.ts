import { at } from './numbers.ts';
import type { Period } from './run.ts';
import { firstAfter, type Series } from './series.ts';

/** What time a job has used, and how much of it before a step. The time between attempts is not used. */
export interface Clock {
  readonly usedMs: number;
  /** Time used up to an instant. */
  readonly usedUntil: (ms: number) => number;
  /** Time used up to a step. */
  readonly usedAtStep: (step: number) => number;
}

/** Times of points that span less of the job than this share are those of an import, not of the training. */
const TIMED_SHARE = 0.1;

/** `progress`: the series whose points say when a step was; where they do not, every step counts as equally long. */
export function clockOf(periods: readonly Period[], progress: Series, now: number): Clock {
  const usedUntil = (ms: number): number =>
    periods.reduce((sum, { startedAt, endedAt }) => sum + Math.max(0, Math.min(endedAt ?? now, ms) - startedAt), 0);
  const usedMs = usedUntil(Infinity);
  const { steps, ats } = progress;
  const last = at(steps, steps.length - 1);
  const span = usedUntil(at(ats, ats.length - 1)) - usedUntil(at(ats, 0));
  const isTimed = steps.length > 1 && span >= TIMED_SHARE * usedMs && span > 0;
  const usedAtStep = (step: number): number => {
    if (!(last > 0)) return 0;
    if (step >= last) return isTimed ? usedUntil(at(ats, ats.length - 1)) : usedMs;
    if (!isTimed) return (usedMs * Math.max(0, step)) / last;
    const next = firstAfter(progress, step);
    const then = next === 0 ? 0 : usedUntil(at(ats, next - 1));
    const thenStep = next === 0 ? 0 : at(steps, next - 1);
    const share = (step - thenStep) / (at(steps, next) - thenStep);
    return then + share * (usedUntil(at(ats, next)) - then);
  };
  return { usedMs, usedUntil, usedAtStep };
}

const msPerHour = 3_600_000n;

/** The price of a time, rounded half up to a nano-dollar; null: no price is known. */
export function nanoUsdOf(ms: number, hourlyNanoUsd: bigint | null): bigint | null {
  return hourlyNanoUsd === null ? null : (hourlyNanoUsd * BigInt(Math.round(ms)) + msPerHour / 2n) / msPerHour;
}

export const hoursOf = (ms: number): number => ms / Number(msPerHour);
