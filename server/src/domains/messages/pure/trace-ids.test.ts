import { expect, test } from 'vitest';
import { spanIdOf, traceIdOf } from './trace-ids.ts';

test.each([
  ['32 hex digits, as they are', '4bf92f3577b34da6a3ce929d0e0e4736', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['in lower case', '4BF92F3577B34DA6A3CE929D0E0E4736', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['a UUID, without its dashes', 'a7f5be8b-2f73-4f4d-9a4b-0f2f0c1f6b7d', 'a7f5be8b2f734f4d9a4b0f2f0c1f6b7d'],
  // printf 'my trace' | sha256sum
  ['anything else, its SHA-256', 'my trace', '59a35532f7322d301500ce91cbbdb56b'],
] as const)('a trace is named by %s', (_form, id, expected) => {
  expect(traceIdOf(id).startsWith(expected)).toBe(true);
  expect(traceIdOf(id)).toMatch(/^[0-9a-f]{32}$/);
});

test('a span is named by 16 hex digits, and by anything else through its SHA-256', () => {
  expect(spanIdOf('00F067AA0BA902B7')).toBe('00f067aa0ba902b7');
  expect(spanIdOf('a7f5be8b-2f73-4f4d-9a4b-0f2f0c1f6b7d')).toMatch(/^[0-9a-f]{16}$/);
  expect(spanIdOf('a')).not.toBe(spanIdOf('b'));
});

test('the ids of nothing are ids like any other text', () => {
  for (const id of ['0'.repeat(32), '00000000-0000-0000-0000-000000000000']) expect(traceIdOf(id)).not.toMatch(/^0+$/);
  expect(spanIdOf('0'.repeat(16))).not.toMatch(/^0+$/);
});
