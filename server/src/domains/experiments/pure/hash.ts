const offset = 0x811c9dc5;
const prime = 0x01000193;
const bucketCount = 10_000;

/** FNV-1a of 32 bits over UTF-16 code units, going on from `state`. */
export function fnv1a(text: string, state: number = offset): number {
  let hash = state;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash >>> 0;
}

/**
 * Where a unit lies, 0 to 0.9999: version 2 of GrowthBook's hash, so that its SDKs and ours find the same. `seed`: a text, or the state after
 * it (`seedState`).
 */
export function bucketOf(seed: string | number, unitId: string): number {
  const inner = fnv1a(unitId, typeof seed === 'number' ? seed : fnv1a(seed));
  return (fnv1aOfNumber(inner) % bucketCount) / bucketCount;
}

const zero = 48;
const half = 100_000;

/** `fnv1a(String(value))` of a whole number of 32 bits, digit by digit: no text is made, which would be half the cost of an assignment. */
export function fnv1aOfNumber(value: number): number {
  const high = Math.floor(value / half);
  const hash = high === 0 ? offset : withDigits(offset, high, false);
  return withDigits(hash, value - high * half, high !== 0) >>> 0;
}

/** Goes on from `state` with the decimal digits of a whole number below 100,000, all five of them where it `isFilled` with zeros. */
function withDigits(state: number, value: number, isFilled: boolean): number {
  let hash = state;
  let rest = value;
  for (let place = 10_000; place >= 10; place = (place / 10) | 0) {
    if (isFilled || value >= place) {
      const digit = (rest / place) | 0;
      rest -= digit * place;
      hash = Math.imul(hash ^ (zero + digit), prime);
    }
  }
  return Math.imul(hash ^ (zero + rest), prime);
}

/** The hash's state after a seed, from which it goes on with each unit. */
export const seedState = (seed: string): number => fnv1a(seed);

export type Range = readonly [start: number, end: number];

export const isWithin = (bucket: number, [start, end]: Range): boolean => bucket >= start && bucket < end;

/** The range of each variant: it starts where the weights before it end, and takes `coverage` of its weight, so that more coverage moves no unit. */
export function bucketRanges(weights: readonly number[], coverage: number): Range[] {
  const share = Math.min(1, Math.max(0, coverage));
  let before = 0;
  return weights.map((weight) => {
    const start = before;
    before += weight;
    return [start, start + share * weight];
  });
}
