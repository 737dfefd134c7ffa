import { useMemo } from 'react';
import { delta } from '../../format/delta.ts';
import type { GoodDirection } from '../../format/delta.ts';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { FlowFigure } from './flow-figure.tsx';
import { flowOf } from './sankey-model.ts';
import type { FlowLink, FlowNode } from './sankey-model.ts';

export { transferRows, transferSummary } from './transfer-model.ts';
export type { AccuracyMatrix, TransferRow, TransferSummary } from './transfer-model.ts';

export interface TransferFlowProps<Row> extends FrameProps {
  /** One row per effect: a model or training, and what it changed. Keep the array and the accessors the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** Where the effect comes from: a base model, a fine-tune, a training on a task. */
  readonly from: (row: Row) => string;
  /** What is changed by it: a fine-tune, a task. A name that is both is a step in between. */
  readonly to: (row: Row) => string;
  /** The change with its sign: 0.12 is 12 points of share gained. null or NaN: not measured. */
  readonly change: {
    readonly of: (row: Row) => number | null | undefined;
    readonly label: string;
    readonly unit: Unit;
    readonly better?: Exclude<GoodDirection, 'neither'> | undefined;
  };
  /** Heads of the table's first two columns; `From` and `To` by default. */
  readonly labels?: { readonly from: string; readonly to: string } | undefined;
  /** A node's name for people; its key by default. */
  readonly nodeLabel?: ((key: string) => string) | undefined;
  /** Opens the rows behind a node or a link: a press, or Enter. */
  readonly onOpen?: ((rows: readonly Row[]) => void) | undefined;
  /** px; from the nodes of the busiest column by default. */
  readonly height?: number | undefined;
}

/**
 * What was gained and lost on the way from one model or training to the next. Width is the size of a change; a loss is hatched and
 * dashed, has a minus, and is called worse. Reads like a Sankey.
 */
export function TransferFlow<Row>(props: TransferFlowProps<Row>) {
  const { data, title, from, to, change, nodeLabel, labels = { from: 'From', to: 'To' } } = props;
  const { of: changeOf, unit, better = 'higher' } = change;
  const locale = useLocale();
  // Drawn as gains and losses: where lower is better, a fall is a gain.
  const gain = useMemo(
    () => (row: Row) => {
      const value = changeOf(row);
      return value === null || value === undefined || better === 'higher' ? value : -value;
    },
    [changeOf, better],
  );
  const flow = useMemo(() => flowOf(data, { source: from, target: to, value: gain }, true), [data, from, to, gain]);
  const name = (key: string) => nodeLabel?.(key) ?? key;
  const turned = (value: number) => (better === 'higher' ? value : -value);
  const sized = (value: number) => delta(value, 0, { unit, better: 'higher', as: 'absolute' }, locale).size;
  const signed = (value: number) => `${turned(value) > 0 ? '+' : turned(value) < 0 ? '−' : ''}${sized(value)}`;
  const words = (value: number) => (value > 0 ? 'better' : value < 0 ? 'worse' : 'no change');
  const linkReading = (link: FlowLink<Row>): StopReading => ({
    heading: `${name(link.source)} → ${name(link.target)}`,
    rows: [{ label: change.label, value: signed(link.value), style: { color: color(link.value), dash: '', shape: 'bar' }, kind: 'area' }],
    note: words(link.value),
  });
  const net = (node: FlowNode) => {
    const sum = (isIn: boolean) =>
      flow.links.reduce((total, link) => ((isIn ? link.target : link.source) === node.key ? total + link.value : total), 0);
    return node.inflow > 0 ? sum(true) : sum(false);
  };
  const nodeReading = (node: FlowNode): StopReading => {
    const own = flow.links.filter((link) => (node.inflow > 0 ? link.target : link.source) === node.key);
    return {
      heading: name(node.key),
      rows: [
        { label: node.inflow > 0 ? 'in all' : 'gives in all', value: signed(net(node)) },
        ...own.map((link) => ({ label: name(node.inflow > 0 ? link.source : link.target), value: signed(link.value) })),
      ],
      note: words(net(node)),
    };
  };
  const gains = flow.links.filter((link) => link.value > 0);
  const losses = flow.links.filter((link) => link.value < 0);
  const largest = (links: readonly FlowLink<Row>[]) => {
    const [first] = links.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
    return first === undefined ? '' : `, the largest ${name(first.source)} → ${name(first.target)} ${signed(first.value)}`;
  };
  const description =
    flow.links.length === 0
      ? `${title}: nothing was transferred.`
      : `${gains.length} gains${largest(gains)}; ${losses.length} losses${largest(losses)}.`;
  return (
    <FlowFigure
      frame={props}
      title={title}
      description={description}
      flow={flow}
      height={props.height}
      onOpen={props.onOpen}
      nodeName={name}
      nodeNotes={(node) => [signed(net(node))]}
      linkNote={(link) => signed(link.value)}
      nodeColor={() => 'var(--uk-ink-2)'}
      linkColor={(link) => color(link.value)}
      nodeReading={nodeReading}
      linkReading={linkReading}
      valueText={(value) => format(turned(value), unit, locale)}
      table={() => ({
        columns: [
          { label: labels.from, isNumeric: false },
          { label: labels.to, isNumeric: false },
          { label: change.label, isNumeric: true },
          { label: 'Verdict', isNumeric: false },
        ],
        rowCount: flow.links.length + flow.leftOut.length,
        row: (index) => {
          const link = flow.links[index];
          if (link !== undefined)
            return [name(link.source), name(link.target), { text: signed(link.value), value: turned(link.value) }, words(link.value)];
          const out = flow.leftOut[index - flow.links.length];
          return out === undefined
            ? []
            : [
                name(out.source),
                name(out.target),
                numberCell(out.value === null ? null : turned(out.value), unit, locale),
                out.why === 'zero' ? 'no change' : `not drawn: ${out.why}`,
              ];
        },
      })}
    />
  );
}

function color(value: number): string {
  return value < 0 ? 'var(--uk-bad)' : 'var(--uk-good)';
}
