import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binsOf, quantile } from './bins.ts';

const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0);

describe('binsOf', () => {
  test('counts every finite value once, in the bin whose edges hold it', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 400 }), (values) => {
        const { edges, counts, totalCount } = binsOf(values);
        expect(sum(counts)).toBe(values.length);
        expect(totalCount).toBe(values.length);
        for (const [bin, count] of counts.entries()) {
          const isLast = bin === counts.length - 1;
          const held = values.filter(
            (value) => value >= (edges[bin] ?? 0) && (value < (edges[bin + 1] ?? 0) || (isLast && value <= (edges[bin + 1] ?? 0))),
          );
          expect(held.length).toBe(count);
        }
      }),
      { numRuns: 150 },
    );
  });
  test('passes over gaps', () => expect(binsOf([null, 1, undefined, Number.NaN, 2]).totalCount).toBe(2));
  test('counts what lies outside a domain instead of drawing it', () => {
    expect(binsOf([-1, 0, 5, 10, 11, 12], [0, 10])).toMatchObject({ belowCount: 1, aboveCount: 2, totalCount: 6 });
  });
  test.each([[[]], [[7]], [[7, 7, 7]], [[0, 5e-324]], [[1e6, 1e6 + 2e-10]]])('has bins for %j', (values) => {
    const { edges, counts } = binsOf(values);
    expect(edges.length).toBe(counts.length + 1);
    expect(sum(counts)).toBe(values.length);
  });
});

test('a quantile lies between neighbours', () => expect(quantile(Float64Array.of(0, 10), 0.25)).toBe(2.5));
