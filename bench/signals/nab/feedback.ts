import { newFinder, observed } from '../../../server/src/domains/signals/pure/detect/findings.ts';
import { thresholdsOf, usualThresholds, type JudgedFinding } from '../../../server/src/domains/signals/pure/feedback.ts';
import type { NabFile } from './corpus.ts';
import { seriesOf } from './detect.ts';
import { probation } from './score.ts';

export const halfOf = ({ values }: NabFile): number => Math.floor(values.length / 2);

/**
 * Rows where the product opens a finding. With `isJudged` each finding of the first half gets a verdict by the windows: REAL where it opens
 * in one, else NOT_REAL; the second half is watched with the thresholds that those give. Nothing of the second half is judged.
 */
export function openingsOf(file: NabFile, isJudged: boolean): number[] {
  const series = seriesOf(file);
  const finder = newFinder(series);
  const [half, begin] = [halfOf(file), probation(file.values.length)];
  const judged: JudgedFinding[] = [];
  let thresholds = usualThresholds;
  return file.at.map((at, row) => {
    if (row === half && isJudged) thresholds = thresholdsOf(series.kind, 'BALANCED', judged);
    const { change, finding } = observed(finder, { at, value: file.values[row] as number }, thresholds);
    if (change !== 'OPENED' || finding === null) return 0;
    const isReal = file.windows.some(([first, last]) => row >= first && row <= last);
    if (row >= begin && row < half)
      judged.push({ verdict: isReal ? 'REAL' : 'NOT_REAL', direction: finding.direction, strength: finding.strength });
    return 1;
  });
}
