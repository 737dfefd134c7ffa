import { expect, test } from 'vitest';
import { observed } from './detect/findings.ts';
import { noiseOf, seriesOf } from './detect/watched.testing.ts';
import { baselineOf, baselineText, canBeRead, keptOf, keptText, nothingKept, shortOf, shortText } from './kept.ts';
import { newShort } from './short.ts';

const hourMs = 3_600_000;
const monday = Date.UTC(2026, 2, 2);
const series = seriesOf('AMOUNT', 'Europe/Berlin');

test('a series goes on from its text as it would have gone on', () => {
  const normal = noiseOf(4);
  const points = Array.from({ length: 500 }, (_, hour) => ({
    at: monday + hour * hourMs,
    value: hour === 450 ? 90_000 : 900 * Math.exp(0.2 * normal()),
    of: 50,
  }));
  const one = nothingKept(series);
  let other = nothingKept(series);
  for (const [place, point] of points.entries()) {
    const [first, second] = [observed(one.finder, point), observed(other.finder, point)];
    // Tails are kept with four bytes a number.
    expect(second.change).toBe(first.change);
    if (first.band !== null) expect((second.band?.expected ?? Number.NaN) / first.band.expected).toBeCloseTo(1, 5);
    if (place % 50 === 0) {
      const read = keptOf(keptText(other), series);
      if (read === null) throw new Error('The text was not read.');
      other = read;
    }
  }
});

test('numbers that JSON does not have come back', () => {
  const kept = nothingKept(series);
  expect(kept.finder.coolUntil).toBe(Number.NEGATIVE_INFINITY);
  const read = keptOf(keptText(kept), series);
  expect(read?.finder.coolUntil).toBe(Number.NEGATIVE_INFINITY);
  expect(read === null ? '' : keptText(read)).toBe(keptText(kept));
});

test('a text of another series or version is not read', () => {
  const text = keptText(nothingKept(series));
  expect(canBeRead(text, series)).toBe(true);
  for (const other of [seriesOf('SHARE', 'Europe/Berlin'), seriesOf('AMOUNT'), seriesOf('AMOUNT', 'Europe/Berlin', 6 * hourMs)])
    expect(keptOf(text, other)).toBeNull();
  expect(keptOf(text.replace('["2.', '["1.'), series)).toBeNull();
  expect([baselineOf(text.replace('["2.', '["1.'), series), shortOf(null, series), shortOf(text, series)]).toEqual([null, null, null]);
});

test('what hours have learned and what short buckets know are texts of their own', () => {
  const { finder } = nothingKept(series);
  expect(baselineOf(baselineText(finder), series)).toEqual(finder.watch.baseline);
  const short = seriesOf('AMOUNT', 'Europe/Berlin', 300_000);
  expect(shortOf(shortText(newShort(), short), short)).toEqual(newShort());
});

test('longer buckets have what is compared slowly', () => {
  expect([nothingKept(series).slow, nothingKept(seriesOf('SHARE', 'UTC', 6 * hourMs)).slow === null]).toEqual([null, false]);
});
