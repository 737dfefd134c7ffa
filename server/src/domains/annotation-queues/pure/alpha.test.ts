import { describe, expect, test } from 'vitest';
import { alphaOf, tallyOf, type AgreementLevel, type Pattern } from './alpha.ts';
import { alphaInterval } from './bootstrap.ts';

/** Values by judge, an underscore where there is none; one item a column. */
function patternsOf(...judges: readonly string[]): Pattern[] {
  const rows = judges.map((judge) => judge.split(' '));
  return (rows[0] as string[]).map((_value, item) => ({
    values: rows.map((row) => row[item] as string).filter((value) => value !== '_'),
    count: 1,
  }));
}
const alpha = (patterns: readonly Pattern[], level: AgreementLevel) => alphaOf(tallyOf(patterns, level), level).alpha;

/** Four observers of twelve units, with missing values: Krippendorff (2011), "Computing Krippendorff's alpha-reliability". */
const paper = patternsOf('1 2 3 3 2 1 4 1 2 _ _ _', '1 2 3 3 2 2 4 1 2 5 _ 3', '_ 3 3 3 2 3 4 2 2 5 1 _', '1 2 3 3 2 4 4 1 2 5 1 _');
const binary = patternsOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0');
const tied = patternsOf('1 1 2 2 5 5 3', '1 2 2 1 5 4 3');
const three = patternsOf('5 4 _ 2 1 3 _ 4', '5 3 2 2 1 _ 4 4', '4 4 2 1 2 3 5 _');
const opposed = patternsOf('1 5 1 5', '5 1 5 1');

describe("Krippendorff's alpha", () => {
  // The values are those of the Python package krippendorff 0.9.0; of `paper` and `binary` the paper prints the first digits.
  test.each<[string, Pattern[], number, number, number]>([
    ["of the paper's four observers", paper, 0.743421052631579, 0.8153875037548814, 0.8491071428571428],
    ["of the paper's binary data", binary, 0.09523809523809534, 0.09523809523809534, 0.09523809523809534],
    ['of tied ratings', tied, 0.48, 0.8445182724252491, 0.9107551487414187],
    ['of three judges who left some out', three, 0.39102564102564097, 0.8604711005542359, 0.8640915593705294],
    ['of two who always say the opposite', opposed, -0.75, -0.75, -0.75],
    ['of two who always agree', patternsOf('1 2 3 4 5', '1 2 3 4 5'), 1, 1, 1],
  ])('%s', (_claim, patterns, nominal, ordinal, interval) => {
    expect(alpha(patterns, 'NOMINAL')).toBeCloseTo(nominal, 12);
    expect(alpha(patterns, 'ORDINAL')).toBeCloseTo(ordinal, 12);
    expect(alpha(patterns, 'INTERVAL')).toBeCloseTo(interval, 12);
  });

  test.each<[string, Pattern[]]>([
    ['nothing was judged', []],
    ['each item was judged once', patternsOf('1 2 3')],
    ['all values are the same', patternsOf('3 3 3', '3 3 3')],
  ])('is null where %s', (_claim, patterns) => expect(alpha(patterns, 'NOMINAL')).toBeNull());

  test('counts items of the same values together, and leaves out those with one', () => {
    const many = paper.flatMap(({ values }) => Array.from({ length: 3 }, () => ({ values, count: 1 })));
    const counted = paper.map(({ values }) => ({ values, count: 3 }));
    expect(alpha(counted, 'ORDINAL')).toBe(alpha(many, 'ORDINAL'));
    expect(alphaOf(tallyOf(paper, 'NOMINAL'), 'NOMINAL')).toMatchObject({ messageCount: 11, valueCount: 40 });
  });
});

describe('its interval', () => {
  const interval = (patterns: readonly Pattern[]) => alphaInterval(tallyOf(patterns, 'NOMINAL'), 'NOMINAL');

  test('is the same each time, and has alpha in it', () => {
    const found = interval(paper);
    expect(found).toEqual(interval(paper));
    expect(found?.low).toBeLessThan(0.7434);
    expect(found?.high).toBeGreaterThan(0.7434);
    expect(found?.high).toBeLessThanOrEqual(1);
  });

  test('narrows with the number of items, drawn one by one or by their patterns', () => {
    const times = (count: number) => interval(paper.map(({ values }) => ({ values, count })));
    const width = (count: number) => (times(count)?.high ?? 0) - (times(count)?.low ?? 0);
    // 1,100 items are drawn; of 4,400 how often each pattern is.
    expect(width(100) / width(1)).toBeCloseTo(0.1, 1);
    expect(width(400) / width(100)).toBeCloseTo(0.5, 1);
    expect(times(400)?.low).toBeLessThan(0.7434);
    expect(times(400)?.high).toBeGreaterThan(0.7434);
  });

  test('is a point where all agree, and null for one item or one value', () => {
    expect(interval(patternsOf('1 2 3 4 5', '1 2 3 4 5'))).toEqual({ low: 1, high: 1 });
    expect(interval(patternsOf('1', '2'))).toBeNull();
    expect(interval(patternsOf('3 3', '3 3'))).toBeNull();
  });
});
