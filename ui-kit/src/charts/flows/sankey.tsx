import { useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { styleByKey } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { FlowFigure } from './flow-figure.tsx';
import { flowOf } from './sankey-model.ts';
import type { FlowLink, FlowNode } from './sankey-model.ts';

export interface SankeyProps<Row> extends FrameProps {
  /** One row per link, in any order; rows with the same ends are added up. Keep the array and the accessors the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** Where it comes from and where it goes, by key. A link to itself, or one that closes a circle, is not drawn but listed in a note. */
  readonly source: (row: Row) => string;
  /** Key of the node to which an amount flows. */
  readonly target: (row: Row) => string;
  /**
   * How much flows. null or NaN: not known. Absent, zero and negative amounts are not drawn but listed in a note. `label` is the plural:
   * "conversations".
   */
  readonly value: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit };
  /** What the two ends are, as heads of the table: "Model", "Outcome". */
  readonly labels?: { readonly source: string; readonly target: string } | undefined;
  /** A node's name for people; its key by default. */
  readonly nodeLabel?: ((key: string) => string) | undefined;
  /** Colour of a node and of what leaves it; by order of appearance by default. Share one `styleByKey` between the panels of a page. */
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** Opens the rows behind a link, or behind all links of a node. Without it a press and Enter pin what is read. */
  readonly onOpen?: ((rows: readonly Row[]) => void) | undefined;
  /** px; by the number of nodes in the busiest column by default. */
  readonly height?: number | undefined;
}

/**
 * How amounts split and join from one set of names to the next. Pointing at a part isolates every path through it. By keyboard: Right
 * follows the largest link, Left goes back, Up and Down reach the neighbours.
 */
export function Sankey<Row>(props: SankeyProps<Row>) {
  const { data, title, source, target, value, nodeLabel, styleOf, labels = { source: 'From', target: 'To' } } = props;
  const locale = useLocale();
  const flow = useMemo(() => flowOf(data, { source, target, value: value.of }), [data, source, target, value.of]);
  const style = useMemo(() => styleOf ?? styleByKey(flow.nodes.map((node) => node.key)), [styleOf, flow]);
  const name = (key: string) => nodeLabel?.(key) ?? key;
  const amount = (size: number) =>
    value.unit === 'count' ? `${format(size, 'count', locale)} ${value.label}` : format(size, value.unit, locale);
  const share = (part: number) => format(part, 'share', locale);
  const linkName = (link: Pick<FlowLink<Row>, 'source' | 'target'>) => `${name(link.source)} → ${name(link.target)}`;
  const nodes = new Map(flow.nodes.map((node) => [node.key, node]));
  const linkReading = (link: FlowLink<Row>): StopReading => ({
    heading: linkName(link),
    rows: [
      { label: value.label, value: format(link.value, value.unit, locale), style: style(link.source), kind: 'area' },
      { label: 'of all', value: share(link.share) },
      { label: `of what leaves ${name(link.source)}`, value: share(link.value / (nodes.get(link.source)?.outflow ?? link.value)) },
      { label: `of what reaches ${name(link.target)}`, value: share(link.value / (nodes.get(link.target)?.inflow ?? link.value)) },
    ],
  });
  const nodeReading = (node: FlowNode): StopReading => ({
    heading: name(node.key),
    rows: [
      ...(node.inflow > 0 ? [{ label: `${value.label}, in`, value: format(node.inflow, value.unit, locale) }] : []),
      ...(node.outflow > 0 ? [{ label: `${value.label}, out`, value: format(node.outflow, value.unit, locale) }] : []),
      { label: 'of all', value: share(node.share) },
    ],
    note: differs(node)
      ? `${amount(Math.abs(node.inflow - node.outflow))} ${node.inflow > node.outflow ? 'end here' : 'begin here'}`
      : undefined,
  });
  const largest = flow.links.toSorted((one, other) => other.value - one.value).slice(0, 3);
  const description =
    flow.links.length === 0
      ? `${title}: nothing flows.`
      : `${amount(flow.total)} through ${flow.nodes.length} nodes and ${flow.links.length} links. Largest: ${largest.map((link) => `${linkName(link)} ${amount(link.value)}, ${share(link.share)}`).join('; ')}.${flow.leftOut.length === 0 ? '' : ` ${flow.leftOut.length} of the data's links can't be drawn.`}`;
  return (
    <FlowFigure
      frame={props}
      title={title}
      description={description}
      flow={flow}
      height={props.height}
      onOpen={props.onOpen}
      nodeName={name}
      nodeNotes={(node) => [
        `${format(node.value, value.unit, locale)} · ${share(node.share)}`,
        format(node.value, value.unit, locale),
        share(node.share),
      ]}
      nodeColor={(key) => style(key).color}
      linkColor={(link) => style(link.source).color}
      nodeReading={nodeReading}
      linkReading={linkReading}
      valueText={amount}
      table={() => ({
        columns: [
          { label: labels.source, isNumeric: false },
          { label: labels.target, isNumeric: false },
          { label: value.label, isNumeric: true },
          { label: 'Share', isNumeric: true },
          ...(flow.leftOut.length === 0 ? [] : [{ label: 'Not drawn', isNumeric: false }]),
        ],
        rowCount: flow.links.length + flow.leftOut.length,
        row: (index) => {
          const link = flow.links[index];
          if (link !== undefined)
            return [
              name(link.source),
              name(link.target),
              numberCell(link.value, value.unit, locale),
              numberCell(link.share, 'share', locale),
              ...(flow.leftOut.length === 0 ? [] : ['']),
            ];
          const out = flow.leftOut[index - flow.links.length];
          return out === undefined ? [] : [name(out.source), name(out.target), numberCell(out.value, value.unit, locale), '', out.why];
        },
      })}
    />
  );
}

/** More comes in than goes out, or the other way round; not at the beginning or end of a flow, where that is plain. */
function differs({ inflow, outflow }: FlowNode): boolean {
  return inflow > 0 && outflow > 0 && Math.abs(inflow - outflow) > Math.max(inflow, outflow) * 1e-9;
}
