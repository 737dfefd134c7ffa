import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedData, whySkipped } from '../../../test/shared-data.ts';
import { defaultLocale } from '../../format/locale.tsx';
import {
  axisTicks,
  axisWords,
  brushOf,
  inOrder,
  movedKey,
  nearestLine,
  placeAxis,
  rankRows,
  selectionOf,
  brushedRange,
} from './parallel-model.ts';
import type { Brush, Brushes, ParallelAxis } from './parallel-model.ts';

interface Trial {
  readonly rate: number | null;
  readonly kind: string | null;
  readonly loss: number | null;
}
const rate: ParallelAxis<Trial> = { key: 'rate', label: 'rate', of: (trial) => trial.rate, unit: 'number', scale: 'log' };
const kind: ParallelAxis<Trial> = { key: 'kind', label: 'kind', of: (trial) => trial.kind };
const loss: ParallelAxis<Trial> = { key: 'loss', label: 'loss', of: (trial) => trial.loss, unit: 'number' };
const trial = (value: number | null, name: string | null = 'a', result: number | null = 0): Trial => ({
  rate: value,
  kind: name,
  loss: result,
});

const anyTrial = fc.record({
  rate: fc.oneof(fc.double({ min: 1e-7, max: 10, noNaN: true }), fc.constant(null)),
  kind: fc.constantFrom('a', 'b', 'c', null),
  loss: fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(null, Number.NaN, Infinity)),
});
const anyTrials = fc.array(anyTrial, { maxLength: 60 });
const anyStretch = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));

