import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedData, whySkipped } from '../../../test/shared-data.ts';
import { defaultLocale } from '../../format/locale.tsx';
import { binRows, cutOf } from './hyperparameter-heatmap-model.ts';
import type { Cutting } from './hyperparameter-heatmap-model.ts';

const cut = (values: readonly (number | string | null)[], cutting?: Cutting) => cutOf(values, { cutting, unit: 'number' }, defaultLocale);

describe('cutOf', () => {
  const above = fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
  const any = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
  test.each([
    ['linear', any],
    ['decades', above],
  ] as const)('puts every number into the one %s stretch that holds it', (cutting, numbers) => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { edges, placeOf, labels } = cut(values, cutting);
        expect(edges).toHaveLength(labels.length + 1);
        for (const value of values) {
          const place = placeOf(value);
          const isLast = place === labels.length - 1;
          expect(value).toBeGreaterThanOrEqual(edges?.[place] ?? Infinity);
          if (isLast) expect(value).toBeLessThanOrEqual(edges?.[place + 1] ?? -Infinity);
          else expect(value).toBeLessThan(edges?.[place + 1] ?? -Infinity);
        }
      }),
    );
  });
  test('has no stretch at either end without a value in it', () => {
    fc.assert(
      fc.property(above, (values) => {
        const { labels, placeOf } = cut(values, 'decades');
        const places = values.map(placeOf);
        expect(Math.min(...places)).toBe(0);
        expect(Math.max(...places)).toBe(labels.length - 1);
      }),
    );
  });
  test('lets few numbers and all words stand as they are', () => {
    expect(cut([16, 4, 8, 4]).labels).toEqual(['4', '8', '16']);
    expect(cut(['adam', 'sgd', 'adam'])).toMatchObject({ cutting: 'each', labels: ['adam', 'sgd'] });
    expect(cut(['auto', 2]).labels).toEqual(['2', 'auto']);
  });
  test('goes by decades where values are far apart, all above 0', () => {
    const rates = Array.from({ length: 20 }, (_, place) => 10 ** (-5 + place / 5));
    expect(cut(rates).cutting).toBe('decades');
    expect(cut([0, ...rates]).cutting).toBe('linear');
    expect(cut(rates).labels[0]).toBe('1e−5–3e−5');
  });
  test('tells near numbers apart', () => {
    expect(new Set(cut([0.123451, 0.123452]).labels).size).toBe(2);
    fc.assert(
      fc.property(any, (values) => {
        const { labels } = cut(values);
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });
  test('has no column for what is absent', () => {
    const { placeOf, labels } = cut([null, Number.NaN, Infinity]);
    expect(labels).toEqual([]);
    expect([null, undefined, Number.NaN, 3, 'x'].map(placeOf)).toEqual([-1, -1, -1, -1, -1]);
  });
  test.each([[[0, 5e-324]], [[1e6, 1e6 + 2e-10]], [[-7, -7]], [[0, 0]]])(
    'has one stretch that holds %j, too near to tell apart',
    (values) => {
      const { edges, placeOf } = cut(values, 'linear');
      for (const value of values) expect(edges?.[placeOf(value)] ?? Infinity).toBeLessThanOrEqual(value);
    },
  );
  test('has a stretch for a single number', () => expect(cut([3], 'linear').placeOf(3)).toBeGreaterThanOrEqual(0));
});

interface Trial {
  readonly rate: number | null;
  readonly kind: string;
  readonly loss: number | null;
}
const of = { x: (trial: Trial) => trial.rate, y: (trial: Trial) => trial.kind, metric: (trial: Trial) => trial.loss };
const trials = fc.array(
  fc.record({
    rate: fc.oneof({ weight: 8, arbitrary: fc.double({ min: 1e-6, max: 1, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(null) }),
    kind: fc.constantFrom('a', 'b', 'c'),
    loss: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: -50, max: 50 }) },
      { weight: 1, arbitrary: fc.constantFrom(null, Number.NaN) },
    ),
  }),
  { maxLength: 80 },
);
const cutsOf = (rows: readonly Trial[]) => ({ x: cut(rows.map(of.x)), y: cut(rows.map(of.y)) });

