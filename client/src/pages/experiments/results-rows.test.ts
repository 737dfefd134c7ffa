import { expect, test } from 'vitest';
import { newestFirst, signed } from './words.ts';

test.each([
  [0.000_000_02, '0 %'],
  [-0.000_01, '0 %'],
  [0, '0 %'],
  [0.000_5, '+0.050 %'],
  [-0.031, '−3.1 %'],
])('a change of %d is written as %s', (change, shown) => expect(signed(change).replaceAll(/\s/g, ' ')).toBe(shown));

test('a list has the newest first, and what is archived last', () => {
  const row = (key: string, state: 'ARCHIVED' | 'DRAFT' | 'RUNNING', createdAt: string) => ({ key, state, createdAt });
  const rows = [
    row('old', 'RUNNING', '2026-11-01T10:00:00Z'),
    row('gone', 'ARCHIVED', '2026-11-03T10:00:00Z'),
    row('new', 'DRAFT', '2026-11-02T10:00:00Z'),
  ];
  expect(newestFirst(rows).map(({ key }) => key)).toEqual(['new', 'old', 'gone']);
});
