import { useId, useMemo } from 'react';
import type { ReactNode, Ref } from 'react';
import { makeScale } from '../../axes/scale.ts';
import { FIGURE_PX } from '../../format/text-width.ts';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import { useViewport } from '../../frame/viewport.ts';
import type { AxisRange, ViewportProps } from '../../frame/viewport.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { useKept } from '../parts/use-kept.ts';
import { Minimap } from './minimap.tsx';
import { criticalPath } from './critical-path.ts';
import { spanTree } from './trace-waterfall-model.ts';
import type { SpanAccessors } from './trace-waterfall-model.ts';
import { TraceRows } from './trace-waterfall-rows.tsx';
import { visibleRows, withAncestors } from './trace-waterfall-visible.ts';

export { RampKey } from '../parts/ramp.tsx';
export { spanShade } from './trace-waterfall-shade.ts';

/** What a page's own keys can do with the rows; only the waterfall knows which of them are shown. */
export interface TraceMoves {
  /** So many rows down (negative: up). */
  readonly by: (rows: number) => void;
  /** Opens or closes the row that the keyboard is at. */
  readonly toggle: () => void;
  /** Gives the rows the keyboard. */
  readonly focus: () => void;
}

/** `viewport`: the stretch of time that is shown, in the spans' own ms. */
export interface TraceWaterfallProps<Row> extends FrameProps, ViewportProps {
  /** Spans of one trace, in any order. With thousands, keep the array and all functions the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** How a span's place in the tree and in time is read. */
  readonly span: SpanAccessors<Row>;
  /** A span's name for people. */
  readonly name: (row: Row) => string;
  /** Colour by what a span is: one style per kind, the same on every page. */
  readonly styleOf: (row: Row) => SeriesStyle;
  /** What went wrong, in a word or a code; null when nothing did. */
  readonly error?: ((row: Row) => string | null) | undefined;
  /** Quiet words behind the name: the model that was called. */
  readonly detail?: ((row: Row) => string | null) | undefined;
  /** Behind the name: a badge. */
  readonly note?: ((row: Row) => ReactNode) | undefined;
  /**
   * At the end of the name's column: what all under the span came to (tokens, cost), with a head that says what. Left out where there is no
   * room.
   */
  readonly figures?: { readonly of: (row: Row) => string | null; readonly label: string } | undefined;
  /** What colours stand for; goes into the head. */
  readonly legend?: ReactNode;
  /** Only these spans and those that they are under. */
  readonly only?: ((row: Row) => boolean) | null | undefined;
  /** What a search found: these rows are marked, and the words in their names. */
  readonly found?: { readonly text: string; readonly ids: ReadonlySet<string> } | null | undefined;
  /** A span that is selected from outside is opened and brought into sight, also when it comes later. */
  readonly selectedId?: string | null | undefined;
  /** The reader has selected a span. */
  readonly onSelect?: ((row: Row) => void) | undefined;
  /** Moving with the keyboard selects; Enter then opens and closes. */
  readonly selectsOnMove?: boolean | undefined;
  /** Moves through the rows that the page can ask for, by keys of its own. */
  readonly moves?: Ref<TraceMoves> | undefined;
  /** Ids of the spans whose insides are folded away. Give it with `onCollapsed` to keep it in the page. */
  readonly collapsed?: ReadonlySet<string> | undefined;
  /** The reader has folded or opened: ids of all spans whose children are hidden. */
  readonly onCollapsed?: ((collapsed: ReadonlySet<string>) => void) | undefined;
  /** Spans that are not on the critical path step back. */
  readonly showsCriticalPath?: boolean | undefined;
  /** Which spans are on it, where that is known; computed here otherwise. */
  readonly isCritical?: ((row: Row) => boolean) | undefined;
  /** px, with axis and minimap; 420 by default. */
  readonly height?: number | undefined;
}

const HEAD_PX = 22;
const MAP_PX = 30;
/** Narrower than this, a column of names has no room for figures, px. */
const LEAST_PX_FOR_FIGURES = 250;
/** Narrower than this, bars need all the room there is: the longest carry their lengths, px. */
const LEAST_PX_FOR_LENGTHS = 480;
/** `9,999 ms`: a shorter span may have more figures than the whole (`17.2 s`). */
const LEAST_FIGURES = 8;
const nothingFolded: ReadonlySet<string> = new Set();

/**
 * A trace: who called whom, and when. Draws only the rows in view. Up and Down move, Right opens, Left closes or goes to the parent,
 * Enter selects, plus and minus zoom around the row, 0 shows all; so do the wheel with Ctrl or ⌘ and a drag over the small picture.
 * A growing trace may be passed again at each change: what the reader looks at keeps its position.
 */
