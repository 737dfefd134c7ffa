import { useId, useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps, TwinTable } from '../../frame/chart-frame.tsx';
import { ItemReader } from '../../frame/item-reader.tsx';
import type { Box } from '../../frame/item-reader.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { FlowLabels, labelWidth } from './flow-labels.tsx';
import type { FlowLabel } from './flow-labels.tsx';
import { columnsOf, itemAfterKey, itemAt, layoutOf, ribbonMiddleAt, ribbonPath } from './sankey-layout.ts';
import type { FlowLayout } from './sankey-layout.ts';
import { pathThrough } from './sankey-model.ts';
import type { Flow, FlowLink, FlowNode, LeftOut } from './sankey-model.ts';

export interface FlowFigureProps<Row> {
  /** The chart's own props: what its page says about the frame. */
  readonly frame: FrameProps;
  readonly title: string;
  readonly description: string;
  readonly flow: Flow<Row>;
  readonly table: () => TwinTable;
  readonly nodeName: (key: string) => string;
  /** The number below a node's name; of several the first that fits. */
  readonly nodeNotes: (node: FlowNode) => readonly string[];
  /** Written at the end of a ribbon where there is room. */
  readonly linkNote?: ((link: FlowLink<Row>) => string) | undefined;
  readonly nodeColor: (key: string) => string;
  readonly linkColor: (link: FlowLink<Row>) => string;
  readonly nodeReading: (node: FlowNode) => StopReading;
  readonly linkReading: (link: FlowLink<Row>) => StopReading;
  /** A number of what is not drawn, with its unit. */
  readonly valueText: (value: number) => string;
  readonly onOpen?: ((rows: readonly Row[]) => void) | undefined;
  readonly height?: number | undefined;
}

const LEAST_HEIGHT_PX = 200;
/** Height that every node of the busiest column asks for, and what it gets where they are many, px. */
const NODE_ROOM_PX = 40;
const LEAST_NODE_ROOM_PX = 15;
const MOST_HEIGHT_PX = 620;
const no: StopReading = { heading: '', rows: [] };

/** The drawing of a flow, shared by all flow charts: ribbons, nodes, labels, reading, and what could not be drawn. */
export function FlowFigure<Row>(props: FlowFigureProps<Row>) {
  const { title, description, flow, table, onOpen } = props;
  const { busiest } = useMemo(() => columnsOf(flow), [flow]);
  const height = props.height ?? Math.max(LEAST_HEIGHT_PX, Math.min(MOST_HEIGHT_PX, busiest * NODE_ROOM_PX), busiest * LEAST_NODE_ROOM_PX);
  const notDrawn = flow.leftOut.length === 0 ? undefined : <NotDrawn leftOut={flow.leftOut} nodeName={props.nodeName} valueText={props.valueText} />;
  const caption = notDrawn === undefined ? props.frame.caption : <>{notDrawn} {props.frame.caption}</>;
  return (
    <ChartFrame frame={{ ...props.frame, caption }} title={title} description={description} height={height} table={table}>
      {({ width }) => (flow.links.length === 0
        ? <p className="uk-plot-empty" style={{ inset: 0 }}>no data</p>
        : <Drawing {...props} room={width} height={height} onOpen={onOpen} />)}
    </ChartFrame>
  );
}

