import { describe, expect, test } from 'vitest';
import { generateKey, hashOf, looksLikeKey, prefixOf } from './key.ts';

describe('a key', () => {
  test('has the vendor, 32 random characters and a checksum', () => {
    expect(generateKey()).toMatch(/^ftl_[0-9A-Za-z]{38}$/);
  });
  test('is never made twice', () => {
    expect(new Set(Array.from({ length: 10_000 }, generateKey)).size).toBe(10_000);
  });
  test('is known by its form', () => {
    for (let round = 0; round < 1_000; round += 1) expect(looksLikeKey(generateKey())).toBe(true);
  });
  test('with one character changed, is known not to be one', () => {
    const key = generateKey();
    for (let index = 4; index < key.length; index += 1) {
      const other = key[index] === 'a' ? 'b' : 'a';
      expect(looksLikeKey(key.slice(0, index) + other + key.slice(index + 1))).toBe(false);
    }
  });
  test.each(['', 'ftl_', 'ghp_0123456789', `${generateKey()} `, `${generateKey()}\n`, generateKey().toUpperCase()])(
    '%j is none',
    (text) => {
      expect(looksLikeKey(text)).toBe(false);
    },
  );
  test('uses every letter about as often', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 5_000; round += 1)
      for (const letter of generateKey().slice(4, 36)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(62);
    const expected = (5_000 * 32) / 62;
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.15);
  });
  test('shows ten characters of itself and is stored as its SHA-256', () => {
    const key = generateKey();
    expect(prefixOf(key)).toBe(key.slice(0, 10));
    expect(hashOf(key)).toHaveLength(32);
  });
});
