/** After so many days without a value there is nothing to forecast from. */
const silentDays = 7;

/**
 * Why a series of days is not forecast: its newest ones have no value; null: one of them has, or none has. Numbers and sums of days without a message
 * are 0, and are forecast as such.
 */
export function silence(values: readonly (number | null)[]): string | null {
  const last = values.findLastIndex((value) => value !== null);
  const days = values.length - 1 - last;
  if (last < 0 || days < silentDays) return null;
  return `Nothing was measured in the ${days} days before today; a value in the last ${silentDays} days is needed.`;
}

/** After so many days without a message an application has stopped. */
const stoppedDays = 28;

/**
 * The days that a number or a sum is forecast from: all, or those of 0 at their end alone, where an application has stopped and they are enough to
 * forecast so many days ahead. What was before says nothing of what comes.
 */
export function sinceStop(values: readonly (number | null)[], horizon: number): readonly (number | null)[] {
  const days = values.length - 1 - values.findLastIndex((value) => value !== 0);
  return days >= Math.max(stoppedDays, horizon + 4) ? values.slice(values.length - days) : values;
}
