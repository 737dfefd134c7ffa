import { newWatch, scored } from '../../../server/src/domains/signals/pure/detect/score.ts';
import type { Series } from '../../../server/src/domains/signals/pure/detect/point.ts';
import type { NabFile } from './corpus.ts';

/** The usual distance of the first rows; of all files nothing else is set. */
export function seriesOf({ at }: NabFile): Series {
  const steps = at.slice(1, 200).map((instant, row) => instant - (at[row] as number));
  return { kind: 'VALUE', bucketMs: steps.toSorted((one, other) => one - other)[steps.length >> 1] as number, timeZone: 'UTC' };
}

/** What the detector says of each row, row by row. */
export function scoresOf(file: NabFile): number[] {
  const watch = newWatch(seriesOf(file));
  return file.at.map((at, row) => scored(watch, { at, value: file.values[row] as number }).surprise);
}
