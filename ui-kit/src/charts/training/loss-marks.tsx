import { memo } from 'react';
import type { PlotArea } from '../../frame/plot.tsx';
import { firstAtOrAfter } from '../../marks/columns.ts';
import { Hatch } from '../../marks/hatch.tsx';
import type { HatchBox } from '../../marks/hatch.tsx';
import { spread } from '../../frame/end-labels.tsx';
import type { EndLabel } from '../../frame/end-labels.tsx';
import { tenth } from '../../marks/line-path.ts';
import { shapePath } from '../../marks/shapes.ts';
import { FIGURE_PX } from '../../format/text-width.ts';
import { invalidRuns } from './loss-events.ts';
import type { LoggedTrack } from './loss-lines.ts';
import type { Seen } from './loss-scale.ts';

/** Height of the strip at the foot that says where numbers are none, px. */
const STRIP_PX = 7;
/** Crosses and clipped values stand this far apart, px. */
const LEAST_APART_PX = 6;
/** Evaluations closer than this are a line without points, px. */
const LEAST_POINT_PX = 7;

/** Where a curve is no number: a hatched strip at the foot with a cross where it begins, one row per curve. */
export const InvalidStrips = memo(function InvalidStrips({
  tracks,
  area,
}: {
  readonly tracks: readonly LoggedTrack[];
  readonly area: PlotArea;
}) {
  const diverged = tracks
    .map((track) => ({ track, stretches: invalidRuns(track.line.state) }))
    .filter(({ stretches }) => stretches.length > 0);
  return (
    <g className="uk-loss-invalid">
      {diverged.map(({ track, stretches }, row) => {
        const y = area.bottom - (row + 1) * (STRIP_PX + 2);
        const boxes: HatchBox[] = [];
        const crosses: string[] = [];
        let end = -Infinity;
        for (const { from, to } of stretches) {
          const left = Math.max(area.left - STRIP_PX, area.x.toPx(track.line.x[from] as number));
          const right = Math.min(area.right, area.x.toPx(track.line.x[to] as number));
          if (right < area.left || left > area.right || right < end) continue;
          if (right - left > STRIP_PX) boxes.push({ x: left, width: right - left, y, height: STRIP_PX });
          if (left >= end + LEAST_APART_PX) crosses.push(crossAt(left, y + STRIP_PX / 2));
          end = Math.max(end, right);
        }
        return (
          <g key={track.key}>
            <Hatch boxes={boxes} label={`${track.name}: not a number`} tone="bad" />
            <path className="uk-cross" d={crosses.join('')} />
          </g>
        );
      })}
    </g>
  );
});

function crossAt(x: number, y: number): string {
  const reach = STRIP_PX / 2;
  return `M${tenth(x - reach)},${tenth(y - reach)}l${STRIP_PX},${STRIP_PX}m0,${-STRIP_PX}l${-STRIP_PX},${STRIP_PX}`;
}

/** Evaluations as points on their line, where they are not too many to tell apart. */
export const EvalPoints = memo(function EvalPoints({
  track,
  values,
  area,
}: {
  readonly track: LoggedTrack;
  readonly values: Float64Array;
  readonly area: PlotArea;
}) {
  const { x } = track.line;
  const from = firstAtOrAfter(x, area.x.domain[0]);
  let to = firstAtOrAfter(x, area.x.domain[1]);
  while (to < x.length && x[to] === area.x.domain[1]) to += 1;
  if ((to - from) * LEAST_POINT_PX > area.width) return null;
  const points: string[] = [];
  for (let place = from; place < to; place += 1) {
    const value = values[place] as number;
    if (Number.isFinite(value)) points.push(shapePath(track.style.shape, area.x.toPx(x[place] as number), area.y.toPx(value), 2.75));
  }
  return <path className="uk-eval-points" d={points.join('')} style={{ stroke: track.style.color }} />;
});

export interface BestMarkProps {
  readonly x: number;
  readonly value: number;
  /** `best 1.297` */
  readonly text: string;
  readonly color: string;
  /** Value of the other curve there: the name keeps off it. NaN for none. */
  readonly other: number;
  readonly area: PlotArea;
}