export function TraceWaterfall<Row>(props: TraceWaterfallProps<Row>) {
  const { data, title, span, name, error, isCritical, only = null, figures, height = 420 } = props;
  const locale = useLocale();
  const id = useId();
  const { id: idOf, parentId, startMs, durationMs } = span;
  const tree = useMemo(() => spanTree(data, { id: idOf, parentId, startMs, durationMs }), [data, idOf, parentId, startMs, durationMs]);
  const critical = useMemo(
    () =>
      props.showsCriticalPath !== true
        ? null
        : isCritical === undefined
          ? criticalPath(tree)
          : Uint8Array.from(tree.rows, (row) => Number(isCritical(row))),
    [tree, props.showsCriticalPath, isCritical],
  );
  const [collapsed, setCollapsed] = useKept(props.collapsed, props.onCollapsed, nothingFolded);
  const kept = useMemo(() => (only === null ? null : withAncestors(tree, only)), [tree, only]);
  const rows = useMemo(() => visibleRows(tree, collapsed, kept), [tree, collapsed, kept]);
  const zoom = useViewport(props, [tree.from, tree.to]);
  const zoomTo = (stretch: AxisRange | null) => {
    zoom.show(stretch);
    zoom.rest();
  };
  const errorCount = useMemo(() => (error === undefined ? 0 : tree.rows.filter((row) => error(row) !== null).length), [tree, error]);
  const description =
    data.length === 0
      ? `${title}: no spans.`
      : `${format(data.length, 'count', locale)} ${data.length === 1 ? 'span' : 'spans'} in ${format(tree.to - tree.from, 'ms', locale)}${errorCount > 0 ? `, ${errorCount} with errors` : ''}${tree.openCount > 0 ? `, ${tree.openCount} not ended` : ''}. Longest at the top: ${tree.rows[0] === undefined ? '' : name(tree.rows[0])}.`;
  return (
    <ChartFrame
      title={title}
      description={description}
      height={height}
      legend={props.legend}
      frame={props}
      resetZoom={() => zoomTo(null)}
      table={() => ({
        columns: [
          { label: 'Span', isNumeric: false },
          { label: 'starts after', isNumeric: true },
          { label: 'takes', isNumeric: true },
          { label: 'Error', isNumeric: false },
          ...(figures === undefined ? [] : [{ label: figures.label, isNumeric: true }]),
        ],
        rowCount: tree.rows.length,
        row: (index) => [
          `${'· '.repeat(tree.depths[index] ?? 0)}${name(tree.rows[index] as Row)}`,
          numberCell((tree.starts[index] ?? 0) - tree.from, 'ms', locale),
          numberCell((tree.ends[index] ?? 0) - (tree.starts[index] ?? 0), 'ms', locale),
          error?.(tree.rows[index] as Row) ?? '',
          ...(figures === undefined ? [] : [figures.of(tree.rows[index] as Row) ?? '']),
        ],
      })}
    >
      {({ width }) => {
        if (rows.length === 0)
          return (
            <p className="uk-plot-empty" style={{ inset: 0 }}>
              {data.length === 0 ? 'no spans' : 'no such spans'}
            </p>
          );
        const namePx = Math.round(Math.min(figures === undefined ? 320 : 420, Math.max(120, width * (figures === undefined ? 0.38 : 0.5))));
        const shownFigures = namePx < LEAST_PX_FOR_FIGURES ? undefined : figures;
        // Behind the longest bar there is room for its length, unless the drawing is narrow.
        const length = `${format(tree.to - tree.from, 'ms', locale)}${tree.openCount > 0 ? ' so far' : ''}`;
        const [left, right] = [
          namePx + 8,
          width - 14 - (width < LEAST_PX_FOR_LENGTHS ? 0 : Math.max(LEAST_FIGURES, length.length) * FIGURE_PX + 8),
        ];
        const scale = makeScale('linear', zoom.shown, [left, right]);
        const ticks = scale.ticks(Math.max(2, Math.floor((right - left) / 110)));
        return (
          <div className="uk-waterfall" style={{ height }}>
            <Minimap
              tree={tree}
              styleOf={props.styleOf}
              error={error}
              left={left}
              width={right - left}
              height={MAP_PX}
              zoom={zoom.isZoomed ? zoom.shown : null}
              onZoom={zoomTo}
            />
            <div className="uk-waterfall-axis uk-num" style={{ height: HEAD_PX }} aria-hidden="true">
              {shownFigures !== undefined && (
                <span className="uk-waterfall-head" style={{ right: width - namePx + 22 }}>
                  {shownFigures.label}
                </span>
              )}
              {ticks.map((tick) => {
                const text = format(tick - tree.from, 'ms', locale);
                // The last one ends where the drawing does.
                return (
                  <span key={tick} style={{ left: Math.min(scale.toPx(tick), width - 4 - (text.length * FIGURE_PX) / 2) }}>
                    {text}
                  </span>
                );
              })}
            </div>
            <TraceRows
              id={id}
              title={title}
              tree={tree}
              rows={rows}
              collapsed={collapsed}
              onCollapsed={setCollapsed}
              critical={critical}
              zoom={zoom}
              onZoom={zoomTo}
              shownFrom={zoom.shown[0]}
              shownTo={zoom.shown[1]}
              left={left}
              right={right}
              width={width}
              namePx={namePx}
              height={height - HEAD_PX - MAP_PX - 6}
              ticks={ticks}
              name={name}
              detail={props.detail}
              note={props.note}
              figures={shownFigures}
              error={error}
              styleOf={props.styleOf}
              found={props.found}
              selectedId={props.selectedId}
              onSelect={props.onSelect}
              selectsOnMove={props.selectsOnMove}
              moves={props.moves}
            />
          </div>
        );
      }}
    </ChartFrame>
  );
}
