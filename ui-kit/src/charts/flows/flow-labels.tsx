import { spread } from '../../frame/end-labels.tsx';
import { shorten } from '../../format/shorten.ts';
import type { FlowLayout, PlacedNode } from './sankey-layout.ts';
import { NODE_PX } from './sankey-layout.ts';
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

/** Widths of a letter of the sans and a figure of the mono type at the small size, px. */
const LETTER_PX = 6.1;
const FIGURE_PX = 6.9;
const LINE_PX = 14;
/** Widest name, in letters, and least that are worth writing. */
const MOST_LETTERS = 30;
const LEAST_LETTERS = 4;

/** Room that a label asks for on two lines, px. */
export function labelWidth({ name, notes }: FlowLabel): number {
  return 12 + Math.max(Math.min(MOST_LETTERS, name.length) * LETTER_PX, (notes[0]?.length ?? 0) * FIGURE_PX);
}

/** Names and numbers beside the nodes, at the right of each: no two of a column overlap, and none reaches the next column. */
export function FlowLabels({ layout, labels, height, path, linkNotes }: FlowLabelsProps) {
  const { nodes, links, columnPx, columnCount, lastPx } = layout;
  const noteWidth = linkNotes === null || columnPx < 190 ? 0 : Math.max(0, ...linkNotes.map((note) => note.length)) * FIGURE_PX + 10;
  return (
    <g className="uk-flow-labels" aria-hidden="true">
      {Array.from({ length: columnCount }, (_, column) => {
        const own = labelled(nodes, labels, column, height);
        const hasTwoLines = own.length * (2 * LINE_PX) <= height;
        const gap = hasTwoLines ? 2 * LINE_PX : LINE_PX;
        const places = spread(own.map(({ node }) => (node.top + node.bottom) / 2), gap, gap / 2, height - gap / 2);
        const isLast = column === columnCount - 1;
        const roomPx = (isLast ? lastPx : columnPx) - NODE_PX - 10 - (isLast ? 0 : noteWidth);
        return own.map(({ node, label }, place) => {
          const x = node.right + 6;
          const y = places[place] ?? 0;
          const letters = Math.min(MOST_LETTERS, Math.floor(roomPx / LETTER_PX));
          const name = letters < LEAST_LETTERS ? '' : shorten(label.name, letters);
          const isAway = (path !== null && !path.nodes.has(node.key)) || undefined;
          if (hasTwoLines) {
            return (
              <g key={node.key} data-away={isAway}>
                <text x={x} y={y - 2}>{name}</text>
                <text className="uk-num" x={x} y={y + 11}>{label.notes.find((note) => note.length * FIGURE_PX <= roomPx)}</text>
              </g>
            );
          }
          const note = label.notes.find((one) => name.length * LETTER_PX + 8 + one.length * FIGURE_PX <= roomPx);
          return <text key={node.key} x={x} y={y} dy="0.35em" data-away={isAway}>{name}{note !== undefined && <tspan className="uk-num" dx={7}>{note}</tspan>}</text>;
        });
      })}
      {noteWidth > 0 && linkNotes !== null && Array.from({ length: columnCount }, (_, column) => {
        const into = links.flatMap((link, place) => (nodes.find((node) => node.key === link.target)?.column === column ? [{ link, place }] : []));
        if (into.length * (LINE_PX - 1) > height) return null;
        const places = spread(into.map(({ link }) => link.toY), LINE_PX - 1, 7, height - 7);
        return into.map(({ link, place }, index) => (
          <text key={place} className="uk-num" x={link.toX - 6} y={places[index]} dy="0.35em" textAnchor="end" data-away={(path !== null && !path.links.has(place)) || undefined}>{linkNotes[place]}</text>
        ));
      })}
    </g>
  );
}

/** Nodes of a column from the top down, of too many only the largest. */
function labelled(nodes: readonly PlacedNode[], labels: readonly FlowLabel[], column: number, height: number) {
  const own = nodes.flatMap((node, place) => {
    const label = labels[place];
    return node.column === column && label !== undefined ? [{ node, label }] : [];
  });
  const most = Math.floor(height / LINE_PX);
  const kept = own.length <= most ? own : own.toSorted((one, other) => other.label.value - one.label.value).slice(0, most);
  return kept.sort((one, other) => one.node.top - other.node.top);
}
