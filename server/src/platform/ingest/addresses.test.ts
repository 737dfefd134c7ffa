import { expect, test } from 'vitest';
import { readAddresses } from './addresses.ts';
import { Problem } from './rejection.ts';

test('addresses are trimmed, in small letters and each there once', () => {
  expect(readAddresses([' Ada@Example.com', 'ada@example.com ', 'bob@example.com'], 'recipients', 2)).toEqual([
    'ada@example.com',
    'bob@example.com',
  ]);
  expect(readAddresses([], 'recipients', 2)).toEqual([]);
});

test('too many are named with the limit', () => {
  expect(readAddresses(['a@x', 'b@x', 'c@x'], 'recipients', 2)).toEqual(new Problem('recipients', 'has 3 addresses; at most 2 are taken'));
});
