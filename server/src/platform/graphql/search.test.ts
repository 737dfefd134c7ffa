import { describe, expect, test } from 'vitest';
import { unwrap } from './errors.ts';
import { maxSearchLength, maxTerms, parseSearch } from './search.ts';

describe('parseSearch', () => {
  test.each([
    [null, null],
    [undefined, null],
    ['', null],
    [' \n ', null],
    ['refund', { terms: ['refund'], id: 'refund' }],
    ['  late   refund ', { terms: ['late', 'refund'], id: 'late   refund' }],
    ['"late refund" order', { terms: ['late refund', 'order'], id: '"late refund" order' }],
    ['order "late ref', { terms: ['order', 'late ref'], id: 'order "late ref' }],
    ['""', { terms: [], id: '""' }],
    ['a a', { terms: ['a'], id: 'a a' }],
    ['msg:12-ab', { terms: ['msg:12-ab'], id: 'msg:12-ab' }],
    ['退款 問題', { terms: ['退款', '問題'], id: '退款 問題' }],
  ])('reads %j', (text, expected) => expect(unwrap(parseSearch(text))).toEqual(expected));

  test('refuses what is too long or too much', () => {
    const words = (count: number): string => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');
    expect(() => unwrap(parseSearch('x'.repeat(maxSearchLength)))).not.toThrow();
    expect(() => unwrap(parseSearch('x'.repeat(maxSearchLength + 1)))).toThrow('search: has 513 characters; at most 512 are possible.');
    expect(() => unwrap(parseSearch(words(maxTerms)))).not.toThrow();
    expect(() => unwrap(parseSearch(words(maxTerms + 1)))).toThrow(
      'search: has 17 words; at most 16 are possible. Put a phrase in double quotes.',
    );
  });
});
