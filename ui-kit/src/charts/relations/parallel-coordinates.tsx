import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { ItemReader } from '../../frame/item-reader.tsx';
import { extent } from '../../axes/scale.ts';
import type { Goal } from '../parts/goal.ts';
import { nextItem } from '../parts/next-item.ts';
import { RampKey } from '../parts/ramp.tsx';
import { useKept } from '../parts/use-kept.ts';
import { ParallelHandles, ParallelHead, ParallelRule } from './parallel-axis.tsx';
import type { AxisPlace } from './parallel-axis.tsx';
import { linePathOf, ParallelLines } from './parallel-lines.tsx';
import { brushOf, inOrder, movedKey, nearestLine, placeAxis, rankRows, selectionOf } from './parallel-model.ts';
import type { Brush, Brushes, DrawnLines, ParallelAxis } from './parallel-model.ts';
import { describeTrials, trialReading, trialTable } from './parallel-words.ts';

export type { Goal } from '../parts/goal.ts';
export type { Brush, Brushes, ParallelAxis } from './parallel-model.ts';

export interface ParallelCoordinatesProps<Row> extends FrameProps {
  /** One row per trial. Keep the array and the axes the same between renders where there are thousands. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** One per number or choice, from left to right. */
  readonly axes: readonly ParallelAxis<Row>[];
  /** What a row is called: "trial 17". */
  readonly name: (row: Row) => string;
  /** What one row is, in the plural: "trials". */
  readonly counted: string;
  /** Shades the lines; the wanted end is the strong one. null: not known, drawn dashed. */
  readonly color?:
    | { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit; readonly goal: Goal }
    | undefined;
  /** What is selected, by the keys of axes; several hold together. Give it with `onBrushesChange` to keep it in the page. */
  readonly brushes?: Brushes | undefined;
  /** The reader has selected: all selections that hold now. */
  readonly onBrushesChange?: ((brushes: Brushes) => void) | undefined;
  /** Keys of the axes from left to right; the given order by default. */
  readonly order?: readonly string[] | undefined;
  /** The reader has moved an axis: keys from left to right. */
  readonly onOrderChange?: ((order: readonly string[]) => void) | undefined;
  /** Keys of the axes that stand upside down. */
  readonly flipped?: ReadonlySet<string> | undefined;
  /** The reader has turned an axis: keys of all that stand upside down. */
  readonly onFlippedChange?: ((flipped: ReadonlySet<string>) => void) | undefined;
  /** Opens a row: a press on its line, or Enter. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** px; 340 by default. */
  readonly height?: number | undefined;
}

/** Axes are no nearer to each other; where they would be, the drawing scrolls inside its frame. px */
const LEAST_APART_PX = 92;
const ASIDE_PX = 46;
const TOP_PX = 54;
const UNDER_PX = 72;
const REACH_PX = 9;
const noBrushes: Brushes = {};
const noneFlipped: ReadonlySet<string> = new Set();

/**
 * Many numbers of many trials at once: a line is a trial, an axis is a parameter or a result. Select on the axes to see what goes with
 * what.
 */
