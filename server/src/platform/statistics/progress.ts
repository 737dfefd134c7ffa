import { boundaryAt, usualTuning } from './sequential.ts';

/** How far an experiment is that has not decided yet. */
export interface Progress {
  readonly isSequential: boolean;
  readonly alpha: number;
  readonly units: number;
  readonly plannedUnits: number | null;
  readonly unitsPerDay: number | null;
  readonly tuning: number | undefined;
  readonly goals: readonly { readonly effect: number; readonly half: number; readonly minimalEffect: number | null }[];
}

/** Longer than this, the estimate says nothing: the effect that is seen is near what can't be decided. */
const mostDays = 365;

/**
 * Days until the first goal decides at this traffic, if its effect stays as it is: until its interval is half as wide as the effect, or as
 * what lacks to the minimal effect, whichever is sooner. Standard errors fall with √n. A plan with one look lasts until its planned units.
 * Null: no traffic is known, or it would take longer than a year.
 */
export function daysLeft({ isSequential, alpha, units, plannedUnits, unitsPerDay, tuning, goals }: Progress): number | null {
  if (unitsPerDay === null || !(unitsPerDay > 0)) return null;
  const daysUntil = (total: number): number | null => {
    const days = Math.ceil((total - units) / unitsPerDay);
    return days <= mostDays ? Math.max(1, days) : null;
  };
  if (!isSequential && plannedUnits !== null && units < plannedUnits) return daysUntil(plannedUnits);
  const needs = goals.flatMap(({ effect, half, minimalEffect }) => {
    const aim = Math.max(Math.abs(effect), (minimalEffect ?? 0) - Math.abs(effect));
    return aim > 0 && half > 0 && Number.isFinite(half) ? [half / aim] : [];
  });
  if (needs.length === 0) return null;
  const narrower = Math.min(...needs);
  if (!isSequential) return daysUntil(units * Math.max(1, narrower) ** 2);
  const widthAt = (n: number): number => boundaryAt(n, { alpha, tuning: tuning ?? usualTuning }) / Math.sqrt(n);
  const aim = widthAt(units) / Math.max(1, narrower);
  const most = units + unitsPerDay * (mostDays + 1);
  if (widthAt(most) > aim) return null;
  let [low, high] = [units, most];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (widthAt(middle) > aim) low = middle;
    else high = middle;
  }
  return daysUntil(high);
}
