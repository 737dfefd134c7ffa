import { expect, test } from 'vitest';
import { shorten } from './shorten.ts';

test('a long name keeps its beginning and its end', () => {
  expect(shorten('claude-sonnet-4-5-20250929', 12)).toBe('claude…50929');
  expect(shorten('sft', 12)).toBe('sft');
});
