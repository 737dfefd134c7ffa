import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './end-labels.tsx';

test('labels keep their distance, their order and the drawing’s ends', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 12 }), (wanted) => {
      const places = spread(wanted, 14, 0, 300);
      const order = wanted.map((_, index) => index).sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0));
      for (const [place, index] of order.entries()) {
        expect(places[index]).toBeGreaterThanOrEqual(-1e-6);
        expect(places[index]).toBeLessThanOrEqual(300 + 1e-6);
        if (place > 0) expect((places[index] ?? 0) - (places[order[place - 1] ?? 0] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-6);
      }
    }),
  );
});

test('a label that has room stays where it wants to be', () => {
  expect(spread([20, 120], 14, 0, 300)).toEqual([20, 120]);
});
