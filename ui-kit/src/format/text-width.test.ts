import { expect, test } from 'vitest';
import { fitted, monoPx, sansPx } from './text-width.ts';

test('a wide letter counts for more than a narrow one, and one of a full-width script for more than both', () => {
  expect(sansPx('MMMM')).toBeGreaterThan(2.5 * sansPx('iiii'));
  expect(sansPx('日本')).toBeGreaterThan(sansPx('MM'));
  expect(monoPx('iiii')).toBe(monoPx('MMMM'));
});

test.each([
  ['support-8b-sft', 60],
  ['WWWWWWWWWWWWWWWW', 60],
  ['モデル-2026-11-12-長い名前', 70],
])('%s fits into %d px, with its beginning and its end', (name, px) => {
  const short = fitted(name, px);
  expect(sansPx(short)).toBeLessThanOrEqual(px);
  expect(short).toContain('…');
  expect([short[0], short.at(-1)]).toEqual([name[0], name.at(-1)]);
});

test('a name that fits is left as it is, and one without room for four letters is not written', () => {
  expect(fitted('sft', 40)).toBe('sft');
  expect(fitted('support-8b-sft', 12)).toBe('');
  expect(fitted('support-8b-sft', 0)).toBe('');
});
