import { expect, test } from 'vitest';
import { effectOf, tellingOf, type Course } from './telling.ts';

const course = (value: number, of: number, expected: number): Course => [{ value, of, expected }];

test('a value that alone has changed explains all of the change, less its share of the messages', () => {
  // Errors of 100 messages: 20 of them, which are of one model, fail half of the time in place of never.
  expect(tellingOf(course(0.1, 100, 0), course(0.5, 20, 0), false)).toBeCloseTo(1 - 0.2, 12);
});

test('a value that has changed as all others explains no more than its share', () => {
  expect(tellingOf(course(0.1, 100, 0), course(0.1, 60, 0), false)).toBeCloseTo(0 - 0.6, 12);
});

test('of sums the parts add up: what is left without the value is what others have changed', () => {
  // 100 more messages than expected, 80 of them of one model that has 120 of 300.
  expect(tellingOf(course(300, 300, 200), course(120, 120, 40), true)).toBeCloseTo(0.8 - 0.4, 12);
});

test('nothing is explained where the whole has not changed, or nothing was expected', () => {
  expect(tellingOf(course(0.1, 100, 0.1), course(0.5, 20, 0), false)).toBe(0);
  expect(tellingOf([{ value: 0.5, of: 10, expected: null }], course(0.5, 10, 0), false)).toBe(0);
});

test('effects of shares are ten times the difference, of others the logarithm of the factor, also below zero', () => {
  expect(effectOf('ERROR_SHARE', 0.3, 0.1)).toBeCloseTo(2, 12);
  expect(effectOf('AVERAGE_RATING', 3, 4)).toBeCloseTo(2.5, 12);
  expect(effectOf('LATENCY_P50', 2_000, 1_000)).toBeCloseTo(Math.log(2), 9);
  expect(effectOf('MESSAGE_COUNT', 0, 9.5)).toBeCloseTo(Math.log(20), 12);
  expect(effectOf('TRAINING_LOSS', -2, -1)).toBeCloseTo(Math.log(2), 6);
});
