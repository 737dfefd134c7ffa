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
  byDetail: [],
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
  expect(sentence).toMatch(
    /^No day, source, environment, channel, model, client or attribute stands out: look at what holds for all units of a variant/,
  );
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

test('units of a variant of weight 0 are listed and are a mismatch, also where all others fit', () => {
  const stray: Row[] = [
    { dimension: 'DAY', value: '2026-11-01', variant: 'c', n: 7 },
    { dimension: 'SOURCE', value: 'ANSWER', variant: 'c', n: 5 },
    { dimension: 'OUTCOME', value: 'error', variant: 'c', n: 2 },
  ];
  const three = { variants: [...variants, { key: 'c', weight: 0 }] };
  const fitting = rows('DAY', { '2026-11-01': [1_000, 1_003] });
  expect(healthOf(counted(fitting, three))).toMatchObject({
    isMismatch: false,
    sentence: null,
    byVariant: [{}, {}, { variant: 'c', n: 0 }],
  });
  const found = healthOf(counted([...fitting, ...stray], three));
  expect(found).toMatchObject({ isMismatch: true, pValue: 0, causes: [] });
  expect(found.byVariant[2]).toEqual({ variant: 'c', n: 7, answeredUnits: 2, errorUnits: 2 });
  expect(found.sentence).toMatch(
    /^Variant c has the weight 0, and 7 of its units count \(2 by a reported exposure, 5 by an answer that names it\): look at/,
  );
  // Where the others do not fit either, both are said.
  const both = healthOf(counted([...rows('DAY', { '2026-11-01': [1_000, 700], '2026-11-02': [1_000, 1_010] }), ...stray], three));
  expect(both.causes[0]).toMatchObject({ dimension: 'DAY', value: '2026-11-01' });
  expect(both.sentence).toMatch(/^Variant c has the weight 0.* Most likely cause: of units first exposed on 2026-11-01/);
});

test('attributes and clients of exposures are causes, with those that name none as a value; an attribute of many values is none', () => {
  const fewer = rows('DAY', { '2026-11-01': [2_000, 1_700] });
  const detail = (name: string | null, values: Readonly<Record<string, readonly [number, number]>>) =>
    Object.entries(values).flatMap(([value, [a, b]]) => [
      { name, value, variant: 'a', n: a },
      { name, value, variant: 'b', n: b },
    ]);
  const ids = Array.from({ length: 101 }, (_, nth) => ({ name: 'id', value: `u${nth}`, variant: 'a', n: 1 }));
  const byDetail = [
    ...detail(null, { 'flags-client/1': [1_500, 1_500], 'flags-client/0.9': [500, 200] }),
    ...detail('country', { DE: [900, 640], FR: [600, 590] }),
    ...ids,
  ];
  const { causes, sentence } = healthOf(counted(fewer, { byDetail }));
  expect(causes.map(({ dimension, attribute, value, explains }) => [dimension, attribute, value, explains])).toEqual([
    ['CLIENT', null, 'flags-client/0.9', true],
    ['ATTRIBUTE', 'country', 'DE', true],
  ]);
  expect(causes[0]?.counts.map(({ n }) => n)).toEqual([500, 200]);
  // Five values were looked at, this one after another: the only day says nothing that the whole does not, and each unit names a client.
  expect(causes[1]?.pValue).toBeCloseTo(4 * pOf(900, 640), 12);
  expect(sentence).toMatch(/^Most likely cause: of units of the client flags-client\/0\.9, variant b has 200 units of 350 expected/);
  expect(causes[1]?.sentence).toMatch(
    /^Of units whose country is DE, variant b has 640 units of 770 expected \(17 % fewer\)\. Without them .* Look at what is done for these/,
  );
});
