/** A bucket of numbers or a category, in one of the samples. */
export interface Bucket {
  readonly label: string;
  readonly count: number;
  readonly share: number;
}

/** Both samples by the same buckets, and of each value its bucket. */
export interface Distribution {
  readonly baseline: readonly Bucket[];
  readonly current: readonly Bucket[];
  readonly bucketOf: (value: number | string) => number;
}

const mostCategories = 12;
const bucketCount = 10;

/** Categories, the most frequent first; what is beyond twelve is "others". */
export function categoryDistribution(baseline: readonly string[], current: readonly string[]): Distribution {
  const counts = new Map<string, number>();
  for (const value of [...baseline, ...current]) counts.set(value, (counts.get(value) ?? 0) + 1);
  const names = [...counts].toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).map(([name]) => name);
  const shown = names.length > mostCategories ? names.slice(0, mostCategories - 1) : names;
  const labels = names.length > shown.length ? [...shown, 'others'] : shown;
  const bucketOf = (value: number | string): number => {
    const at = shown.indexOf(String(value));
    return at < 0 ? shown.length : at;
  };
  return { baseline: bucketsOf(labels, baseline, bucketOf), current: bucketsOf(labels, current, bucketOf), bucketOf };
}

/** Numbers by tenths of both samples; equal ends are one bucket. */
export function numberDistribution(baseline: readonly number[], current: readonly number[]): Distribution {
  const sorted = [...baseline, ...current].toSorted((one, other) => one - other);
  const ends = new Set(
    Array.from({ length: bucketCount - 1 }, (_, place) => sorted[Math.floor(((place + 1) * sorted.length) / bucketCount)]),
  );
  const borders = [...ends].filter((end): end is number => end !== undefined && end > (sorted[0] as number));
  // So many digits that no two borders read alike.
  const digits = [3, 4, 6, 9].find((count) => new Set(borders.map((one) => one.toPrecision(count))).size === borders.length) ?? 15;
  const words = (value: number): string => String(Number(value.toPrecision(digits)));
  const labels = [...borders, null].map((border, place) => {
    const from = borders[place - 1];
    if (border === null) return from === undefined ? 'all' : `from ${words(from)}`;
    return from === undefined ? `below ${words(border)}` : `${words(from)} to ${words(border)}`;
  });
  const bucketOf = (value: number | string): number => borders.filter((border) => Number(value) >= border).length;
  return { baseline: bucketsOf(labels, baseline, bucketOf), current: bucketsOf(labels, current, bucketOf), bucketOf };
}

function bucketsOf(
  labels: readonly string[],
  values: readonly (number | string)[],
  bucketOf: (value: number | string) => number,
): Bucket[] {
  const counts = labels.map(() => 0);
  for (const value of values) counts[bucketOf(value)] = (counts[bucketOf(value)] ?? 0) + 1;
  return labels.map((label, place) => ({
    label,
    count: counts[place] as number,
    share: values.length === 0 ? 0 : (counts[place] as number) / values.length,
  }));
}

/** The bucket whose share grew most (`sign` 1) or fell most (-1); -1: none did. */
export function mostMoved({ baseline, current }: Distribution, sign: 1 | -1): number {
  const changes = current.map(({ share }, place) => sign * (share - (baseline[place]?.share ?? 0)));
  const largest = Math.max(...changes);
  return largest > 0 ? changes.indexOf(largest) : -1;
}