export function ParallelCoordinates<Row>(props: ParallelCoordinatesProps<Row>) {
  const { data, title, counted, color, height = 340 } = props;
  const locale = useLocale();
  const [brushes, setBrushes] = useKept(props.brushes, props.onBrushesChange, noBrushes);
  const [order, setOrder] = useKept<readonly string[]>(props.order, props.onOrderChange, []);
  const [flipped, setFlipped] = useKept(props.flipped, props.onFlippedChange, noneFlipped);
  const [announcement, setAnnouncement] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const movedAxis = useRef<string | null>(null);
  const placed = useMemo(() => props.axes.map((axis) => placeAxis(data, axis)), [data, props.axes]);
  const axes = useMemo(() => inOrder(placed, order), [placed, order]);
  const { of: colorOf, goal: colorGoal } = color ?? {};
  const measure = useMemo(() => {
    if (colorOf === undefined) return null;
    const values = Float64Array.from(data, (row) => colorOf(row) ?? Number.NaN).map((value) =>
      Number.isFinite(value) ? value : Number.NaN,
    );
    const [low, high] = extent(values) ?? [0, 0];
    const [weak, strong] = colorGoal === 'minimise' ? [high, low] : [low, high];
    return {
      values,
      weak,
      strong,
      isKnown: extent(values) !== null,
      strengths: values.map((value) => (strong === weak ? (Number.isNaN(value) ? Number.NaN : 1) : (value - weak) / (strong - weak))),
    };
  }, [data, colorOf, colorGoal]);
  const selection = useMemo(() => selectionOf(placed, brushes, data.length), [placed, brushes, data.length]);
  const goal = colorGoal ?? 'minimise';
  const rows = useMemo(() => rankRows(selection.isIn, measure?.values ?? null, goal), [selection, measure, goal]);
  useEffect(() => {
    // A moved axis is another element's neighbour now, and may have lost the focus on its way.
    if (movedAxis.current === null) return;
    const head = [...(root.current?.querySelectorAll<HTMLElement>('[data-axis]') ?? [])].find(
      (element) => element.dataset['axis'] === movedAxis.current,
    );
    movedAxis.current = null;
    head?.focus();
  });

  const keys = axes.map((axis) => axis.key);
  const stretch = (key: string, brush: Brush | undefined) => {
    const { [key]: _, ...rest } = brushes;
    setBrushes(brush === undefined ? rest : { ...rest, [key]: brush });
  };
  const moveTo = (key: string, place: number, byKeys: boolean) => {
    const next = movedKey(keys, key, place - keys.indexOf(key));
    if (next.join('\n') === keys.join('\n')) return;
    if (byKeys) movedAxis.current = key;
    setOrder(next);
    setAnnouncement(`${axes.find((axis) => axis.key === key)?.label ?? key} is axis ${next.indexOf(key) + 1} of ${next.length}`);
  };
  const flip = (key: string) => {
    const next = new Set(flipped);
    if (!next.delete(key)) next.add(key);
    setFlipped(next);
  };

  const countText = (count: number) => format(count, 'count', locale);
  const isAll = selection.count === data.length;
  const words = { axes, data, rows, name: props.name, counted, color, measure: measure?.values ?? null };
  const countWords = `${countText(selection.count)} of ${countText(data.length)} ${counted}`;
  const best = rows[0] === undefined || measure === null ? Number.NaN : (measure.values[rows[0]] as number);
  const brushCount = Object.keys(brushes).length;
  const description = describeTrials(words, brushCount, locale);
  return (
    <ChartFrame
      frame={props}
      title={title}
      description={description}
      height={height}
      table={() => trialTable(words, locale)}
      legend={
        color === undefined || measure === null || !measure.isKnown ? null : (
          <RampKey label={color.label} unit={color.unit} weak={measure.weak} strong={measure.strong} />
        )
      }
    >
      {({ width }) => {
        if (data.length === 0 || axes.length === 0)
          return (
            <p className="uk-plot-empty" style={{ inset: 0 }}>
              no data
            </p>
          );
        const drawingWidth = Math.max(width, 2 * ASIDE_PX + (axes.length - 1) * LEAST_APART_PX);
        const drawnHeight = height - 28;
        const apart = axes.length < 2 ? 0 : (drawingWidth - 2 * ASIDE_PX) / (axes.length - 1);
        const [top, bottom] = [TOP_PX, height - UNDER_PX];
        const footY = bottom + 28;
        const xOf = (index: number) => (axes.length < 2 ? drawingWidth / 2 : ASIDE_PX + index * apart);
        const placeOf = (index: number): AxisPlace => ({
          x: xOf(index),
          top,
          bottom,
          width: axes.length < 2 ? 160 : Math.min(160, Math.max(apart, LEAST_APART_PX) - 6),
          ends: [0, drawingWidth],
          isLast: index === axes.length - 1 && axes.length > 1,
          isBeforeLast: index === axes.length - 2,
          isFlipped: flipped.has(axes[index]?.key ?? ''),
        });
        return (
          <div ref={root} className="uk-parallel" style={{ height }}>
            <Lines
              axes={axes}
              flipped={flipped}
              top={top}
              bottom={bottom}
              width={drawingWidth}
              draw={(lines) => (
                <ItemReader
                  title={title}
                  count={rows.length}
                  width={width}
                  height={drawnHeight}
                  drawingWidth={drawingWidth}
                  readingAt={(item) => trialReading(words, item, locale)}
                  boxAt={(item) => ({
                    left: xOf(0),
                    right: xOf(0),
                    top: Math.max(top, (lines.ys[0]?.[rows[item] ?? 0] ?? top) || top),
                    bottom,
                  })}
                  itemAt={(px, py) => (py < top - 4 || py > bottom + 4 ? -1 : nearestLine(lines, rows, px, py, REACH_PX))}
                  itemAfterKey={(key, item) => nextItem(key, item, rows.length)}
                  onOpen={props.onOpen === undefined ? undefined : (item) => props.onOpen?.(data[rows[item] as number] as Row)}
                >
                  {(active) => (
                    <>
                      <ParallelLines
                        lines={lines}
                        width={drawingWidth}
                        height={drawnHeight}
                        footY={footY}
                        rows={rows}
                        strengths={measure?.strengths ?? null}
                        isAll={isAll}
                        rowCount={data.length}
                      />
                      <svg className="uk-parallel-over" width={drawingWidth} height={drawnHeight} role="img" aria-label={description}>
                        {active >= 0 && rows[active] !== undefined && (
                          <path className="uk-parallel-active" d={linePathOf(lines, rows[active], footY)} />
                        )}
                        {axes.map((axis, index) => (
                          <ParallelRule key={axis.key} axis={axis} brush={brushes[axis.key]} place={placeOf(index)} footY={footY} />
                        ))}
                      </svg>
                      {axes.map((axis, index) => (
                        <div key={axis.key} role="group" aria-label={axis.label}>
                          <ParallelHead
                            axis={axis}
                            place={placeOf(index)}
                            index={index}
                            count={axes.length}
                            onFlip={() => flip(axis.key)}
                            onMove={(by) => moveTo(axis.key, index + by, true)}
                            onDragTo={(px) => moveTo(axis.key, apart === 0 ? 0 : Math.max(0, Math.round((px - ASIDE_PX) / apart)), false)}
                          />
                          <ParallelHandles
                            axis={axis}
                            brush={brushes[axis.key]}
                            place={placeOf(index)}
                            onBrush={(one, other) => stretch(axis.key, brushOf(axis, one, other))}
                            onClear={() => stretch(axis.key, undefined)}
                          />
                        </div>
                      ))}
                    </>
                  )}
                </ItemReader>
              )}
            />
            <div className="uk-parallel-foot">
              <span role="status">
                {countWords}
                {color !== undefined && !Number.isNaN(best) && `, best ${color.label} ${format(best, color.unit, locale)}`}
              </span>
              {brushCount > 0 && (
                <button type="button" className="uk-link uk-parallel-clear" onClick={() => setBrushes(noBrushes)}>
                  Clear {brushCount === 1 ? 'the selection' : `${brushCount} selections`}
                </button>
              )}
              <span role="status" className="uk-hidden">
                {announcement}
              </span>
            </div>
          </div>
        );
      }}
    </ChartFrame>
  );
}

/** Works the lines' px out once for each set of axes and size. */
function Lines({
  axes,
  flipped,
  top,
  bottom,
  width,
  draw,
}: {
  readonly axes: readonly ReturnType<typeof placeAxis>[];
  readonly flipped: ReadonlySet<string>;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly draw: (lines: DrawnLines) => React.ReactNode;
}) {
  const lines = useMemo(
    (): DrawnLines => ({
      xs: axes.map((_, index) => (axes.length < 2 ? width / 2 : ASIDE_PX + index * ((width - 2 * ASIDE_PX) / (axes.length - 1)))),
      ys: axes.map((axis) =>
        axis.places.map((place) => (flipped.has(axis.key) ? top + place * (bottom - top) : bottom - place * (bottom - top))),
      ),
    }),
    [axes, flipped, top, bottom, width],
  );
  return draw(lines);
}