describe('binRows', () => {
  test.each(['minimise', 'maximise'] as const)('tells count, mean and best of each cell as a plain reading does, %s', (goal) => {
    fc.assert(
      fc.property(trials, (rows) => {
        const cuts = cutsOf(rows);
        const read = (aggregate: 'best' | 'mean' | 'count') => binRows(rows, of, cuts, { aggregate, goal, fewest: 3 });
        const inCell = (x: string, y: string) =>
          rows.filter((row) => row.kind === y && row.rate !== null && cuts.x.labels[cuts.x.placeOf(row.rate)] === x);
        let seen = 0;
        for (const cell of read('best').cells) {
          const here = inCell(cell.x, cell.y);
          seen += here.length;
          const losses = here.map((row) => row.loss).filter((loss): loss is number => loss !== null && !Number.isNaN(loss));
          expect([cell.n, cell.withoutCount]).toEqual([losses.length, here.length - losses.length]);
          expect(cell.value).toBe(losses.length === 0 ? null : goal === 'minimise' ? Math.min(...losses) : Math.max(...losses));
          if (losses.length > 0) expect(cell.row.loss).toBe(cell.value);
          const mean = read('mean').cells.find((other) => other.x === cell.x && other.y === cell.y)?.value;
          if (losses.length > 0) expect(mean).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / losses.length, 9);
          expect(read('count').cells.find((other) => other.x === cell.x && other.y === cell.y)?.value).toBe(here.length);
        }
        expect(seen + read('best').leftOutCount).toBe(rows.length);
        expect(read('best').leftOutCount).toBe(rows.filter((row) => row.rate === null).length);
      }),
      { numRuns: 60 },
    );
  });
  test('calls a mean of few rows best only where no other stands on more', () => {
    const row = (kind: string, loss: number): Trial => ({ rate: 1, kind, loss });
    const rows = [row('lucky', 1), row('firm', 2), row('firm', 2), row('firm', 2)];
    expect(binRows(rows, of, cutsOf(rows), { aggregate: 'mean', goal: 'minimise', fewest: 3 }).best?.y).toBe('firm');
    expect(binRows(rows, of, cutsOf(rows), { aggregate: 'best', goal: 'minimise', fewest: 3 }).best?.y).toBe('lucky');
    expect(binRows(rows.slice(0, 2), of, cutsOf(rows), { aggregate: 'mean', goal: 'minimise', fewest: 3 }).best?.y).toBe('lucky');
  });
  test('has no best of nothing', () =>
    expect(binRows([], of, cutsOf([]), { aggregate: 'best', goal: 'minimise', fewest: 3 })).toMatchObject({ cells: [], best: null }));
});

const studies = sharedData('training/made/hpo');
describe.skipIf(studies === null)(`of a real study${whySkipped(studies)}`, () => {
  test.each(['random', 'tpe'])('%s: every trial is in a cell, and the best cell holds the best trial', (name) => {
    const rows = JSON.parse(readFileSync(join(studies ?? '', `${name}.trials.json`), 'utf8')) as {
      readonly value: number | null;
      readonly params: Record<string, number>;
    }[];
    const read = {
      x: (row: (typeof rows)[number]) => row.params['learning_rate'],
      y: (row: (typeof rows)[number]) => row.params['batch_size'],
      metric: (row: (typeof rows)[number]) => row.value,
    };
    const binned = binRows(
      rows,
      read,
      { x: cut(rows.map((row) => read.x(row) ?? null)), y: cut(rows.map((row) => read.y(row) ?? null)) },
      { aggregate: 'best', goal: 'minimise', fewest: 3 },
    );
    expect(binned.leftOutCount).toBe(0);
    expect(binned.cells.reduce((sum, cell) => sum + cell.n + cell.withoutCount, 0)).toBe(rows.length);
    expect(binned.yLabels).toEqual(
      [...new Set(rows.map((row) => row.params['batch_size'] as number))].sort((one, other) => other - one).map(String),
    );
    expect(binned.best?.value).toBe(rows.reduce((least, row) => Math.min(least, row.value ?? Infinity), Infinity));
  });
});
