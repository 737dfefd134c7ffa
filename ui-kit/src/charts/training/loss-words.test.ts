import { expect, test } from 'vitest';
import { defaultLocale } from '../../format/locale.tsx';
import { lossRunsOfSeries } from './loss-columns.ts';
import { drawnTracks, loggedTracks } from './loss-lines.ts';
import { lossRows } from './loss-words.ts';

/** Two runs whose points stand at other steps, as they do after a reduction. */
const tracks = drawnTracks(
  loggedTracks(
    lossRunsOfSeries([
      { run: 'a', split: 'train' as const, step: [0, 10, 20, 30], value: [4, 3, 2, 1] },
      { run: 'b', split: 'train' as const, step: [5, 6, 25], value: [8, 7, 6] },
    ]),
    'step',
  ),
  { smoothing: 0, smoothingKind: 'ema', smoothBy: 'point' },
  30,
);
const rowsAt = (at: number) =>
  lossRows(tracks, at, { label: 'Loss', unit: 'number', goal: 'lower' }, false, defaultLocale).map(
    ({ label, value }) => `${label}: ${value}`,
  );

test('of several runs each is read at a step: the last entry before it, named by its step, where it has none there', () => {
  expect(rowsAt(10)).toEqual(['a train: 3', 'b train: 7']);
  expect(rowsAt(14)).toEqual(['a train: 3', 'b train: 7']);
  expect(rowsAt(40)).toEqual(['a train, step 30: 1', 'b train, step 25: 6']);
});

test('a run that has not begun says nothing', () => {
  expect(rowsAt(0)).toEqual(['a train: 4']);
});
