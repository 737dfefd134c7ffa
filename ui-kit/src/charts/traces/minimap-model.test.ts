import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noise } from '../../stories/made-up.ts';
import { markedColumns, minimapRuns } from './minimap-model.ts';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly color: string;
}
const treeOf = (rows: readonly Span[]) => ({
  rows,
  starts: Float64Array.from(rows, (row) => row.start),
  ends: Float64Array.from(rows, (row) => row.end),
  from: 0,
  to: 100,
});
const spans = fc.array(
  fc
    .record({ start: fc.integer({ min: 0, max: 99 }), length: fc.integer({ min: 0, max: 60 }), color: fc.constantFrom('a', 'b', 'c') })
    .map(({ start, length, color }) => ({ start, end: Math.min(100, start + length), color })),
  { minLength: 1, maxLength: 200 },
);

test('every px of every span is painted exactly once', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 20, max: 200 }), (rows, width) => {
      const runs = minimapRuns(treeOf(rows), (row) => row.color, width, 30);
      const painted = new Map<string, number>();
      for (let place = 0; place < runs.count; place += 1)
        for (let x = runs.fromX[place] as number; x < (runs.toX[place] as number); x += 1)
          painted.set(`${runs.y[place]},${x}`, (painted.get(`${runs.y[place]},${x}`) ?? 0) + 1);
      expect([...painted.values()].every((times) => times === 1)).toBe(true);
      // A second way: a picture of what must be covered, drawn span by span.
      const wanted = new Set<string>();
      const linePx = Math.min(4, 26 / rows.length);
      // The same product as the picture's: 0.29 × 200 is a hair less than 29 × 2.
      const perMs = width / 100;
      for (const [place, row] of rows.entries()) {
        const y = Math.min(29, Math.floor(2 + (place + 0.5) * linePx));
        const first = Math.min(width - 1, Math.floor(row.start * perMs));
        for (let x = first; x < Math.min(width, Math.max(first + 1, Math.ceil(row.end * perMs))); x += 1) wanted.add(`${y},${x}`);
      }
      expect([...wanted].filter((px) => !painted.has(px))).toEqual([]);
    }),
  );
});

test('fifty thousand spans are no more pieces than the picture has px', () => {
  const next = noise(4);
  const rows = Array.from({ length: 50_000 }, () => {
    const start = next() * 100;
    return { start, end: start + next(), color: next() < 0.5 ? 'a' : 'b' };
  });
  expect(minimapRuns(treeOf(rows), (row) => row.color, 800, 30).count).toBeLessThanOrEqual(800 * 30);
});

test('no spans are no pieces', () => expect(minimapRuns(treeOf([]), () => 'a', 100, 30).count).toBe(0));

test('errors are marked once per px column, at their start', () => {
  const rows = [
    { start: 0, end: 100, color: 'a' },
    { start: 50, end: 51, color: 'bad' },
    { start: 50.2, end: 60, color: 'bad' },
    { start: 100, end: 100, color: 'bad' },
  ];
  expect(markedColumns(treeOf(rows), (row) => row.color === 'bad', 200)).toEqual([100, 199]);
});