describe('placeAxis', () => {
  test('places rows by a log, and leaves those without data out', () => {
    const axis = placeAxis([trial(1e-4), trial(null), trial(1e-2)], rate);
    expect(Array.from(axis.places)).toEqual([0, Number.NaN, 1]);
    expect([axis.missingCount, axis.scale]).toEqual([1, 'log']);
  });
  test('is linear where a log has no place for a value', () => expect(placeAxis([trial(0), trial(1e-2)], rate).scale).toBe('linear'));
  test('places choices in the middle of equal parts, in the order given', () => {
    expect(Array.from(placeAxis([trial(1, 'a'), trial(1, 'b')], { ...kind, order: ['b', 'a'] }).places)).toEqual([0.75, 0.25]);
  });
  test.each([
    [[]],
    [[trial(3)]],
    [[trial(3), trial(3)]],
    [[trial(null, null, null)]],
    [[trial(1e300, 'a', 1e-300), trial(1e-300, 'a', -1e300)]],
  ])('has a width for %j', (rows) => {
    for (const axis of [rate, kind, loss].map((one) => placeAxis(rows, one))) {
      expect(axis.domain[1]).toBeGreaterThan(axis.domain[0]);
      for (const place of axis.places) if (!Number.isNaN(place)) expect(place).toBeGreaterThanOrEqual(-1e-9);
      for (const place of axis.places) if (!Number.isNaN(place)) expect(place).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
  test('says a value as it is, and the dash for none', () => {
    const rows = [trial(0.001, 'b'), trial(null, null)];
    expect([
      axisWords(placeAxis(rows, rate), 0, defaultLocale),
      axisWords(placeAxis(rows, kind), 0, defaultLocale),
      axisWords(placeAxis(rows, kind), 1, defaultLocale),
    ]).toEqual(['0.001', 'b', '–']);
    expect(axisTicks(placeAxis(rows, kind), 4, defaultLocale)).toEqual([{ place: 0.5, label: 'b' }]);
  });
});

/** The rows that brushes select, by the plain meaning of a brush. */
function plainly(rows: readonly Trial[], brushes: Brushes): number[] {
  const holds = (value: number | string | null, brush: Brush | undefined) => {
    if (brush === undefined) return true;
    if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return false;
    return 'among' in brush ? brush.among.includes(String(value)) : Number(value) >= brush.from && Number(value) <= brush.to;
  };
  return rows.flatMap((row, place) =>
    holds(row.rate, brushes['rate']) && holds(row.kind, brushes['kind']) && holds(row.loss, brushes['loss']) ? [place] : [],
  );
}

describe('brushes', () => {
  test('combined select what a plain reading of each selects', () => {
    fc.assert(
      fc.property(anyTrials, anyStretch, anyStretch, anyStretch, (rows, one, two, three) => {
        const axes = [rate, kind, loss].map((axis) => placeAxis(rows, axis));
        const stretches = [one, two, three];
        const brushes = Object.fromEntries(
          axes.flatMap((axis, place) => {
            const brush = brushOf(axis, ...(stretches[place] as [number, number]));
            return brush === undefined ? [] : [[axis.key, brush]];
          }),
        ) as Brushes;
        const { isIn, count } = selectionOf(axes, brushes, rows.length);
        const expected = plainly(rows, brushes);
        expect(rows.flatMap((_, place) => (isIn[place] === 1 ? [place] : []))).toEqual(expected);
        expect(count).toBe(expected.length);
      }),
    );
  });
  test('come back as the stretch they were made of', () => {
    fc.assert(
      fc.property(anyStretch, ([one, other]) => {
        const axis = placeAxis([trial(1e-5), trial(1)], rate);
        const brush = brushOf(axis, one, other);
        const [low, high] = brushedRange(axis, brush);
        expect(low).toBeCloseTo(brush === undefined ? 0 : Math.min(one, other), 9);
        expect(high).toBeCloseTo(brush === undefined ? 1 : Math.max(one, other), 9);
      }),
    );
  });
  test('over the whole axis are none, so that rows without data stay', () => {
    const axis = placeAxis([trial(1e-5), trial(1)], rate);
    expect(brushOf(axis, 0, 1)).toBeUndefined();
    expect(brushOf(placeAxis([trial(1, 'a'), trial(1, 'b')], kind), 0.1, 0.9)).toBeUndefined();
  });
  test('take every choice that they touch, and at least one', () => {
    const axis = placeAxis(
      ['a', 'b', 'c'].map((name) => trial(1, name)),
      kind,
    );
    expect(brushOf(axis, 0.4, 0.9)).toEqual({ among: ['b', 'c'] });
    expect(brushOf(axis, 0.5, 0.5)).toEqual({ among: ['b'] });
    expect(brushedRange(axis, { among: ['b'] })).toEqual([1 / 3, 2 / 3]);
    expect(brushedRange(axis, { among: ['gone'] })).toEqual([0, 0]);
  });
});

test('rankRows goes from the best to the worst, and to what has no measure', () => {
  const measure = Float64Array.of(3, Number.NaN, 1, 2, 1);
  expect(Array.from(rankRows(Uint8Array.of(1, 1, 1, 0, 1), measure, 'minimise'))).toEqual([2, 4, 0, 1]);
  expect(Array.from(rankRows(Uint8Array.of(1, 1, 1, 1, 1), measure, 'maximise'))).toEqual([0, 3, 2, 4, 1]);
  expect(Array.from(rankRows(Uint8Array.of(1, 0, 1), null, 'minimise'))).toEqual([0, 2]);
});

describe('the order of axes', () => {
  test.each([
    ['b', 1, 'acb'],
    ['b', -1, 'bac'],
    ['a', -1, 'abc'],
    ['c', 9, 'abc'],
    ['x', 1, 'abc'],
  ] as const)('%s moved by %d gives %s', (key, by, expected) => {
    expect(movedKey(['a', 'b', 'c'], key, by).join('')).toBe(expected);
  });
  test('keeps axes that it does not name, behind the named ones', () => {
    expect(inOrder([{ key: 'a' }, { key: 'b' }, { key: 'new' }], ['b', 'a']).map(({ key }) => key)).toEqual(['b', 'a', 'new']);
  });
});

test('nearestLine finds a line between two axes, by its distance and not only its height', () => {
  const lines = { xs: [0, 100, 200], ys: [Float64Array.of(0, 100), Float64Array.of(100, 100), Float64Array.of(50, Number.NaN)] };
  const rows = Uint32Array.of(0, 1);
  expect(nearestLine(lines, rows, 50, 56, 8)).toBe(0);
  expect(nearestLine(lines, rows, 50, 97, 8)).toBe(1);
  expect(nearestLine(lines, rows, 50, 75, 8)).toBe(-1);
  expect(nearestLine(lines, rows, 150, 100, 8)).toBe(-1);
  expect(nearestLine({ xs: [], ys: [] }, rows, 5, 5, 8)).toBe(-1);
});

const studies = sharedData('training/made/hpo');
describe.skipIf(studies === null)(`of a real study${whySkipped(studies)}`, () => {
  interface Real {
    readonly number: number;
    readonly state: string;
    readonly value: number | null;
    readonly params: Record<string, number>;
  }
  test.each(['random', 'tpe'])(
    '%s: every finished trial has a place on every axis, and a brush on the rate leaves the ones in it',
    (name) => {
      const rows = JSON.parse(readFileSync(join(studies ?? '', `${name}.trials.json`), 'utf8')) as readonly Real[];
      const axes = Object.keys(rows[0]?.params ?? {}).map((key): ParallelAxis<Real> => ({
        key,
        label: key,
        of: (row) => row.params[key],
        unit: 'number',
        scale: key === 'learning_rate' ? 'log' : 'linear',
      }));
      const placed = [...axes, { key: 'value', label: 'loss', of: (row: Real) => row.value, unit: 'number' as const }].map((axis) =>
        placeAxis(rows, axis),
      );
      expect(
        placed.every(
          (axis) =>
            axis.missingCount ===
            rows.filter((row) => (axis.key === 'value' ? row.value === null : row.params[axis.key] === undefined)).length,
        ),
      ).toBe(true);
      expect(placed.find((axis) => axis.key === 'learning_rate')?.scale).toBe('log');
      const { isIn, count } = selectionOf(placed, { learning_rate: { from: 1e-4, to: 1e-2 } }, rows.length);
      expect(count).toBe(
        rows.filter((row) => (row.params['learning_rate'] ?? 0) >= 1e-4 && (row.params['learning_rate'] ?? 0) <= 1e-2).length,
      );
      expect(count).toBeGreaterThan(0);
      const best = rankRows(isIn, placed.at(-1)?.values ?? null, 'minimise')[0];
      expect(rows[best ?? -1]?.value).toBe(
        rows.filter((_, row) => isIn[row] === 1).reduce((least, row) => Math.min(least, row.value ?? Infinity), Infinity),
      );
    },
  );
});
