/** A change as a share of what it is compared with, and the ends of its interval; null: there is none. */
export interface Change {
  readonly lift: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How many times as far as half of the rows the chart goes. */
const mostTimes = 4;

/** Ends of the chart: 0 and all intervals, but those that reach so far that half of the rows could not be read beside them. */
export function domainOf(rows: readonly Change[]): readonly [number, number] {
  const ends = rows.flatMap(({ low, high, lift }) => [low ?? lift ?? 0, high ?? lift ?? 0]);
  const reaches = rows
    .map(({ low, high, lift }) => Math.max(Math.abs(low ?? lift ?? 0), Math.abs(high ?? lift ?? 0)))
    .toSorted((one, other) => one - other);
  const most = mostTimes * Math.max(0.01, reaches[Math.floor((reaches.length - 1) / 2)] ?? 0);
  const [low, high] = [Math.max(-most, Math.min(0, ...ends)), Math.min(most, Math.max(0, ...ends))];
  const room = Math.max(0.01, (high - low) * 0.05);
  return [low - room, high + room];
}
