import { FIGURE_PX } from '../format/text-width.ts';
import type { SeriesStyle } from '../theme/series.ts';
import type { PlotArea } from './plot.tsx';

/** A series' name and last number, at the end of its line. */
export interface EndLabel {
  readonly key: string;
  readonly text: string;
  readonly style: SeriesStyle;
  /** Height of the line's last point, in the y axis's numbers. */
  readonly y: number;
}

/** Height of a line of text, px: labels stay this far apart. */
const LINE_PX = 14;

/** Room that the widest label needs beside the drawing, px. */
export function endLabelWidth(labels: readonly EndLabel[]): number {
  const longest = labels.reduce((most, label) => Math.max(most, label.text.length), 0);
  return longest === 0 ? 0 : longest * FIGURE_PX + 12;
}

/**
 * Places for labels that want to stand at `wanted` (px), in the same order, at least `gap` apart and inside [least, most],
 * each as near to its wish as the others allow.
 */
export function spread(wanted: readonly number[], gap: number, least: number, most: number): number[] {
  const order = wanted.map((_, index) => index).sort((one, other) => (wanted[one] as number) - (wanted[other] as number));
  // Runs of labels that push each other share one shift: the mean of their wishes.
  const runs: { indexes: number[]; middle: number }[] = [];
  const clampRun = (middle: number, count: number) => {
    const half = ((count - 1) * gap) / 2;
    return Math.max(least + half, Math.min(most - half, middle));
  };
  for (const index of order) {
    let run = { indexes: [index], middle: clampRun(wanted[index] as number, 1) };
    for (let above = runs.at(-1); above !== undefined; above = runs.at(-1)) {
      const foot = above.middle + ((above.indexes.length - 1) * gap) / 2;
      if (run.middle - ((run.indexes.length - 1) * gap) / 2 >= foot + gap) break;
      runs.pop();
      const indexes = [...above.indexes, ...run.indexes];
      const wish = indexes.reduce((sum, one) => sum + (wanted[one] as number), 0) / indexes.length;
      run = { indexes, middle: clampRun(wish, indexes.length) };
    }
    runs.push(run);
  }
  const places = wanted.map(() => 0);
  for (const { indexes, middle } of runs) {
    for (const [place, index] of indexes.entries()) places[index] = middle + (place - (indexes.length - 1) / 2) * gap;
  }
  return places;
}

export function EndLabels({ labels, area }: { readonly labels: readonly EndLabel[]; readonly area: PlotArea }) {
  const places = spread(
    labels.map((label) => area.y.toPx(label.y)),
    LINE_PX,
    area.top + 4,
    area.bottom,
  );
  return (
    <g className="uk-end-labels" aria-hidden="true">
      {labels.map((label, index) => (
        <text key={label.key} x={area.right + 7} y={places[index]} dy="0.35em" style={{ fill: label.style.color }}>
          {label.text}
        </text>
      ))}
    </g>
  );
}
