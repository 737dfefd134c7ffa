import { describe, expect, test } from 'vitest';
import { cutMark, fittedJson, hasCut } from './cut.ts';

const mebibyte = 1_048_576;
const words = (count: number): string => 'ab '.repeat(Math.ceil(count / 3)).slice(0, count);
const fitted = (value: object): Record<string, string> => fittedJson(value, mebibyte) as Record<string, string>;

describe('texts that are too long together', () => {
  test('are cut from the longest, and each states how long it was, and that it was not too long alone', () => {
    const { note, other } = fitted({ note: words(900_000), other: words(800_000) });
    expect(note?.endsWith('longer than 1 MiB together with others of its span, 900000 characters]')).toBe(true);
    expect(other).toHaveLength(800_000);
    expect(JSON.stringify({ note, other }).length).toBeLessThanOrEqual(mebibyte);
  });

  test('one that was cut when it came states the length that it came with', () => {
    const { note, other } = fitted({ note: words(mebibyte) + cutMark(4_599_937), other: words(100) });
    expect(note?.endsWith('longer than 1 MiB, 4599937 characters]')).toBe(true);
    expect(note?.match(/cut here/g)).toHaveLength(1);
    expect(other).toBe(words(100));
    expect(hasCut(note ?? '')).toBe(true);
  });

  test('what fits stays as it is', () => {
    const value = { note: words(1_000) };
    expect(fittedJson(value, mebibyte)).toBe(value);
  });
});
