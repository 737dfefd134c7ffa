import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compact, NO_DATA } from './number.ts';
import { cellParts, format, formatSpoken, formatTick, valueParts } from './unit.ts';
import type { Unit } from './unit.ts';

const units: readonly Unit[] = ['count', 'tokens', 'usd', 'ms', 'share', 'rating', 'bytes', 'number'];
/** Spaces that keep number and unit together read as spaces here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('format', () => {
  test.each<[number, Unit, string]>([
    [1_204_118, 'count', '1,204,118'],
    [0, 'count', '0'],
    [8412, 'tokens', '8,412 tokens'],
    [3918.4, 'usd', '$3,918.40'],
    [120_400.4, 'usd', '$120,400'],
    [0.5, 'usd', '$0.50'],
    [0.0314, 'usd', '$0.0314'],
    [0.000_042_1, 'usd', '$0.0000421'],
    [0.015, 'usd', '$0.0150'],
    [0, 'usd', '$0.00'],
    [-12.5, 'usd', '−$12.50'],
    [842, 'ms', '842 ms'],
    [1842, 'ms', '1,842 ms'],
    [9999, 'ms', '9,999 ms'],
    [12_300, 'ms', '12.3 s'],
    [245_000, 'ms', '4 m 05 s'],
    [4_320_000, 'ms', '1 h 12 m'],
    [273_600_000, 'ms', '3 d 4 h'],
    [0.42, 'ms', '0.42 ms'],
    [0.874, 'share', '87.4 %'],
    [0.0084, 'share', '0.84 %'],
    [1, 'share', '100 %'],
    [0, 'share', '0 %'],
    [-0.031, 'share', '−3.1 %'],
    [4.2, 'rating', '4.20'],
    [80 * 1024 ** 3, 'bytes', '80 GiB'],
    [1536, 'bytes', '1.5 KiB'],
    [1e-5, 'number', '1e−5'],
    [0.253_44, 'number', '0.2534'],
  ])('shows %d as %s: %s', (value, unit, text) => {
    expect(plain(format(value, unit))).toBe(text);
  });

  test('never shows a share that is short of whole as 100 %, nor one above zero as 0 %', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-7, max: 1 - 1e-7, noNaN: true }), (share) => {
        expect(['0 %', '100 %', '0.0 %']).not.toContain(plain(format(share, 'share')));
      }),
    );
  });

  test.each(units)('shows absent, NaN and infinite numbers of unit %s as no data, not as zero', (unit) => {
    for (const value of [null, undefined, Number.NaN, Infinity]) expect(format(value, unit)).toBe(NO_DATA);
    expect(formatSpoken(null, unit)).toBe('no data');
  });

  test('follows the locale', () => {
    expect(plain(format(3918.4, 'usd', { locale: 'de', timeZone: 'UTC' }))).toBe('3.918,40 $');
    expect(valueParts(3918.4, 'usd', { locale: 'de', timeZone: 'UTC' })).toMatchObject({ major: '3.918', minor: ',40', unit: '$' });
  });
});

describe('valueParts', () => {
  test('splits dollars from cents, so that a tile can draw cents smaller', () => {
    expect(valueParts(3918.4, 'usd')).toMatchObject({ major: '$3,918', minor: '.40', unit: '' });
  });
  test('keeps small amounts in one piece: there every digit matters', () => {
    expect(valueParts(0.0314, 'usd')).toMatchObject({ major: '$0.0314', minor: '' });
  });
});

describe('cellParts', () => {
  test('gives shares one decimal, so that they stand under each other', () => {
    expect(plain(cellParts(0.008, 'share', false).text)).toBe('0.8 %');
    expect(plain(cellParts(0, 'share', false).text)).toBe('0.0 %');
  });
  test('keeps ms where the head says ms, however long', () => {
    expect(cellParts(124_300, 'ms', true).text).toBe('124,300');
  });
});

describe('compact', () => {
  test.each([
    [842, '842'],
    [5000, '5k'],
    [1_204_118, '1.2M'],
    [999_999, '1M'],
    [999_499, '999k'],
    [960, '960'],
    [1000, '1k'],
    [99_960, '100k'],
    [-5000, '−5k'],
    [2_500_000_000, '2.5B'],
    [-5e299, '−5e299'],
  ] as const)('shortens %d to %s', (value, text) => expect(compact(value)).toBe(text));
  test('shows absent as no data', () => expect(compact(null)).toBe(NO_DATA));
});

describe('formatTick', () => {
  test.each<[number, Unit, number, string]>([
    [5000, 'ms', 1000, '5k'],
    [2500, 'ms', 500, '2.5k'],
    [0.85, 'share', 0.05, '85%'],
    [0.002, 'share', 0.001, '0.2%'],
    [150, 'usd', 50, '150'],
    [0.4, 'number', 0.2, '0.4'],
  ])('labels %d %s in steps of %d as %s', (value, unit, step, label) => expect(formatTick(value, unit, step)).toBe(label));
});
