import { expect, test } from 'vitest';
import { instantText } from './instant-text.ts';

test.each([
  0,
  -1,
  -86_400_000,
  999,
  59_999,
  3_599_999,
  86_399_999,
  86_400_000,
  Date.UTC(2024, 1, 29, 23, 59, 59, 999),
  Date.UTC(2026, 2, 29, 0, 30),
  Date.UTC(9999, 11, 31, 23, 59, 59, 999),
  Date.UTC(12026, 0, 1),
])('%d is written as toISOString writes it', (ms) => {
  expect(instantText(ms)).toBe(new Date(ms).toISOString());
});

test('across more days than are remembered', () => {
  for (let day = 0; day < 12_000; day += 1) {
    const ms = day * 86_400_000 + day;
    expect(instantText(ms)).toBe(new Date(ms).toISOString());
  }
});
