/** One measure of one version of a data set. */
export interface Quality {
  readonly set: string;
  readonly measure: string;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const names = ['Completeness', 'Diversity', 'Unique', 'Label agreement', 'Freshness', 'Language balance', 'Safe'];
const numbers: Record<string, readonly (number | null)[]> = {
  'support-v3': [0.97, 0.74, 0.96, 0.88, 0.91, 0.62, 0.995],
  'support-v2': [0.93, 0.81, 0.88, 0.84, 0.66, null, 0.99],
  'support-v1': [0.71, 0.58, 0.79, null, 0.35, 0.41, 0.97],
};

const sets = Object.keys(numbers);

/** Versions of a data set over seven measures, two of them not measured everywhere. */
export function quality(keys: readonly string[] = sets, { hasIntervals = false } = {}): Quality[] {
  return keys.flatMap((set, place) => names.map((measure, at): Quality => {
    const known = numbers[set]?.[at];
    const share = known === undefined ? 0.3 + (((place * 37 + at * 53) % 60) / 100) : known;
    const half = share === null ? 0 : 1.96 * Math.sqrt((share * (1 - share)) / 240);
    return { set, measure, share, low: share === null || !hasIntervals ? null : Math.max(0, share - half), high: share === null || !hasIntervals ? null : Math.min(1, share + half) };
  }));
}
