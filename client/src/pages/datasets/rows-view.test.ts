import { expect, test } from 'vitest';
import { placeOf, viewOf } from './rows-view.ts';

const height = 600;

test.each([10, 1_000, 1_000_000, 20_000_000])(
  'of %d rows the first and the last are reached, and any row is brought to the middle',
  (rowCount) => {
    const start = viewOf(rowCount, 34, { top: 0, height });
    expect(start.first).toBe(0);
    expect(start.offsetPx).toBe(0);
    const end = viewOf(rowCount, 34, { top: start.heightPx, height });
    expect(end.last).toBe(rowCount - 1);
    for (const share of [0, 0.3, 0.77, 1]) {
      const index = Math.floor(share * (rowCount - 1));
      const view = viewOf(rowCount, 34, { top: placeOf(rowCount, 34, height, index), height });
      expect(view.first).toBeLessThanOrEqual(index);
      expect(view.last).toBeGreaterThanOrEqual(index);
      // What is drawn covers what is in view.
      const scrolled = Math.max(0, Math.min(placeOf(rowCount, 34, height, index), view.heightPx - height));
      expect(view.offsetPx).toBeLessThanOrEqual(scrolled + 1e-6);
      expect(view.offsetPx + (view.last - view.first + 1) * 34).toBeGreaterThanOrEqual(Math.min(scrolled + height, rowCount * 34) - 1e-6);
    }
  },
);

test('no list is higher than browsers lay out', () => {
  expect(viewOf(1_000_000, 34, { top: 0, height }).heightPx).toBe(12_000_000);
});
