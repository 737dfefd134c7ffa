import { describe, expect, test } from 'vitest';
import { createLineStream } from '../lines/line-stream.ts';
import { lossRunsOfSeries, POINT } from './loss-columns.ts';
import { lossKeyOf, streamedSeries } from './loss-stream.ts';

describe('a stream of curves', () => {
  test.each([
    ['train', { split: 'train' }],
    ['eval', { split: 'eval' }],
    ['r8/train', { run: 'r8', split: 'train' }],
    ['org/r8/eval', { run: 'org/r8', split: 'eval' }],
    ['r8', { run: 'r8', split: 'train' }],
    ['org/r8', { run: 'org/r8', split: 'train' }],
    ['', { run: '', split: 'train' }],
  ])('“%s” is %o', (key, known) => expect(lossKeyOf(key)).toEqual(known));

  test('is read as runs: NaN is a value that is no number, a series without points is no curve', () => {
    const stream = createLineStream(['a/train', 'a/eval', 'b/train'], { hasInvalid: true });
    stream.append('a/train', [1, 2, 3], [3, Number.NaN, -Infinity]);
    stream.append('b/train', [5], [0.5]);
    const runs = lossRunsOfSeries(streamedSeries(stream, lossKeyOf));
    expect(runs.map(({ key, train, eval: evaluation }) => [key, train?.step.length, evaluation])).toEqual([
      ['a', 3, null],
      ['b', 1, null],
    ]);
    expect(Array.from(runs[0]?.train?.state ?? [])).toEqual([POINT.value, POINT.nan, POINT.negativeInfinite]);
  });
  test('the columns are views of the stream: nothing is copied of a run without invalid values', () => {
    const stream = createLineStream();
    stream.append('train', [1, 2], [3, 2]);
    const [read] = stream.read();
    const [run] = lossRunsOfSeries(streamedSeries(stream, lossKeyOf));
    expect(run?.train?.value.buffer).toBe(read?.y.buffer);
  });
});
