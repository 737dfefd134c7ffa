import type { Delta } from '../../format/delta.ts';
import { fitted, monoPx, sansPx } from '../../format/text-width.ts';
import { shapePath } from '../../marks/shapes.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import type { VersionNode } from './evolution-model.ts';

export interface LineageDrawingProps {
  readonly nodes: readonly VersionNode<unknown>[];
  readonly at: (place: number) => { readonly x: number; readonly y: number };
  readonly width: number;
  readonly active: number;
  readonly selectedId: string | null;
  readonly nameAt: (place: number) => string;
  readonly styleAt: (place: number) => SeriesStyle;
  readonly valueAt: (place: number) => string | null;
  readonly changeAt: (place: number) => Delta | null;
  readonly stageAt: (place: number) => string | null;
}

/** Height of a lane, and from its top to its nodes: two lines of words above, one below. px. */
export const LANE_PX = 70;
export const NODE_TOP_PX = 42;
/** Left of its node, where a label begins, and between it and the next one in its lane, px. */
const LABEL_LEFT_PX = 6;
const APART_PX = 8;
/** Between a version's number and its change, px. */
const BESIDE_PX = 6;
/** A stage's name is written bold, and so wider. */
const BOLD = 1.08;
const BEND_PX = 28;

/** Edges from parents to children, nodes, and their words: name and number above, the stage below. */
export function LineageDrawing(props: LineageDrawingProps) {
  const { nodes, at, width, active, selectedId } = props;
  const family = active < 0 ? null : relatives(nodes, active);
  const isAway = (place: number) => (family !== null && !family.has(place)) || undefined;
  return (
    <>
      {nodes.map((node, place) =>
        node.parents.map((parent, index) => (
          <path
            key={`${parent}-${place}`}
            className="uk-lineage-edge"
            data-merge={index > 0 || undefined}
            data-away={isAway(parent) ?? isAway(place)}
            d={edgePath(nodes, at, parent, place)}
          />
        )),
      )}
      {nodes.map((node, place) => {
        const { x, y } = at(place);
        const style = props.styleAt(place);
        const stage = props.stageAt(place);
        const change = props.changeAt(place);
        const next = nodes.findIndex((other, later) => later > place && other.lane === node.lane);
        const roomPx = (next < 0 ? width + LABEL_LEFT_PX : at(next).x - APART_PX) - x;
        const { number, shown } = numberWords(props.valueAt(place), change, roomPx);
        return (
          <g key={node.id} className="uk-lineage-node" data-away={isAway(place)} data-active={active === place || undefined}>
            {(stage !== null || selectedId === node.id) && (
              <circle className="uk-lineage-ring" cx={x} cy={y} r={10} data-selected={selectedId === node.id || undefined} />
            )}
            <path d={shapePath(style.shape, x, y, 5.4)} style={{ fill: style.color }} />
            <g aria-hidden="true">
              <text x={x - LABEL_LEFT_PX} y={y - 27}>
                {fitted(props.nameAt(place), roomPx)}
              </text>
              <text className="uk-num" x={x - LABEL_LEFT_PX} y={y - 14}>
                {number}
                {shown !== '' && (
                  <tspan dx={number === '' ? 0 : BESIDE_PX} data-verdict={change?.verdict}>
                    {shown}
                  </tspan>
                )}
              </text>
              {stage !== null && (
                <text className="uk-lineage-stage" x={x - LABEL_LEFT_PX} y={y + 22}>
                  {fitted(stage, roomPx, (text) => sansPx(text) * BOLD)}
                </text>
              )}
            </g>
          </g>
        );
      })}
    </>
  );
}

/** A version's number and its change, the change alone, or its sign alone: what fits first. All of it is read out and in the table. */
function numberWords(value: string | null, change: Delta | null, roomPx: number): { readonly number: string; readonly shown: string } {
  const size = change === null || change.direction === 'none' ? '' : `${change.mark} ${change.size}`;
  const choices = [
    { number: value ?? '', shown: size },
    { number: '', shown: size },
    { number: '', shown: size === '' ? '' : (change?.mark ?? '') },
  ];
  const widthOf = ({ number, shown }: (typeof choices)[number]) =>
    monoPx(number) + monoPx(shown) + (number !== '' && shown !== '' ? BESIDE_PX : 0);
  return choices.find((choice) => widthOf(choice) > 0 && widthOf(choice) <= roomPx) ?? { number: '', shown: '' };
}

/** A version with all that it came from and all that came from it. */
function relatives(nodes: readonly VersionNode<unknown>[], active: number): ReadonlySet<number> {
  const found = new Set([active]);
  // Parents come before children, so one pass each way is enough.
  const up = new Set([active]);
  for (let place = active; place >= 0; place -= 1) if (up.has(place)) for (const parent of nodes[place]?.parents ?? []) up.add(parent);
  const down = new Set([active]);
  for (let place = active; place < nodes.length; place += 1)
    if (nodes[place]?.parents.some((parent) => down.has(parent)) === true) down.add(place);
  for (const place of [...up, ...down]) found.add(place);
  return found;
}

/** Straight in a lane. To another: bends where the lane it runs along is free, so that it passes through no third node. */
function edgePath(nodes: readonly VersionNode<unknown>[], at: LineageDrawingProps['at'], parent: number, child: number): string {
  const [from, to] = [at(parent), at(child)];
  if (from.y === to.y) return `M${from.x},${from.y}H${to.x}`;
  const isFree = (lane: number | undefined) =>
    !nodes.some((node, place) => place > parent && place < child && node.lane === lane && at(place).x > from.x && at(place).x < to.x);
  const bend = Math.min(BEND_PX, to.x - from.x);
  const curve = (x0: number, y0: number, x1: number, y1: number) => `C${(x0 + x1) / 2},${y0} ${(x0 + x1) / 2},${y1} ${x1},${y1}`;
  if (isFree(nodes[child]?.lane)) return `M${from.x},${from.y}${curve(from.x, from.y, from.x + bend, to.y)}H${to.x}`;
  if (isFree(nodes[parent]?.lane)) return `M${from.x},${from.y}H${to.x - bend}${curve(to.x - bend, from.y, to.x, to.y)}`;
  return `M${from.x},${from.y}${curve(from.x, from.y, to.x, to.y)}`;
}
