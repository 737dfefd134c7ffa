import type { LineStream } from '../lines/line-stream.ts';
import type { LossSeries, LossSplit } from './loss-columns.ts';

/** Which curve a series of a stream is. */
export interface LossStreamKey {
  /** Which run; without it there is one. */
  readonly run?: string | undefined;
  readonly split: LossSplit;
}

/** `train` and `eval`; of several runs `r8/train` and `r8/eval`. Another key is the training of a run of that name. */
export function lossKeyOf(key: string): LossStreamKey {
  const cut = key.lastIndexOf('/');
  const split = key.slice(cut + 1);
  if (split !== 'train' && split !== 'eval') return { run: key, split: 'train' };
  return cut < 0 ? { split } : { run: key.slice(0, cut), split };
}

/** What a stream holds now, as columns along the steps; series that have not begun are left out. */
export function streamedSeries(stream: LineStream, keyOf: (key: string) => LossStreamKey): LossSeries[] {
  return stream
    .read()
    .filter(({ x }) => x.length > 0)
    .map(({ key, x, y }) => ({ ...keyOf(key), step: x, value: y }));
}