function Drawing<Row>(props: FlowFigureProps<Row> & { readonly room: number; readonly height: number }) {
  const { flow, room, height, title, description, onOpen } = props;
  const id = useId();
  const labels = flow.nodes.map((node): FlowLabel => ({ key: node.key, name: props.nodeName(node.key), notes: props.nodeNotes(node), value: node.value }));
  const lastPx = Math.max(0, ...labels.map((label, place) => (flow.nodes[place]?.outflow === 0 ? labelWidth(label) : 0)));
  const layout = useMemo(() => layoutOf(flow, room, height, lastPx), [flow, room, height, lastPx]);
  const nodeCount = layout.nodes.length;
  const readingAt = (item: number): StopReading => {
    const [node, link] = [flow.nodes[item], flow.links[item - nodeCount]];
    return node !== undefined ? props.nodeReading(node) : link !== undefined ? props.linkReading(link) : no;
  };
  const rowsAt = (item: number) => {
    const key = flow.nodes[item]?.key;
    return key === undefined ? flow.links[item - nodeCount]?.rows ?? [] : flow.links.flatMap((link) => (link.source === key || link.target === key ? link.rows : []));
  };
  const first = useMemo(() => topLeft(layout), [layout]);
  return (
    <ItemReader
      title={title} count={nodeCount + layout.links.length} first={first} width={room} height={height} drawingWidth={layout.width}
      readingAt={readingAt} boxAt={(item) => boxOf(layout, item)} itemAt={(px, py) => itemAt(layout, px, py)}
      itemAfterKey={(key, item) => itemAfterKey(layout, flow, key, item)} onOpen={onOpen === undefined ? undefined : (item) => onOpen(rowsAt(item))}
    >
      {(active) => {
        const path = active < 0 ? null : pathThrough(flow, active);
        const activeLink = active - nodeCount;
        return (
          <svg className="uk-flow" width={layout.width} height={height} role="img" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
            <title id={`${id}-t`}>{title}</title>
            <desc id={`${id}-d`}>{description}</desc>
            <pattern id={`${id}-h`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect className="uk-flow-hatch" width={6} height={2.5} /></pattern>
            {layout.links.map((link, place) => {
              const from = flow.links[place] as FlowLink<Row>;
              const d = ribbonPath(link);
              const isAway = path !== null && !path.links.has(place);
              return (
                <g key={place} className="uk-flow-link" data-away={isAway || undefined} data-active={activeLink === place || undefined} data-loss={from.value < 0 || undefined} style={{ color: props.linkColor(from) }}>
                  <path className="uk-flow-ribbon" d={d} />
                  {from.value < 0 && <path d={d} fill={`url(#${id}-h)`} />}
                </g>
              );
            })}
            {layout.nodes.map((node, place) => (
              <rect
                key={node.key} className="uk-flow-node" x={node.left} y={node.top} width={node.right - node.left} height={node.bottom - node.top}
                data-away={(path !== null && !path.nodes.has(node.key)) || undefined} data-active={active === place || undefined} style={{ fill: props.nodeColor(node.key) }}
              />
            ))}
            <FlowLabels layout={layout} labels={labels} height={height} path={path} linkNotes={props.linkNote === undefined ? null : flow.links.map(props.linkNote)} />
          </svg>
        );
      }}
    </ItemReader>
  );
}

/** The node to begin at: the topmost of the first column. */
function topLeft({ nodes }: FlowLayout): number {
  let best = 0;
  for (const [place, node] of nodes.entries()) {
    const least = nodes[best];
    if (least !== undefined && (node.column < least.column || (node.column === least.column && node.top < least.top))) best = place;
  }
  return best;
}

function boxOf(layout: FlowLayout, item: number): Box {
  const node = layout.nodes[item];
  if (node !== undefined) return node;
  const link = layout.links[item - layout.nodes.length];
  if (link === undefined) return { left: 0, right: 0, top: 0, bottom: 0 };
  const middle = (link.fromX + link.toX) / 2;
  const y = ribbonMiddleAt(link, middle) ?? link.fromY;
  return { left: middle, right: middle, top: y + link.width / 2, bottom: y + link.width / 2 };
}

/** Most that are described one by one; of more, only the number is given. */
const MOST_LISTED = 4;

/** What the data holds and the drawing can't show, in words. */
function NotDrawn({ leftOut, nodeName, valueText }: { readonly leftOut: readonly LeftOut[]; readonly nodeName: (key: string) => string; readonly valueText: (value: number) => string }) {
  const locale = useLocale();
  const listed = leftOut.slice(0, MOST_LISTED).map((one) => notDrawnWords(one, nodeName, valueText));
  const more = leftOut.length - listed.length;
  return <span className="uk-flow-not-drawn">Not drawn: {listed.join('; ')}{more > 0 ? `; and ${format(more, 'count', locale)} more, all in the table` : ''}.</span>;
}

function notDrawnWords({ source, target, value, why }: LeftOut, nodeName: (key: string) => string, valueText: (value: number) => string): string {
  const hasValue = value !== null && why !== 'zero';
  return `${nodeName(source)} → ${nodeName(target)}${hasValue ? ` (${valueText(value)})` : ''}, ${why}`;
}
