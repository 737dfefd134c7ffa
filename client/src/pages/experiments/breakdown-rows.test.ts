import { expect, test } from 'vitest';
import { evennessSentences, liftPoints, noveltySentences, segmentRows } from './breakdown-rows.ts';
import type { Lifts, Novelty, Segments } from './breakdown-rows.ts';
import { testRows } from './test-rows.ts';

const part = (change: object) => ({
  __typename: 'ExperimentPartResult' as const,
  variant: 'b',
  n: 60,
  baseN: 60,
  value: 1,
  baseValue: 1,
  lift: 0.1,
  low: 0,
  high: 0.2,
  pValue: 0.04,
  problem: null,
  ...change,
});

/** With usual spaces before units. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test('the band of a variant begins with the first day of enough units in both, or with all where none has', () => {
  const lifts = [10, 49, 50, 80].map((n, day) => ({
    at: `2026-11-0${day + 1}T00:00:00Z`,
    variants: [part({ n, baseN: n + 5 }), part({ variant: 'c', n: 1 })],
  }));
  expect(liftPoints(lifts as unknown as Lifts, 'b').map(({ n }) => n)).toEqual([50, 80]);
  expect(liftPoints(lifts as unknown as Lifts, 'c').length).toBe(4);
  expect(liftPoints(lifts as unknown as Lifts, 'd')).toEqual([]);
});

test('what the first days of units show is a sentence for each variant', () => {
  const novelty = {
    byDay: [],
    variants: [
      { variant: 'b', early: 0.2, late: 0.05, pValue: 0.0004, trend: 'FADING', problem: null },
      { variant: 'c', early: null, late: null, pValue: null, trend: null, problem: 'TOO_FEW_UNITS' },
    ],
  } as unknown as Novelty;
  expect(noveltySentences(novelty).map(plain)).toEqual([
    'b: +20.0 % in the first three days of a unit, +5.0 % after (p = 4.0e-4). It fades, as the effect of a novelty does: what is left is that of later days.',
    'c: no unit is known for longer than three days.',
  ]);
  const even = { __typename: 'ExperimentEvenness' as const, variant: 'b', pValue: 0.3, unevenShare: 0, isUneven: false, problem: null };
  expect(evennessSentences([even, { ...even, pValue: null, unevenShare: null }], 'segments').map(plain)).toEqual([
    'b: nothing shows that the effect differs between segments (p = 0.300, 0 % of the spread is more than chance).',
    'b: too few segments have numbers.',
  ]);
});

test('a segment without a name is named, and one without numbers keeps its reason', () => {
  const segments = {
    segments: [{ segment: '', unitCount: 2, variants: [part({ lift: null, low: null, high: null, problem: 'NO_UNITS' })] }],
  } as unknown as Segments;
  expect(segmentRows(segments)).toMatchObject([{ part: 'none known', lift: null, problem: 'NO_UNITS' }]);
});

test('other tests have intervals as a share of the base, with the one that decides marked, and ranks of their variant', () => {
  const variant = (change: object) => ({
    variant: 'a',
    isBase: true,
    value: 4,
    lift: null,
    pValue: null,
    sequentialPValue: null,
    isAdjusted: false,
    adjusted: null,
    unadjusted: null,
    problem: null,
    ...change,
  });
  const rows = testRows({
    metrics: [
      {
        metric: 'tokens',
        name: 'Tokens per unit',
        variants: [
          variant({}),
          variant({
            variant: 'b',
            isBase: false,
            lift: 0.25,
            pValue: 0.01,
            sequentialPValue: 0.2,
            isAdjusted: true,
            adjusted: { lift: 0.2, differenceLow: -1, differenceHigh: 2, varianceSavedShare: 0.4 },
            unadjusted: { lift: 0.25, differenceLow: -2, differenceHigh: 4 },
          }),
          variant({ variant: 'c', isBase: false, problem: 'NO_UNITS' }),
        ],
        ranks: [{ variant: 'b', chanceOfMore: 0.55, pValue: 0.03, problem: null }],
      },
    ],
  } as unknown as Parameters<typeof testRows>[0]);
  expect(rows).toMatchObject([
    {
      variant: 'b',
      adjustedLift: 0.2,
      adjusted: '+20.0\u00a0% (−25.0\u00a0% to +50.0\u00a0%), decides',
      plain: '+25.0\u00a0% (−50.0\u00a0% to +100\u00a0%)',
      savedShare: 0.4,
      chanceOfMore: 0.55,
      rankPValue: 0.03,
    },
    { variant: 'c', adjusted: '', plain: '', chanceOfMore: null, problem: 'no units yet' },
  ]);
});