/** A drawing narrower than this has no room for a name; the remarks have it. */
const LEAST_NAMED_PX = 320;
/** Between a mark and its name, px. */
const NAME_BELOW_PX = 19;
const NAME_ABOVE_PX = -11;

/** A filled diamond at the best evaluation, named beneath it; above, where there is no room or the training's curve runs. */
export function BestMark({ x, value, text, color, other, area }: BestMarkProps) {
  const px = area.x.toPx(x);
  const py = area.y.toPx(value);
  if (px < area.left - 1 || px > area.right + 1 || py < area.top - 1 || py > area.bottom + 1) return null;
  const half = (text.length * FIGURE_PX) / 2;
  const otherPy = area.y.toPx(other);
  const isTaken = py > area.bottom - 34 || (otherPy > py + 2 && otherPy < py + NAME_BELOW_PX + 8);
  const middle = Math.min(Math.max(px, area.left + half), area.right - half);
  return (
    <g className="uk-best">
      <path d={shapePath('diamond', px, py, 4)} style={{ fill: color }} />
      {area.width >= LEAST_NAMED_PX && (
        <text x={middle} y={py + (isTaken ? NAME_ABOVE_PX : NAME_BELOW_PX)} textAnchor="middle" style={{ fill: color }}>
          {text}
        </text>
      )}
    </g>
  );
}

/** Saved checkpoints: ticks on the foot of the drawing. */
export function Checkpoints({ xs, area }: { readonly xs: readonly number[]; readonly area: PlotArea }) {
  const marks = xs.map((x) => area.x.toPx(x)).filter((px) => px >= area.left && px <= area.right);
  return <path className="uk-checkpoints" d={marks.map((px) => shapePath('triangle', px, area.bottom - 3, 2.75)).join('')} />;
}

/** Where an early stop would end the run. */
export function StopLine({ x, area }: { readonly x: number; readonly area: PlotArea }) {
  const px = area.x.toPx(x);
  return <path className="uk-early-stop" d={`M${tenth(px)},${area.top}V${area.bottom}`} />;
}

/** Values beyond the drawing's ends: small wedges on the edge that they lie behind. */
export const ClippedEdge = memo(function ClippedEdge({ seen, area }: { readonly seen: readonly Seen[]; readonly area: PlotArea }) {
  const above: string[] = [];
  const below: string[] = [];
  const [low, high] = area.y.domain;
  for (const { x, value } of seen) {
    const ends = { above: -Infinity, below: -Infinity };
    for (let place = 0; place < value.length; place += 1) {
      const one = value[place] as number;
      if (!(one > high || (one < low && (area.y.kind !== 'log' || one > 0)))) continue;
      const px = area.x.toPx(x[place] as number);
      const side = one > high ? 'above' : 'below';
      if (px < ends[side] + LEAST_APART_PX) continue;
      ends[side] = px;
      if (side === 'above') above.push(`M${tenth(px - 2.5)},${area.top + 3}l2.5,-4l2.5,4z`);
      else below.push(`M${tenth(px - 2.5)},${area.bottom - 3}l2.5,4l2.5,-4z`);
    }
  }
  return (
    <g className="uk-clipped">
      {above.length > 0 && <path className="uk-clipped-edge" d={`M${area.left},${area.top}H${area.right}`} />}
      {below.length > 0 && <path className="uk-clipped-edge" d={`M${area.left},${area.bottom}H${area.right}`} />}
      <path d={above.join('') + below.join('')} />
    </g>
  );
});

/** Names right behind the lines' ends, where the axis goes on after them. */
export function InnerEndLabels({ labels, x, area }: { readonly labels: readonly EndLabel[]; readonly x: number; readonly area: PlotArea }) {
  const px = area.x.toPx(x);
  if (px < area.left || px > area.right) return null;
  const places = spread(
    labels.map((label) => area.y.toPx(label.y)),
    14,
    area.top + 4,
    area.bottom,
  );
  return (
    <g className="uk-end-labels" aria-hidden="true">
      {labels.map((label, index) => (
        <text key={label.key} x={px + 8} y={places[index]} dy="0.35em" style={{ fill: label.style.color }}>
          {label.text}
        </text>
      ))}
    </g>
  );
}
