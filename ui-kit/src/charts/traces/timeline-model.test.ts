import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf, timelineEnds, timelineOf } from './timeline-model.ts';

interface Row {
  readonly lane: string;
  readonly from: number;
  readonly to: number | 'open' | null;
}
const read = {
  lane: (row: Row) => row.lane,
  from: (row: Row) => new Date(row.from),
  to: (row: Row) => (typeof row.to === 'number' ? new Date(row.to) : row.to),
};
const now = new Date(1000);

test('what overlaps lies on different lines, and no lane has a line too many', () => {
  const rows = fc.array(
    fc
      .record({ lane: fc.constant('a'), from: fc.integer({ min: 0, max: 500 }), length: fc.integer({ min: 1, max: 80 }) })
      .map(({ lane, from, length }) => ({ lane, from, to: from + length })),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(rows, (data) => {
      const [lane] = timelineOf(data, read, now);
      const items = lane?.items ?? [];
      for (const one of items) {
        for (const other of items)
          if (one !== other && one.line === other.line) expect(one.to <= other.from || other.to <= one.from).toBe(true);
      }
      const busiest = Math.max(...data.map(({ from }) => data.filter((row) => row.from <= from && row.to > from).length));
      expect(lane?.lineCount).toBe(busiest);
    }),
  );
});

test('what has not ended lasts until now, and what happened at once has no length', () => {
  const [lane] = timelineOf(
    [
      { lane: 'a', from: 10, to: 'open' },
      { lane: 'a', from: 20, to: null },
    ],
    read,
    now,
  );
  expect(lane?.items.map(({ from, to, isOpen }) => [from, to, isOpen])).toEqual([
    [10, 1000, true],
    [20, 20, false],
  ]);
});

test('every item in view is in exactly one piece, pieces of a line do not overlap once they are crowds, and there are never more than fit', () => {
  const rows = fc.array(
    fc
      .record({ from: fc.integer({ min: 0, max: 1000 }), length: fc.integer({ min: 0, max: 60 }) })
      .map(({ from, length }) => ({ lane: 'a', from, to: length < 5 ? null : from + length })),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 400 }), (data, scroll) => {
      const [lane] = timelineOf(data, read, now);
      const items = lane?.items ?? [];
      const toPx = (ms: number) => ms * 0.8 - scroll;
      const pieces = piecesOf(items, toPx, 0, 500);
      const inView = items.filter((item) => toPx(item.to) >= 0 && toPx(item.from) <= 500);
      expect(pieces.flatMap((piece) => piece.items).toSorted((one, other) => items.indexOf(one) - items.indexOf(other))).toEqual(inView);
      for (const line of new Set(pieces.map((piece) => piece.line)))
        expect(pieces.filter((piece) => piece.line === line).length).toBeLessThanOrEqual(500 / 3 + 2);
    }),
    { numRuns: 50 },
  );
});

test('where a timeline begins and ends, also of very many', () => {
  expect(timelineEnds([])).toBeNull();
  const many = Array.from({ length: 200_000 }, (_, place) => ({ lane: 'a', from: place, to: null }));
  expect(
    timelineEnds([{ key: 'a', lineCount: 1, items: many.map((row) => ({ row, from: row.from, to: row.from, isOpen: false, line: 0 })) }]),
  ).toEqual([0, 199_999]);
});
