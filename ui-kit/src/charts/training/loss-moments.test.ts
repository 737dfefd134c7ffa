import { describe, expect, test } from 'vitest';
import { defaultLocale } from '../../format/locale.tsx';
import { lossRunsOfSeries } from './loss-columns.ts';
import { loggedTracks } from './loss-lines.ts';
import { momentsOf } from './loss-moments.ts';
import type { MomentOptions } from './loss-moments.ts';

const step = [100, 200, 300, 400];
const tracks = (...runs: readonly (readonly [run: string, ...values: readonly number[]])[]) =>
  loggedTracks(
    lossRunsOfSeries(
      runs.flatMap(([run, ...values]) => [
        { run, split: 'train' as const, step, value: [4, 3, 2, 1] },
        { run, split: 'eval' as const, step, value: values },
      ]),
    ),
    'step',
  );
const options: MomentOptions = {
  changes: [],
  checkpoints: [],
  marks: [],
  patience: { evaluations: 2 },
  measure: { label: 'Loss', unit: 'number', goal: 'lower' },
  isAlone: true,
  locale: defaultLocale,
};

describe('momentsOf', () => {
  test('marks stand at their steps, between entries too, and stretches are cut to the steps that are there', () =>
    expect(
      momentsOf(tracks(['a', 3, 2, 2.5, 2.4]), {
        ...options,
        patience: undefined,
        marks: [
          { step: 250, label: 'restart' },
          { step: 50, toStep: 9_999, label: 'overfitting', tone: 'warn' },
          { step: 401, label: 'beyond' },
        ],
      }).annotations,
    ).toEqual([
      { at: 250, label: 'restart', tone: undefined },
      { at: 100, to: 400, label: 'overfitting', tone: 'warn' },
    ]));
  test('nothing has no moments', () =>
    expect(momentsOf([], options)).toMatchObject({ annotations: [], bests: [], patienceNotes: [], stopX: undefined }));
  test('of one run patience is named and shaded, and where it ended', () => {
    const found = momentsOf(tracks(['a', 3, 2, 2.5, 2.4]), options);
    expect(found.patienceNotes.map(({ text }) => text)).toEqual([
      'No gain in 2 evaluations since step 200: patience ended, early stop at step 400',
    ]);
    expect(found.annotations).toEqual([{ at: 200, to: 400, tone: 'warn', label: 'early stop, patience 2 of 2' }]);
    expect(found.stopX).toBe(400);
    expect(found.at.get(400)).toEqual(['early stop']);
    expect(found.bests.map(({ place, text }) => [place, text])).toEqual([[1, 'best 2']]);
  });
  test('of several each is named, none that gains, and nothing is shaded', () => {
    const found = momentsOf(tracks(['a', 3, 2, 2.5, 2.4], ['b', 3, 2, 1, 1.5], ['c', 4, 3, 2, 1]), { ...options, isAlone: false });
    expect(found.patienceNotes.map(({ text }) => text)).toEqual([
      'a: no gain in 2 evaluations since step 200: patience ended, early stop at step 400',
      'b: no gain in 1 evaluation since step 300 (patience 2)',
    ]);
    expect(found.annotations).toEqual([]);
    expect(found.stopX).toBeUndefined();
    expect(found.at.get(400)).toEqual(['best c eval', 'early stop of a']);
  });
  test('of several with one left on, that one is shaded', () => {
    const all = tracks(['a', 3, 2, 2.5, 2.4], ['b', 3, 2, 1, 1.5]);
    expect(
      momentsOf(
        all.filter(({ run }) => run.key === 'b'),
        { ...options, isAlone: false },
      ).annotations,
    ).toEqual([{ at: 300, to: 400, tone: 'warn', label: 'patience 1 of 2' }]);
  });
  test('without patience nothing is shown of it', () =>
    expect(momentsOf(tracks(['a', 3, 2, 2.5, 2.4]), { ...options, patience: undefined }).patienceNotes).toEqual([]));
});
