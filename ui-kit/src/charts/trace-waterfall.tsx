import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { makeScale } from '../axes/scale.ts';
import { useLocale } from '../format/locale.tsx';
import { format } from '../format/unit.ts';
import { ChartFrame } from '../frame/chart-frame.tsx';
import type { FrameProps } from '../frame/chart-frame.tsx';
import { numberCell } from '../frame/table-twin.tsx';
import { useViewport } from '../frame/viewport.ts';
import type { Stretch, ViewportProps } from '../frame/viewport.ts';
import type { SeriesStyle } from '../theme/series.ts';
import { Minimap } from './minimap.tsx';
import { criticalPath, spanTree, visibleRows } from './trace-waterfall-model.ts';
import type { SpanAccessors } from './trace-waterfall-model.ts';
import { TraceRows } from './trace-waterfall-rows.tsx';

/** `viewport`: the stretch of time that is shown, in the spans' own ms. */
export interface TraceWaterfallProps<Row> extends FrameProps, ViewportProps {
  /** Spans of one trace, in any order. With thousands, keep the array and all functions the same between renders. */
  readonly data: readonly Row[];
  readonly title: string;
  readonly span: SpanAccessors<Row>;
  readonly name: (row: Row) => string;
  /** Colour by what a span is: one style per kind, the same on every page. */
  readonly styleOf: (row: Row) => SeriesStyle;
  /** What went wrong, in a word or a code; null when nothing did. */
  readonly error?: ((row: Row) => string | null) | undefined;
  /** Behind the name: a badge, tokens, cost. */
  readonly note?: ((row: Row) => ReactNode) | undefined;
  readonly selectedId?: string | null | undefined;
  readonly onSelect?: ((row: Row) => void) | undefined;
  /** Spans that are not on the critical path step back. */
  readonly showsCriticalPath?: boolean | undefined;
  /** px, with axis and minimap; 420 by default. */
  readonly height?: number | undefined;
}

const HEAD_PX = 22;
const MAP_PX = 30;

/**
 * A trace: who called whom, and when. Draws only the rows in view. Up and Down move, Right opens, Left closes or goes to the parent,
 * Enter selects, plus and minus zoom around the row, 0 shows all; so do the wheel with Ctrl or ⌘ and a drag over the small picture.
 */
export function TraceWaterfall<Row>(props: TraceWaterfallProps<Row>) {
  const { data, title, span, name, error, height = 420 } = props;
  const locale = useLocale();
  const id = useId();
  const tree = useMemo(() => spanTree(data, span), [data, span.id, span.parentId, span.startMs, span.durationMs]);
  const critical = useMemo(() => (props.showsCriticalPath === true ? criticalPath(tree) : null), [tree, props.showsCriticalPath]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => visibleRows(tree, collapsed), [tree, collapsed]);
  const zoom = useViewport(props, [tree.from, tree.to]);
  const zoomTo = (stretch: Stretch | null) => {
    zoom.show(stretch);
    zoom.rest();
  };
  const errorCount = useMemo(() => (error === undefined ? 0 : tree.rows.filter((row) => error(row) !== null).length), [tree, error]);
  const description = data.length === 0 ? `${title}: no spans.` : `${format(data.length, 'count', locale)} spans in ${format(tree.to - tree.from, 'ms', locale)}${errorCount > 0 ? `, ${errorCount} with errors` : ''}${tree.openCount > 0 ? `, ${tree.openCount} not ended` : ''}. Longest at the top: ${tree.rows[0] === undefined ? '' : name(tree.rows[0])}.`;
  return (
    <ChartFrame
      title={title} description={description} height={height} frame={props} resetZoom={() => zoomTo(null)}
      table={() => ({
        columns: [{ label: 'Span', isNumeric: false }, { label: 'starts after', isNumeric: true }, { label: 'takes', isNumeric: true }, { label: 'Error', isNumeric: false }],
        rowCount: tree.rows.length,
        row: (index) => [
          `${'· '.repeat(tree.depths[index] ?? 0)}${name(tree.rows[index] as Row)}`, numberCell((tree.starts[index] ?? 0) - tree.from, 'ms', locale),
          numberCell((tree.ends[index] ?? 0) - (tree.starts[index] ?? 0), 'ms', locale), error?.(tree.rows[index] as Row) ?? '',
        ],
      })}
    >
      {({ width }) => {
        if (rows.length === 0) return <p className="uk-plot-empty" style={{ inset: 0 }}>no spans</p>;
        const namePx = Math.round(Math.min(320, Math.max(120, width * 0.38)));
        const [left, right] = [namePx + 8, width - 14];
        const scale = makeScale('linear', zoom.shown, [left, right]);
        const ticks = scale.ticks(Math.max(2, Math.floor((width - namePx) / 110)));
        return (
          <div className="uk-waterfall" style={{ height }}>
            <Minimap tree={tree} styleOf={props.styleOf} left={left} width={right - left} height={MAP_PX} zoom={zoom.isZoomed ? zoom.shown : null} onZoom={zoomTo} />
            <div className="uk-waterfall-axis uk-num" style={{ height: HEAD_PX }} aria-hidden="true">
              {ticks.map((tick) => <span key={tick} style={{ left: scale.toPx(tick) }}>{format(tick - tree.from, 'ms', locale)}</span>)}
            </div>
            <TraceRows
              id={id} title={title} tree={tree} rows={rows} collapsed={collapsed} onCollapsed={setCollapsed} critical={critical} zoom={zoom} onZoom={zoomTo}
              shownFrom={zoom.shown[0]} shownTo={zoom.shown[1]} left={left} right={right} width={width} namePx={namePx} height={height - HEAD_PX - MAP_PX - 6}
              ticks={ticks} name={name} note={props.note} error={error} styleOf={props.styleOf} selectedId={props.selectedId} onSelect={props.onSelect}
            />
          </div>
        );
      }}
    </ChartFrame>
  );
}
