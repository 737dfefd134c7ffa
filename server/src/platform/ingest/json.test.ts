import { expect, test } from 'vitest';
import { isShortJson } from './json.ts';

const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1.7976931348623157e308,
  5e-324,
  '',
  'plain',
  '"\\\n\u0001\u2028é😀',
  [],
  {},
  [[], [1, 'a', null]],
  { a: 1, 'b"c': { d: ['\u0000'.repeat(40)] } },
  Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`key ${at}`, at % 3 === 0 ? 'x'.repeat(at) : at])),
];

test('a value that is found short has JSON of no more characters, at whatever limit', () => {
  for (const value of values) {
    const { length } = JSON.stringify(value);
    for (const limit of [0, 1, 2, 5, 25, length - 1, length, length + 1, 2 * length, 100_000])
      if (isShortJson(value, limit)) expect(length, JSON.stringify(value).slice(0, 60)).toBeLessThanOrEqual(limit);
  }
});

test('what callers send of a unit is seen to be short', () => {
  expect(isShortJson({ id: 'user-1', plan: 'pro', age: 31, tags: ['a', 'b'], page: { path: '/', isNew: true } }, 64 * 1024)).toBe(true);
});
