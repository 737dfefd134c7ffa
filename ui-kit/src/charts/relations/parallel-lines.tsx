import { useCallback } from 'react';
import { CanvasLayer } from '../../marks/canvas-layer.tsx';
import type { CanvasPaint } from '../../marks/canvas-layer.tsx';
import { RAMP_SHADES, rampColor } from '../parts/ramp.tsx';
import type { DrawnLines } from './parallel-model.ts';

export interface ParallelLinesProps {
  readonly lines: DrawnLines;
  readonly width: number;
  readonly height: number;
  /** Where rows without data on an axis have their stub, px. */
  readonly footY: number;
  /** Rows in the selection, best first. */
  readonly rows: Uint32Array;
  /** Strength of each row's colour, 0–1; NaN where it has no measure; null where nothing measures. */
  readonly strengths: Float64Array | null;
  readonly isAll: boolean;
  readonly rowCount: number;
}

/** Lines that share a path: long paths that cross themselves are slow to fill in. */
const MOST_PER_PATH = 60;
const STUB_PX = 6;

/** All rows as faint lines, and the selected ones above them: two layers, so that a moving brush draws only what it changes. */
export function ParallelLines({ lines, width, height, footY, rows, strengths, isAll, rowCount }: ParallelLinesProps) {
  const drawAll = useCallback(
    (context: CanvasRenderingContext2D, { colorOf }: CanvasPaint) => {
      if (isAll) return;
      context.lineWidth = 1;
      context.globalAlpha = Math.min(0.9, Math.max(0.12, Math.sqrt(60 / rowCount)));
      context.strokeStyle = colorOf('var(--uk-rule-strong)');
      strokeRows(
        context,
        lines,
        Uint32Array.from({ length: rowCount }, (_, row) => row),
        footY,
      );
    },
    [lines, footY, isAll, rowCount],
  );
  const drawSelected = useCallback(
    (context: CanvasRenderingContext2D, { colorOf }: CanvasPaint) => {
      context.lineWidth = rows.length > 600 ? 1 : 1.25;
      context.lineJoin = 'round';
      // The more lines, the fainter each, down to where a lone one is still seen.
      const opacity = Math.min(0.9, Math.max(0.1, Math.sqrt(50 / Math.max(1, rows.length))));
      const shades: number[][] = Array.from({ length: RAMP_SHADES }, () => []);
      const unmeasured: number[] = [];
      for (const row of rows) {
        const strength = strengths === null ? 0.6 : (strengths[row] as number);
        if (Number.isNaN(strength)) unmeasured.push(row);
        else shades[Math.min(RAMP_SHADES - 1, Math.floor(strength * RAMP_SHADES))]?.push(row);
      }
      context.globalAlpha = Math.max(0.3, opacity);
      context.strokeStyle = colorOf('var(--uk-ink-3)');
      context.setLineDash([3, 3]);
      strokeRows(context, lines, unmeasured, footY);
      context.setLineDash([]);
      // The best are drawn last, and a little stronger.
      for (const [shade, members] of shades.entries()) {
        const share = shade / (RAMP_SHADES - 1);
        context.globalAlpha = opacity + (0.9 - opacity) * share ** 12;
        context.strokeStyle = colorOf(rampColor(share));
        strokeRows(context, lines, members, footY);
      }
    },
    [lines, footY, rows, strengths],
  );
  const style = { position: 'absolute', inset: '0 auto auto 0' } as const;
  return (
    <>
      <CanvasLayer width={width} height={height} draw={drawAll} style={style} />
      <CanvasLayer width={width} height={height} draw={drawSelected} style={style} />
    </>
  );
}

function strokeRows(context: CanvasRenderingContext2D, { xs, ys }: DrawnLines, rows: ArrayLike<number>, footY: number): void {
  for (let start = 0; start < rows.length; start += MOST_PER_PATH) {
    context.beginPath();
    for (let place = start; place < Math.min(rows.length, start + MOST_PER_PATH); place += 1) {
      const row = rows[place] as number;
      let isOn = false;
      for (let axis = 0; axis < xs.length; axis += 1) {
        const x = xs[axis] as number;
        const y = ys[axis]?.[row] as number;
        if (Number.isNaN(y)) {
          context.moveTo(x - STUB_PX, footY);
          context.lineTo(x + STUB_PX, footY);
        } else if (isOn) context.lineTo(x, y);
        else context.moveTo(x, y);
        isOn = !Number.isNaN(y);
      }
    }
    context.stroke();
  }
}

/** One row's line as a path, broken where it has no data. */
export function linePathOf({ xs, ys }: DrawnLines, row: number, footY: number): string {
  let isOn = false;
  return xs
    .map((x, axis) => {
      const y = ys[axis]?.[row] as number;
      const isKnown = !Number.isNaN(y);
      const part = !isKnown ? `M${x - STUB_PX},${footY}h${2 * STUB_PX}` : `${isOn ? 'L' : 'M'}${x},${y}h0.01`;
      isOn = isKnown;
      return part;
    })
    .join('');
}
