import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timelineOf } from './timeline-model.ts';

interface Row { readonly lane: string; readonly from: number; readonly to: number | 'open' | null }
const read = {
  lane: (row: Row) => row.lane, from: (row: Row) => new Date(row.from),
  to: (row: Row) => (typeof row.to === 'number' ? new Date(row.to) : row.to),
};
const now = new Date(1000);

test('what overlaps lies on different lines, and no lane has a line too many', () => {
  const rows = fc.array(fc.record({ lane: fc.constant('a'), from: fc.integer({ min: 0, max: 500 }), length: fc.integer({ min: 1, max: 80 }) }).map(({ lane, from, length }) => ({ lane, from, to: from + length })), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(rows, (data) => {
    const [lane] = timelineOf(data, read, now);
    const items = lane?.items ?? [];
    for (const one of items) {
      for (const other of items) if (one !== other && one.line === other.line) expect(one.to <= other.from || other.to <= one.from).toBe(true);
    }
    const busiest = Math.max(...data.map(({ from }) => data.filter((row) => row.from <= from && row.to > from).length));
    expect(lane?.lineCount).toBe(busiest);
  }));
});

test('what has not ended lasts until now, and what happened at once has no length', () => {
  const [lane] = timelineOf([{ lane: 'a', from: 10, to: 'open' }, { lane: 'a', from: 20, to: null }], read, now);
  expect(lane?.items.map(({ from, to, isOpen }) => [from, to, isOpen])).toEqual([[10, 1000, true], [20, 20, false]]);
});
