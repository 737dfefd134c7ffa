import { describe, expect, test } from 'vitest';
import { delta } from './delta.ts';
import { compact } from './number.ts';
import { formatTime, instantMs, wallMs } from './time.ts';
import { cellParts, format, formatTick } from './unit.ts';
import type { Unit } from './unit.ts';

const berlin = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
const newYork = { locale: 'en-US', timeZone: 'America/New_York' };
const cairo = { locale: 'ar-EG', timeZone: 'Africa/Cairo' };
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
/** Marks that only steer the direction of writing. */
const bare = (text: string) => plain(text).replaceAll(/[\u061c\u200e\u200f]/g, '');

describe('German', () => {
  test.each<[number, Unit, string]>([
    [1_204_118, 'count', '1.204.118'],
    [3918.4, 'usd', '3.918,40 $'],
    [-12.5, 'usd', '−12,50 $'],
    [120_400, 'usd', '120.400 $'],
    [0.0314, 'usd', '0,0314 $'],
    [0.874, 'share', '87,4 %'],
    [1842, 'ms', '1.842 ms'],
    [12_300, 'ms', '12,3 s'],
    [245_000, 'ms', '4 m 05 s'],
    [4.2, 'rating', '4,20'],
    [1536, 'bytes', '1,5 KiB'],
    [1.23e-5, 'number', '1,23e−5'],
  ])('shows %d as %s: %s', (value, unit, text) => expect(plain(format(value, unit, berlin))).toBe(text));

  test('a column of dollars leaves the sign to its head', () => expect(cellParts(3918.4, 'usd', true, berlin).text).toBe('3.918,40'));
  test('axes and changes have the comma too', () => {
    expect(formatTick(2500, 'ms', 500, berlin)).toBe('2,5k');
    expect(compact(1_204_118, berlin)).toBe('1,2M');
    expect(plain(delta(874, 842, { unit: 'ms', better: 'lower', as: 'relative' }, berlin).size)).toBe('3,8 %');
  });
  test('days and months are German', () => expect(formatTime(Date.UTC(2026, 11, 24, 17), 'minute', berlin)).toBe('24. Dez. 18:00'));
});

describe('Arabic, with its own digits', () => {
  test.each<[number, Unit]>([
    [1_204_118, 'count'],
    [3918.4, 'usd'],
    [0.874, 'share'],
    [1842, 'ms'],
    [245_000, 'ms'],
    [4_320_000, 'ms'],
    [273_600_000, 'ms'],
    [1e-5, 'number'],
    [1536, 'bytes'],
  ])('%d as %s has no Latin digit', (value, unit) => expect(format(value, unit, cairo)).not.toMatch(/[0-9]/));
  test('a count and a length of time read as they should', () => {
    expect(bare(format(1842, 'count', cairo))).toBe('١٬٨٤٢');
    expect(bare(format(245_000, 'ms', cairo))).toBe('٤ m ٠٥ s');
  });
  test('a change is seen, and nothing is not taken for one', () => {
    expect(delta(874, 842, { unit: 'ms', better: 'lower', as: 'relative' }, cairo)).toMatchObject({ direction: 'up', verdict: 'bad' });
    expect(delta(842.0001, 842, { unit: 'ms', better: 'lower', as: 'relative' }, cairo)).toMatchObject({ direction: 'flat' });
  });
  test('what rounds to zero has no sign', () => {
    expect(format(-0.4, 'tokens', cairo)).toBe(format(0, 'tokens', cairo));
    expect(format(-0.4, 'tokens', newYork)).toBe(format(0, 'tokens', newYork));
  });
});

test('American months come before days', () => expect(formatTime(Date.UTC(2026, 10, 12, 19), 'minute', newYork)).toBe('Nov 12 14:00'));

describe('a clock change', () => {
  // 25 October 2026, 03:00 CEST becomes 02:00 CET.
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const second = first + 3_600_000;
  const english = { ...berlin, locale: 'en-GB' };

  test('the hour that comes twice is distinguished', () => {
    expect(formatTime(first, 'minute', english)).toBe('25 Oct 02:30 CEST');
    expect(formatTime(second, 'minute', english)).toBe('25 Oct 02:30 CET');
    expect(formatTime(first, 'minute', berlin)).not.toBe(formatTime(second, 'minute', berlin));
  });
  test('the hours around it are shown plainly', () => {
    expect(formatTime(first - 3_600_000, 'minute', english)).toBe('25 Oct 01:30');
    expect(formatTime(second + 3_600_000, 'minute', english)).toBe('25 Oct 03:30');
    expect(formatTime(first, 'minute', { ...english, timeZone: 'UTC' })).toBe('25 Oct 00:30');
  });
  test('half an hour is repeated on Lord Howe Island', () => {
    const at = Date.UTC(2026, 3, 4, 14, 45);
    const texts = [at, at + 1_800_000].map((one) => formatTime(one, 'minute', { locale: 'en-GB', timeZone: 'Australia/Lord_Howe' }));
    expect(wallMs(at, 'Australia/Lord_Howe')).toBe(wallMs(at + 1_800_000, 'Australia/Lord_Howe'));
    expect(texts[0]).not.toBe(texts[1]);
  });
  test('a day of 24, 23 and 25 hours begins at midnight', () => {
    for (const [month, day, hours] of [
      [9, 24, 24],
      [2, 29, 23],
      [9, 25, 25],
    ] as const) {
      const [from, to] = [day, day + 1].map((one) => instantMs(Date.UTC(2026, month, one), 'Europe/Berlin')) as [number, number];
      expect(formatTime(from, 'clock', berlin)).toBe('00:00');
      expect((to - from) / 3_600_000).toBe(hours);
    }
  });
});
