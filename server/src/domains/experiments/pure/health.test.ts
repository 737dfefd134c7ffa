import { expect, test } from 'vitest';
import { chiSquareAbove } from '../../../platform/statistics/distributions/gamma.ts';
import { healthOf, type CountedUnits } from './health.ts';

const variants = [
  { key: 'a', weight: 0.5 },
  { key: 'b', weight: 0.5 },
];
type Row = CountedUnits['byValue'][number];
const rows = (dimension: Row['dimension'], counts: Readonly<Record<string, readonly [number, number]>>): Row[] =>
  Object.entries(counts).flatMap(([value, [a, b]]) => [
    { dimension, value, variant: 'a', n: a },
    { dimension, value, variant: 'b', n: b },
  ]);
const counted = (byValue: readonly Row[], change: Partial<CountedUnits> = {}): CountedUnits => ({
  variants,
  byValue,
  several: [],
  clamped: [],
  forced: [],
  early: [],
  unknown: [],
  ...change,
});
/** The second computation, of two equal weights. */
const pOf = (a: number, b: number): number => chiSquareAbove((a - b) ** 2 / (a + b), 1);

test('a day that loses units of one variant is named as the cause, with the corrected p-value', () => {
  const days = {
    '2026-11-01': [1_000, 1_012],
    '2026-11-02': [990, 1_003],
    '2026-11-03': [1_008, 640],
    '2026-11-04': [1_001, 995],
  } as const;
  const environments = { production: [3_700, 3_380], staging: [299, 270] } as const;
  const { isMismatch, pValue, causes, sentence } = healthOf(counted([...rows('DAY', days), ...rows('ENVIRONMENT', environments)]));
  expect(isMismatch).toBe(true);
  expect(pValue).toBeCloseTo(pOf(3_999, 3_650), 12);
  const [first] = causes;
  expect(first).toMatchObject({
    dimension: 'DAY',
    value: '2026-11-03',
    missingFrom: 'b',
    explains: true,
    counts: [
      { n: 1_008, expected: 824 },
      { n: 640, expected: 824 },
    ],
  });
  // Six values were looked at; this one has the least p-value.
  expect(first?.pValue).toBeCloseTo(6 * pOf(1_008, 640), 20);
  expect(first?.restPValue).toBeCloseTo(pOf(2_991, 3_010), 12);
  expect(first?.missingShare).toBeCloseTo(1 - 640 / 824, 12);
  // Production does not fit either, and explains nothing: staging has the same mix.
  expect(causes.slice(1)).toMatchObject([{ dimension: 'ENVIRONMENT', value: 'production', explains: false }]);
  expect(sentence).toMatch(
    /^Most likely cause: of units first exposed on 2026-11-03 \(UTC\), variant b has 640 units of 824 expected \(22 % fewer\)\. Without them the units fit the weights \(p = 0\.81\)\. Look at what was released/,
  );
});

test('a mismatch that is everywhere is explained by no value', () => {
  const days = { '2026-11-01': [1_000, 880], '2026-11-02': [1_000, 880], '2026-11-03': [1_000, 880] } as const;
  const { causes, sentence } = healthOf(counted(rows('DAY', days)));
  expect(causes).toEqual([]);
  expect(sentence).toMatch(/^No day, environment, channel, model or source stands out: look at what holds for all units of a variant/);
  const { causes: strong, sentence: general } = healthOf(counted(rows('DAY', { '2026-11-01': [1_000, 700], '2026-11-02': [1_000, 700] })));
  expect(strong.map(({ explains }) => explains)).toEqual([false, false]);
  expect(general).toMatch(/^Values of day do not fit by themselves, and none explains the mismatch alone\. So look at what holds/);
});

test('a variant whose units lack answers, fail more, or were forced away is listed as such', () => {
  const found = healthOf(
    counted([...rows('DAY', { '2026-11-01': [2_000, 1_600] }), ...rows('OUTCOME', { answered: [1_700, 700], error: [20, 180] })], {
      forced: [
        { variant: 'a', n: 3 },
        { variant: 'b', n: 90 },
      ],
    }),
  );
  expect(found.byVariant).toEqual([
    { variant: 'a', n: 2_000, answeredUnits: 1_720, errorUnits: 20 },
    { variant: 'b', n: 1_600, answeredUnits: 880, errorUnits: 180 },
  ]);
  const by = Object.fromEntries(found.causes.map((cause) => [cause.dimension, cause]));
  // 2,600 of 3,600 units are answered: of a 1,444.4, of b 1,155.6 are expected.
  const share = 2_600 / 3_600;
  const chi = [
    [1_720, 2_000 * share],
    [280, 2_000 * (1 - share)],
    [880, 1_600 * share],
    [720, 1_600 * (1 - share)],
  ].reduce((sum, [n = 0, expected = 1]) => sum + (n - expected) ** 2 / expected, 0);
  expect(by['ANSWERED']).toMatchObject({
    missingFrom: 'b',
    chiSquare: expect.closeTo(chi, 9),
    missingShare: expect.closeTo(1 - 880 / (1_600 * share), 12),
  });
  expect(by['ERROR']).toMatchObject({ missingFrom: 'a', explains: false });
  expect(by['FORCED']).toMatchObject({
    missingFrom: 'a',
    counts: [
      { n: 3, expected: 46.5 },
      { n: 90, expected: 46.5 },
    ],
  });
});

test('units that fit are not searched for causes; without units there is no p-value', () => {
  const uneven = rows('DAY', { '2026-11-01': [900, 700], '2026-11-02': [700, 900] });
  expect(healthOf(counted(uneven))).toMatchObject({ isMismatch: false, causes: [], sentence: null, pValue: 1 });
  expect(healthOf(counted([]))).toMatchObject({ isMismatch: false, pValue: null, severalUnits: 0 });
  const several = [{ variants: ['a', 'b'], n: 7 }];
  expect(healthOf(counted(uneven, { several }))).toMatchObject({ severalUnits: 7, several });
});
