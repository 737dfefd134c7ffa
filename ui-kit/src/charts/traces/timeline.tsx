import { useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { makeScale } from '../../axes/scale.ts';
import { FIGURE_PX } from '../../format/text-width.ts';
import { XAxis, xTicks } from '../../axes/x-axis.tsx';
import { useLocale } from '../../format/locale.tsx';
import { formatDated } from '../../format/time.ts';
import { format } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { useBrowserLayoutEffect } from '../../frame/size.ts';
import { numberCell, timeCell } from '../../frame/table-twin.tsx';
import { useZoom } from '../../frame/use-zoom.ts';
import { useViewport } from '../../frame/viewport.ts';
import type { AxisRange, ViewportProps, Zoom } from '../../frame/viewport.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { LaneRow, LINE_PX } from './timeline-lane.tsx';
import { piecesOf, timelineEnds, timelineOf } from './timeline-model.ts';
import type { TimelineItem, TimelineLane } from './timeline-model.ts';

/** `viewport`: the stretch of time that is shown, ms since the epoch. */
export interface TimelineProps<Row> extends FrameProps, ViewportProps {
  /** Rows in any order; new ones may come at any time. With thousands, keep the array and the accessors the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** Which lane a row is in: a model, a job, a person. */
  readonly lane: { readonly of: (row: Row) => string; readonly label: string };
  /** An item's name for people. */
  readonly name: (row: Row) => string;
  /** When it began. */
  readonly from: (row: Row) => Date;
  /** `open`: it goes on; null: it happened at once and is drawn as a mark. */
  readonly to: (row: Row) => Date | 'open' | null;
  /** The present: where what goes on ends. Never read from a clock here. */
  readonly now: Date;
  /** Colour and shape of an item; by lane by default. */
  readonly styleOf?: ((row: Row) => SeriesStyle) | undefined;
  /** More about an item, behind its name: "loss 0.446". */
  readonly note?: ((row: Row) => string | undefined) | undefined;
  /** Opens a row: a press, or Enter. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Ends of the whole time axis; the data's own by default. */
  readonly domain?: readonly [from: Date, to: Date] | undefined;
}

const AXIS_PX = 24;
/** Room on both sides of a lone instant, ms. */
const ALONE_MS = 1_800_000;
/** Room for the lanes' names: this, or a part of a narrow drawing. px */
const LANE_NAME_PX = 116;
const MOST_NAME_PART = 0.28;

/**
 * What happened when, side by side: versions of a model, runs, deployments. One stop of the Tab key: Left and Right lead through a lane,
 * Up and Down to what is nearest in the next one, Enter opens. Plus and minus zoom, as the wheel does with Ctrl or ⌘; 0 shows all.
 * Marks too close to distinguish are one mark with their count; pressing it zooms there.
 */
export function Timeline<Row>(props: TimelineProps<Row>) {
  const { data, title, lane, name, from, to, now } = props;
  const locale = useLocale();
  const lanes = useMemo(() => timelineOf(data, { lane: lane.of, from, to }, now), [data, lane.of, from, to, now]);
  const items = useMemo(() => lanes.flatMap((one) => one.items), [lanes]);
  const found = useMemo(() => timelineEnds(lanes), [lanes]);
  const ends: AxisRange = props.domain !== undefined ? [props.domain[0].getTime(), props.domain[1].getTime()] : (found ?? [0, 1]);
  const whole: AxisRange = ends[0] === ends[1] ? [ends[0] - ALONE_MS, ends[1] + ALONE_MS] : ends;
  const zoom = useViewport(props, whole);
  const zoomTo = (stretch: AxisRange | null) => {
    zoom.show(stretch);
    zoom.rest();
  };
  const lineCount = lanes.reduce((sum, one) => sum + one.lineCount, 0);
  const height = Math.max(1, lineCount) * LINE_PX + AXIS_PX;
  const when = (item: TimelineItem<Row>) => {
    const start = formatDated(item.from, 'minute', locale);
    if (item.isOpen) return `since ${start}`;
    return item.to === item.from
      ? start
      : `${start} to ${formatDated(item.to, 'minute', locale)}, ${format(item.to - item.from, 'ms', locale)}`;
  };
  const description =
    items.length === 0
      ? `${title}: nothing yet.`
      : `${items.length} items in ${lanes.length} lanes by ${lane.label}, from ${formatDated(ends[0], 'day', locale)} to ${formatDated(ends[1], 'day', locale)}.`;
  return (
    <ChartFrame
      frame={props}
      resetZoom={() => zoomTo(null)}
      title={title}
      description={description}
      height={height}
      table={() => ({
        columns: [lane.label, 'Name', 'From', 'To', 'Length'].map((label) => ({ label, isNumeric: label === 'Length' })),
        rowCount: items.length,
        row: (index) => {
          const item = items[index];
          return item === undefined
            ? []
            : [
                lane.of(item.row),
                name(item.row),
                timeCell(formatDated(item.from, 'minute', locale), item.from),
                item.isOpen ? { text: 'goes on', value: null } : timeCell(formatDated(item.to, 'minute', locale), item.to),
                numberCell(item.to - item.from, 'ms', locale),
              ];
        },
      })}
    >
      {({ width }) =>
        items.length === 0 ? (
          <p className="uk-plot-empty" style={{ inset: 0 }}>
            nothing yet
          </p>
        ) : (
          <Lanes {...props} lanes={lanes} zoom={zoom} onZoom={zoomTo} width={width} height={height} when={when} />
        )
      }
    </ChartFrame>
  );
}

interface LanesProps<Row> extends TimelineProps<Row> {
  readonly lanes: readonly TimelineLane<Row>[];
  readonly zoom: Zoom;
  readonly onZoom: (stretch: AxisRange | null) => void;
  readonly width: number;
  readonly height: number;
  readonly when: (item: TimelineItem<Row>) => string;
}

function Lanes<Row>({ lanes, zoom, onZoom, width, height, when, ...props }: LanesProps<Row>) {
  const locale = useLocale();
  const layer = useRef<HTMLDivElement>(null);
  const left = Math.round(Math.min(LANE_NAME_PX, width * MOST_NAME_PART));
  const right = Math.max(left + 40, width - FIGURE_PX);
  const [from, to] = zoom.shown;
  const x = useMemo(() => makeScale('linear', [from, to], [left, right]), [from, to, left, right]);
  const ticks = xTicks(x, { kind: 'time' }, width - left, locale);
  const ground = { zoom, area: { x, left, right }, layerLeft: 0 };
  const latest = useRef(ground);
  useBrowserLayoutEffect(() => {
    latest.current = ground;
  });
  const moves = useZoom(layer, latest, true);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const item = (event.target as HTMLElement).closest<HTMLElement>('.uk-item');
    const box = event.currentTarget.getBoundingClientRect();
    const around = item === null ? (left + right) / 2 : Math.max(left, Math.min(right, item.getBoundingClientRect().left - box.left));
    if (moves.key(event.key, around)) return event.preventDefault();
    const next = item === null ? null : itemAfterKey(event.key, item);
    if (next === null) return;
    event.preventDefault();
    next.focus();
  };
  // The first item in view takes the Tab key; from it the arrows lead everywhere.
  const pieces = lanes.map((one) => piecesOf(one.items, x.toPx, left, right));
  const firstFull = pieces.findIndex((one) => one.length > 0);
  return (
    <div ref={layer} className="uk-timeline" style={{ height }} onKeyDown={onKeyDown}>
      <svg width={width} height={height} aria-hidden="true">
        {ticks.map((tick) => (
          <line
            key={tick.value}
            className="uk-rule"
            x1={Math.round(x.toPx(tick.value)) + 0.5}
            x2={Math.round(x.toPx(tick.value)) + 0.5}
            y1={0}
            y2={height - AXIS_PX}
          />
        ))}
        <XAxis ticks={ticks} scale={x} top={height - 8} least={0} most={width} />
      </svg>
      <ul>
        {lanes.map((one, place) => (
          <LaneRow
            key={one.key}
            lane={one}
            pieces={pieces[place] ?? []}
            place={place}
            left={left}
            holdsTab={place === firstFull}
            when={when}
            name={props.name}
            note={props.note}
            styleOf={props.styleOf}
            onOpen={props.onOpen}
            onZoom={onZoom}
          />
        ))}
      </ul>
    </div>
  );
}

/** The item that an arrow leads to from another; null for other keys and at the ends. */
function itemAfterKey(key: string, item: HTMLElement): HTMLElement | null {
  const lane = item.closest('.uk-lane');
  const own = [...(lane?.querySelectorAll<HTMLElement>('.uk-item') ?? [])];
  switch (key) {
    case 'ArrowRight':
      return own[own.indexOf(item) + 1] ?? null;
    case 'ArrowLeft':
      return own[own.indexOf(item) - 1] ?? null;
    case 'Home':
      return own[0] ?? null;
    case 'End':
      return own.at(-1) ?? null;
    case 'ArrowUp':
    case 'ArrowDown': {
      const at = item.getBoundingClientRect().left;
      for (let other = lane; other !== null;) {
        other = key === 'ArrowDown' ? other.nextElementSibling : other.previousElementSibling;
        const near = [...(other?.querySelectorAll<HTMLElement>('.uk-item') ?? [])].toSorted(
          (one, two) => Math.abs(one.getBoundingClientRect().left - at) - Math.abs(two.getBoundingClientRect().left - at),
        )[0];
        if (near !== undefined) return near;
      }
      return null;
    }
    default:
      return null;
  }
}
