/** So many times what nearly all values stay below, a value is an outlier that flattens the rest. */
const FAR = 2;
/** Room above what nearly all stay below. */
const ROOM = 1.2;
const NEARLY_ALL = 0.95;
/** With fewer values there is no telling what is usual. */
const LEAST_COUNT = 8;

/** Where an axis may end because only a few values lie far above; undefined: it shows all. */
export function outlierLimit(values: readonly (number | null | undefined)[]): number | undefined {
  const sorted = values.filter((value): value is number => value != null && Number.isFinite(value)).sort((one, other) => one - other);
  const usual = sorted[Math.floor((sorted.length - 1) * NEARLY_ALL)];
  const most = sorted.at(-1);
  if (sorted.length < LEAST_COUNT || usual === undefined || most === undefined || usual <= 0) return undefined;
  return most > usual * FAR ? usual * ROOM : undefined;
}
