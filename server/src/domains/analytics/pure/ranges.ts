import type { Range } from './interval.ts';

/** Ranges that cover these, in order, apart from each other, at most `most`: where there are more, those with the smallest gaps become one. */
export function joinRanges(ranges: readonly Range[], most: number): Range[] {
  const joined: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    const last = joined.at(-1);
    if (last === undefined || last.to < range.from) joined.push(range);
    else if (last.to < range.to) joined[joined.length - 1] = { from: last.from, to: range.to };
  }
  const gaps = joined.slice(1).map(({ from }, index) => from.getTime() - (joined[index] as Range).to.getTime());
  const widest = new Set(
    gaps
      .map((gap, index) => ({ gap, index }))
      .sort((one, other) => other.gap - one.gap)
      .slice(0, Math.max(0, most - 1))
      .map(({ index }) => index),
  );
  const covering: Range[] = [];
  for (const [index, range] of joined.entries()) {
    const last = covering.at(-1);
    if (last === undefined || widest.has(index - 1)) covering.push(range);
    else covering[covering.length - 1] = { from: last.from, to: range.to };
  }
  return covering;
}
