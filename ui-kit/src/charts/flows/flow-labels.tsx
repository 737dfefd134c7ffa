import { fitted, monoPx, sansPx } from '../../format/text-width.ts';
import { nodePlaces, notePlaces } from './flow-places.ts';
import { NODE_PX } from './sankey-layout.ts';
import type { FlowLayout } from './sankey-layout.ts';
import type { FlowPath } from './sankey-model.ts';

export interface FlowLabel {
  readonly key: string;
  readonly name: string;
  /** The number below the name, the fullest way to write it first. */
  readonly notes: readonly string[];
  /** Where not all labels fit, the largest stay. */
  readonly value: number;
}

export interface FlowLabelsProps {
  readonly layout: FlowLayout;
  /** In the order of the layout's nodes. */
  readonly labels: readonly FlowLabel[];
  readonly height: number;
  readonly path: FlowPath | null;
  /** One per link, or null for none. */
  readonly linkNotes: readonly string[] | null;
}

/** Widest name, px. */
const MOST_NAME_PX = 190;
/** Between a label and its node, or its ribbon's end, px. */
const BESIDE_PX = 6;
/** Between the end of a label and what stands after it, px. */
const APART_PX = 8;
/** Narrowest column in which ribbons have notes, px. */
const LEAST_NOTED_PX = 190;
/** Length of the line that joins a shifted label to what it names, px. */
const LEADER_PX = 12;

/** Room that a label asks for on two lines, px. */
export function labelWidth({ name, notes }: FlowLabel): number {
  return BESIDE_PX + APART_PX + Math.max(Math.min(MOST_NAME_PX, sansPx(name)), monoPx(notes[0] ?? ''));
}

/**
 * Names and numbers beside the nodes, at the right of each, and notes at the ends of ribbons: no two overlap, and none reaches the next
 * column. What has no place is read by pointing at its node or ribbon, and stands in the table.
 */
export function FlowLabels({ layout, labels, height, path, linkNotes }: FlowLabelsProps) {
  const { nodes, columnPx, columnCount, lastPx } = layout;
  const noteWidth = linkNotes === null || columnPx < LEAST_NOTED_PX ? 0 : Math.max(0, ...linkNotes.map(monoPx)) + LEADER_PX + APART_PX;
  return (
    <g className="uk-flow-labels" aria-hidden="true">
      {Array.from({ length: columnCount }, (_, column) => {
        const own = nodes.flatMap((node, place) => (node.column === column ? [{ node, place, weight: labels[place]?.value ?? 0 }] : []));
        const { hasTwoLines, places } = nodePlaces(own, height);
        const isLast = column === columnCount - 1;
        return places.map(({ item: { node, place }, y, isShifted }) => {
          const isBeside = !isShifted || (y >= node.top && y <= node.bottom);
          const besidePx = isBeside ? BESIDE_PX : LEADER_PX + 2;
          const roomPx = (isLast ? lastPx : columnPx - noteWidth) - NODE_PX - besidePx - (isLast ? 0 : APART_PX);
          const { name: wholeName = '', notes = [] } = labels[place] ?? {};
          const name = fitted(wholeName, Math.min(MOST_NAME_PX, roomPx));
          const x = node.right + besidePx;
          const isAway = (path !== null && !path.nodes.has(node.key)) || undefined;
          if (hasTwoLines) {
            return (
              <g key={node.key} data-away={isAway}>
                <text x={x} y={y - 2}>
                  {name}
                </text>
                <text className="uk-num" x={x} y={y + 11}>
                  {notes.find((note) => monoPx(note) <= roomPx)}
                </text>
              </g>
            );
          }
          const note = notes.find((one) => sansPx(name) + APART_PX + monoPx(one) <= roomPx);
          return (
            <g key={node.key} data-away={isAway}>
              {!isBeside && <path className="uk-flow-leader" d={`M${x - 2},${y}L${node.right},${(node.top + node.bottom) / 2}`} />}
              <text x={x} y={y} dy="0.35em">
                {name}
                {note !== undefined && (
                  <tspan className="uk-num" dx={APART_PX - 1}>
                    {note}
                  </tspan>
                )}
              </text>
            </g>
          );
        });
      })}
      {noteWidth > 0 &&
        linkNotes !== null &&
        notePlaces(layout, height).map(({ item: { link, place }, y, isShifted }) => (
          <g key={place} data-away={(path !== null && !path.links.has(place)) || undefined}>
            {isShifted && <path className="uk-flow-leader" d={`M${link.toX - LEADER_PX},${y}L${link.toX},${link.toY}`} />}
            <text className="uk-num" x={link.toX - (isShifted ? LEADER_PX + 2 : BESIDE_PX)} y={y} dy="0.35em" textAnchor="end">
              {linkNotes[place]}
            </text>
          </g>
        ))}
    </g>
  );
}
