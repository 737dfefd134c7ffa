/** So many origins' worth of a heavy-tailed distribution stands beside the errors that were seen: of few origins the largest is too small. */
const heavyOrigins = 1;
/** What models take from the values: of few of them, it is known less. */
const parameters = 3;
/** An error counts for at most so many times its size where the series has grown. */
const mostGrowth = 4;

/**
 * Errors of past origins as they would be now: where the level has grown since, they have grown with it. A level is the mean size of the
 * last season, at least three values. `ends`: where the series was cut for each row of errors.
 */
export function atTheLevelOfNow(
  errors: readonly (readonly number[])[],
  ends: readonly number[],
  values: readonly number[],
  season: number,
): number[][] {
  const levelAt = (end: number): number => {
    const last = values.slice(Math.max(0, end - Math.max(3, season)), end);
    return last.reduce((sum, value) => sum + Math.abs(value), 0) / last.length;
  };
  const now = levelAt(values.length);
  return errors.map((row, place) => {
    const before = levelAt(ends[place] as number);
    const growth = before > 0 ? Math.max(1, Math.min(mostGrowth, now / before)) : 1;
    return row.map((error) => error * growth);
  });
}

/**
 * Half widths by conformal prediction: errors of the past over what is usual at their step, and of these the quantile that holds for the
 * next one too. What is usual grows by a line over the steps. Errors of one origin go together, so that the origins are what is counted, and
 * an exponential distribution with the same mean counts for one more. `count`: values that the models learned from.
 */
export function widthsOf(errors: readonly (readonly number[])[], horizon: number, count: number): (level: number, step: number) => number {
  const usual = usualErrors(errors, horizon);
  const scores = errors
    .flatMap((row) => row.map((error, step) => Math.abs(error) / (usual[step] as number)))
    .toSorted((one, other) => one - other);
  const origins = Math.max(1, errors.length);
  return (level, step) => {
    const place = Math.min(scores.length - 1, Math.ceil(level * (scores.length + 1)) - 1);
    const seen = scores[Math.max(0, place)] ?? 0;
    const quantile = (origins * seen - heavyOrigins * Math.log(1 - level)) / (origins + heavyOrigins);
    return (usual[step] as number) * quantile * (1 + 1 / origins) * (1 + parameters / count);
  };
}

function usualErrors(errors: readonly (readonly number[])[], horizon: number): number[] {
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (const row of errors)
    for (const [step, error] of row.entries()) {
      const size = Math.abs(error);
      n += 1;
      x += step;
      y += size;
      xx += step * step;
      xy += step * size;
    }
  const slope = n > 1 && n * xx > x * x ? Math.max(0, (n * xy - x * y) / (n * xx - x * x)) : 0;
  const first = n > 0 ? (y - slope * x) / n : 0;
  const least = n > 0 ? Math.max((0.2 * y) / n, Number.MIN_VALUE) : Number.MIN_VALUE;
  return Array.from({ length: horizon }, (_, step) => Math.max(least, first + slope * step));
}
