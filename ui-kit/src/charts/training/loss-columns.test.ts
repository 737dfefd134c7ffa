import { describe, expect, test } from 'vitest';
import { axesOf, lineOn, lossRuns, lossRunsOfSeries, POINT } from './loss-columns.ts';
import type { LossSplit } from './loss-columns.ts';

interface Entry {
  readonly step: number;
  readonly loss?: number | null | undefined;
  readonly split?: LossSplit;
  readonly run?: string;
  readonly at?: number | null;
  readonly epoch?: number;
  readonly norm?: number | null;
}
const of = {
  step: (entry: Entry) => entry.step,
  value: (entry: Entry) => entry.loss,
  split: (entry: Entry) => entry.split ?? 'train',
  run: (entry: Entry) => entry.run ?? '',
  time: (entry: Entry) => entry.at,
  epoch: (entry: Entry) => entry.epoch,
  gradNorm: (entry: Entry) => entry.norm,
};
const read = (entries: readonly Entry[]) => lossRuns(entries, of);

describe('lossRuns', () => {
  test('is empty for no entries', () => expect(read([])).toEqual([]));
  test('splits by run in order of appearance, and by split', () => {
    const runs = read([
      { step: 1, loss: 2, run: 'b' },
      { step: 1, loss: 3, run: 'a' },
      { step: 1, loss: 4, run: 'b', split: 'eval' },
    ]);
    expect(runs.map(({ key, train, eval: evaluation }) => [key, train?.value[0], evaluation?.value[0]])).toEqual([
      ['b', 2, 4],
      ['a', 3, undefined],
    ]);
    expect(runs[0]?.style).not.toEqual(runs[1]?.style);
  });
  test.each([
    [null, POINT.notLogged],
    [undefined, POINT.notLogged],
    [Number.NaN, POINT.nan],
    [Infinity, POINT.infinite],
    [-Infinity, POINT.negativeInfinite],
    [0, POINT.value],
    [-1, POINT.value],
  ])('a loss of %s has state %d, and is NaN in the column unless it is a number', (loss, state) => {
    const track = read([{ step: 1, loss }])[0]?.train;
    expect(track?.state[0]).toBe(state);
    expect(Number.isFinite(track?.value[0])).toBe(state === POINT.value);
  });
  test.each([
    [0, Number.NaN, POINT.masked],
    [0, Infinity, POINT.masked],
    [0, 1, POINT.value],
    [0, null, POINT.value],
    [0.1, Number.NaN, POINT.value],
  ])('a loss of %d beside a gradient norm of %s has state %d', (loss, norm, state) => {
    expect(read([{ step: 1, loss, norm }])[0]?.train?.state[0]).toBe(state);
  });
  test('of two entries of one step the later counts, but nothing never replaces something', () => {
    const track = read([
      { step: 2, loss: 20 },
      { step: 3, loss: 30 },
      { step: 2, loss: 21 },
      { step: 3, loss: null },
      { step: 1, loss: 10 },
    ])[0]?.train;
    expect(Array.from(track?.step ?? [])).toEqual([1, 2, 3]);
    expect(Array.from(track?.value ?? [])).toEqual([10, 21, 30]);
    expect(track?.replacedCount).toBe(2);
  });
  test('entries in order are kept as they are', () =>
    expect(
      read([
        { step: 1, loss: 1 },
        { step: 2, loss: 2 },
      ])[0]?.train?.replacedCount,
    ).toBe(0));
  test('an entry without a step has no place', () =>
    expect(
      read([
        { step: Number.NaN, loss: 1 },
        { step: 1, loss: 2 },
      ])[0]?.train?.value,
    ).toEqual(Float64Array.of(2)));
});

describe('axes', () => {
  test('only those are offered that some entry has', () => {
    expect(axesOf(read([{ step: 1, loss: 1 }]))).toEqual(['step']);
    expect(
      axesOf(
        read([
          { step: 1, loss: 1, at: null },
          { step: 2, loss: 1, epoch: 0.5 },
        ]),
      ),
    ).toEqual(['step', 'epoch']);
    expect(axesOf(read([{ step: 1, loss: 1, at: 5 }]))).toEqual(['step', 'relative', 'wall']);
  });
  test('relative time begins at the earlier of the first entries', () => {
    const run = read([
      { step: 1, loss: 1, at: 5000 },
      { step: 1, loss: 1, at: 4000, split: 'eval' },
    ])[0];
    expect(run?.startMs).toBe(4000);
    expect(run?.train === null || run === undefined ? null : lineOn(run.train, 'relative', run.startMs).x).toEqual(Float64Array.of(1000));
  });
  test('an entry without a place on the axis is not on it, and one out of order is put in order', () => {
    const track = read([
      { step: 1, loss: 1, at: 30 },
      { step: 2, loss: 2, at: null },
      { step: 3, loss: 3, at: 10 },
    ])[0]?.train;
    if (track === null || track === undefined) throw new Error('no track');
    expect(lineOn(track, 'wall', 0)).toEqual({
      x: Float64Array.of(10, 30),
      step: Float64Array.of(3, 1),
      value: Float64Array.of(3, 1),
      state: Uint8Array.of(0, 0),
    });
    expect(lineOn(track, 'step', 0).value).toBe(track.value);
    expect(lineOn(track, 'tokens', 0).x).toHaveLength(0);
  });
});

describe('lossRunsOfSeries', () => {
  const step = Float64Array.of(1, 2, 3);
  test('says the same as rows do', () => {
    const entries: Entry[] = [
      { step: 1, loss: 3, run: 'a', at: 1000, norm: 1 },
      { step: 3, loss: 0, run: 'a', at: 3000, norm: Number.NaN },
      { step: 2, loss: Infinity, run: 'a', at: 2000, norm: 1 },
      { step: 2, loss: 4, run: 'a', at: 2500, split: 'eval' },
    ];
    expect(
      lossRunsOfSeries([
        { run: 'a', split: 'train', step: [1, 3, 2], value: [3, 0, Infinity], timeMs: [1000, 3000, 2000], gradNorm: [1, Number.NaN, 1] },
        { run: 'a', split: 'eval', step: [2], value: [4], timeMs: [2500] },
      ]),
    ).toEqual(read(entries));
  });
  test('copies no column that is in order and all numbers', () => {
    const value = Float64Array.of(3, 2, 1);
    const [run] = lossRunsOfSeries([{ split: 'train', step, value }]);
    expect(run?.train?.step).toBe(step);
    expect(run?.train?.value).toBe(value);
  });
  test('never changes what it was given', () => {
    const value = Float64Array.of(3, Infinity, 1);
    expect(lossRunsOfSeries([{ split: 'train', step, value }])[0]?.train?.value).toEqual(Float64Array.of(3, Number.NaN, 1));
    expect(value[1]).toBe(Infinity);
  });
  test('refuses columns of different lengths, and says which', () => {
    expect(() => lossRunsOfSeries([{ run: 'r1', split: 'eval', step, value: [1, 2, 3], tokens: [1] }])).toThrow(
      'eval of run “r1”: tokens has 1 values, step has 3.',
    );
  });
});
