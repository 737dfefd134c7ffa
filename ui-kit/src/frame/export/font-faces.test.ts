import { describe, expect, test } from 'vitest';
import { rangesOf } from './font-faces.ts';

describe('rangesOf', () => {
  test('reads single code points, ranges and wildcards', () => {
    expect(rangesOf('U+0-FF, u+131,U+4??')).toEqual([
      [0, 0xff],
      [0x131, 0x131],
      [0x400, 0x4ff],
    ]);
  });
  test('an absent range means everything', () => expect(rangesOf('')).toEqual([]));
});
