import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { makeScale } from '../axes/scale.ts';
import { useLocale } from '../format/locale.tsx';
import { format } from '../format/unit.ts';
import { ChartFrame } from '../frame/chart-frame.tsx';
import type { FrameProps } from '../frame/chart-frame.tsx';
import { numberCell } from '../frame/table-twin.tsx';
import type { SeriesStyle } from '../theme/series.ts';
import { Minimap } from './minimap.tsx';
import { windowOf } from './sort-rows.ts';
import { criticalPath, spanTree, visibleRows } from './trace-waterfall-model.ts';
import type { SpanAccessors } from './trace-waterfall-model.ts';
import { SpanRow } from './trace-waterfall-row.tsx';

export interface TraceWaterfallProps<Row> extends FrameProps {
  /** Spans of one trace, in any order. */
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

const ROW_PX = 26;
const HEAD_PX = 22;
const MAP_PX = 30;
/** Narrowest window that can be zoomed to: a millionth of the trace. */
const LEAST_WINDOW = 1e-6;

/**
 * A trace: who called whom, and when. Draws only the rows in view. Up and Down move, Right opens, Left closes or goes to the parent,
 * Enter selects, plus and minus zoom around the row, 0 shows all; a drag over the small picture zooms too.
 */
export function TraceWaterfall<Row>(props: TraceWaterfallProps<Row>) {
  const { data, title, span, name, error, height = 420 } = props;
  const locale = useLocale();
  const id = useId();
  const tree = useMemo(() => spanTree(data, span), [data, span.id, span.parentId, span.startMs, span.durationMs]);
  const critical = useMemo(() => (props.showsCriticalPath === true ? criticalPath(tree) : null), [tree, props.showsCriticalPath]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => visibleRows(tree, collapsed), [tree, collapsed]);
  const [zoom, setZoom] = useState<readonly [number, number] | null>(null);
  const [from, to] = zoom ?? [tree.from, tree.to];
  const [active, setActive] = useState(0);
  const [view, setView] = useState<readonly [number, number]>([0, 40]);
  const scroller = useRef<HTMLDivElement>(null);
  const bodyPx = height - HEAD_PX - MAP_PX - 6;
  useEffect(() => follow(), [rows.length, bodyPx]);

  function follow() {
    const element = scroller.current;
    if (element === null) return;
    const next = windowOf(element.scrollTop, element.clientHeight, ROW_PX, rows.length);
    setView((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
  }
  const goTo = (row: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, row));
    setActive(next);
    const element = scroller.current;
    if (element === null) return;
    if (next * ROW_PX < element.scrollTop) element.scrollTop = next * ROW_PX;
    else if ((next + 1) * ROW_PX > element.scrollTop + element.clientHeight) element.scrollTop = (next + 1) * ROW_PX - element.clientHeight;
  };
  const toggle = (place: number) => {
    const key = tree.ids[place] as string;
    const next = new Set(collapsed);
    if (!next.delete(key)) next.add(key);
    setCollapsed(next);
  };
  const zoomBy = (factor: number) => {
    const place = rows[active] ?? 0;
    const middle = Math.min(to, Math.max(from, ((tree.starts[place] ?? from) + (tree.ends[place] ?? to)) / 2));
    const half = Math.max((tree.to - tree.from) * LEAST_WINDOW, ((to - from) * factor) / 2);
    setZoom(half * 2 >= tree.to - tree.from ? null : [Math.max(tree.from, middle - half), Math.min(tree.to, middle + half)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = rows[active] ?? 0;
    const isOpen = (tree.sizes[place] ?? 1) > 1 && !collapsed.has(tree.ids[place] ?? '');
    const page = Math.max(1, Math.floor(bodyPx / ROW_PX) - 1);
    const acts: Record<string, () => void> = {
      ArrowDown: () => goTo(active + 1), ArrowUp: () => goTo(active - 1), PageDown: () => goTo(active + page), PageUp: () => goTo(active - page),
      Home: () => goTo(0), End: () => goTo(rows.length - 1),
      ArrowRight: () => { if (collapsed.has(tree.ids[place] ?? '')) toggle(place); else if (isOpen) goTo(active + 1); },
      ArrowLeft: () => { if (isOpen) toggle(place); else if ((tree.parents[place] ?? -1) >= 0) goTo(rows.indexOf(tree.parents[place] as number)); },
      Enter: () => props.onSelect?.(tree.rows[place] as Row),
      '+': () => zoomBy(0.5), '-': () => zoomBy(2), '0': () => setZoom(null),
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  };
  const errorCount = useMemo(() => (error === undefined ? 0 : tree.rows.filter((row) => error(row) !== null).length), [tree, error]);
  const description = data.length === 0 ? `${title}: no spans.` : `${format(data.length, 'count', locale)} spans in ${format(tree.to - tree.from, 'ms', locale)}${errorCount > 0 ? `, ${errorCount} with errors` : ''}${tree.openCount > 0 ? `, ${tree.openCount} not ended` : ''}. Longest at the top: ${tree.rows[0] === undefined ? '' : name(tree.rows[0])}.`;
  const activeId = rows.length === 0 ? undefined : `${id}-${rows[active] ?? 0}`;
  return (
    <ChartFrame
      frame={props} title={title} description={description} height={height}
      table={() => ({
        columns: [{ label: 'Span', isNumeric: false }, { label: 'starts after', isNumeric: true }, { label: 'takes', isNumeric: true }, { label: 'Error', isNumeric: false }],
        rowCount: tree.rows.length,
        row: (index) => [`${'· '.repeat(tree.depths[index] ?? 0)}${name(tree.rows[index] as Row)}`, numberCell((tree.starts[index] ?? 0) - tree.from, 'ms', locale), numberCell((tree.ends[index] ?? 0) - (tree.starts[index] ?? 0), 'ms', locale), error?.(tree.rows[index] as Row) ?? ''],
      })}
    >
      {({ width }) => {
        if (rows.length === 0) return <p className="uk-plot-empty" style={{ inset: 0 }}>no spans</p>;
        const namePx = Math.round(Math.min(320, Math.max(120, width * 0.38)));
        const scale = makeScale('linear', [from, to], [namePx + 8, width - 14]);
        const ticks = scale.ticks(Math.max(2, Math.floor((width - namePx) / 110)));
        return (
          <div className="uk-waterfall" style={{ height }}>
            <Minimap tree={tree} styleOf={props.styleOf} left={namePx + 8} width={width - namePx - 22} height={MAP_PX} zoom={zoom} onZoom={setZoom} />
            <div className="uk-waterfall-axis uk-num" style={{ height: HEAD_PX }} aria-hidden="true">
              {ticks.map((tick) => <span key={tick} style={{ left: scale.toPx(tick) }}>{format(tick - tree.from, 'ms', locale)}</span>)}
            </div>
            <div
              ref={scroller} className="uk-waterfall-rows" role="treegrid" tabIndex={0} aria-label={title} aria-rowcount={rows.length} aria-activedescendant={activeId}
              style={{ height: bodyPx }} onScroll={follow} onKeyDown={onKeyDown}
            >
              <div role="presentation" style={{ height: rows.length * ROW_PX, position: 'relative' }}>
                {ticks.map((tick) => <i key={tick} className="uk-waterfall-rule" style={{ left: Math.round(scale.toPx(tick)) }} />)}
                {Array.from(rows.subarray(view[0], Math.min(view[1], rows.length)), (place, offset) => {
                  const at = view[0] + offset;
                  const row = tree.rows[place] as Row;
                  return (
                    <SpanRow
                      key={tree.ids[place]} id={`${id}-${place}`} index={at} top={at * ROW_PX} height={ROW_PX} namePx={namePx} width={width} scale={scale}
                      name={name(row)} note={props.note?.(row)} error={error?.(row) ?? null} style={props.styleOf(row)} depth={tree.depths[place] ?? 0}
                      startMs={tree.starts[place] ?? 0} endMs={tree.ends[place] ?? 0} childCount={(tree.sizes[place] ?? 1) - 1}
                      isOpen={tree.opens[place] === 1} isCollapsed={collapsed.has(tree.ids[place] ?? '')} isActive={at === active} isSelected={props.selectedId === tree.ids[place]}
                      isAside={critical !== null && critical[place] === 0} onToggle={() => toggle(place)}
                      onSelect={() => { setActive(at); props.onSelect?.(row); }}
                    />
                  );
                })}
              </div>
            </div>
          </div>
        );
      }}
    </ChartFrame>
  );
}
