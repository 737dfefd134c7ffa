import { expect, test } from 'vitest';
import { clockShifts } from './clock.ts';

/** Spans as service, start, duration and the place of the parent, in milliseconds. */
function shifts(...spans: readonly (readonly [service: number, start: number, duration: number, parent: number])[]): number[] {
  const us = (values: readonly number[]): Float64Array => Float64Array.from(values, (value) => value * 1_000);
  const moved = clockShifts({
    parents: Int32Array.from(spans, ([, , , parent]) => parent),
    services: spans.map(([service]) => service),
    startsUs: us(spans.map(([, start]) => start)),
    durationsUs: us(spans.map(([, , duration]) => duration)),
  });
  return Array.from(moved, (value) => value / 1_000);
}

test('a service whose clock is behind is moved into the middle of its caller, with all that it did', () => {
  expect(shifts([0, 100, 50, -1], [1, 60, 30, 0], [1, 65, 10, 1])).toEqual([0, 50, 50]);
});
test('one that lasts longer than its caller begins with it', () => {
  expect(shifts([0, 100, 50, -1], [1, 60, 80, 0])).toEqual([0, 40]);
});
test('within a service, and where the clocks agree, nothing is moved', () => {
  expect(shifts([0, 100, 50, -1], [0, 60, 30, 0])).toEqual([0, 0]);
  expect(shifts([0, 100, 50, -1], [1, 99.5, 30, 0], [1, 170, 30, 0])).toEqual([0, 0, 0]);
});
test('what a third service did is measured against the moved caller', () => {
  expect(shifts([0, 100, 50, -1], [1, 60, 30, 0], [2, 115, 5, 1])).toEqual([0, 50, 0]);
});
