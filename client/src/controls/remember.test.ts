import { expect, test } from 'vitest';
import { rememberedSearch, rememberView } from './remember.ts';

function memory(): Storage {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  } as Storage;
}

test('a visit without a view gets the last one; a link’s own view wins', () => {
  const storage = memory();
  rememberView({ range: '7d', model: ['a', 'b'] }, storage);
  expect(rememberedSearch('', storage)).toBe('?range=7d&model=a&model=b');
  expect(rememberedSearch('?range=90d', storage)).toBe('?range=90d');
});

test('a pause is not remembered, and defaults leave nothing behind', () => {
  const storage = memory();
  rememberView({ range: '7d', live: 'paused' }, storage);
  expect(rememberedSearch('', storage)).toBe('?range=7d');
  rememberView({}, storage);
  expect(rememberedSearch('', storage)).toBe('');
});
