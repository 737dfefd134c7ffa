import { useMemo } from 'react';
import type { CSSProperties } from 'react';
import { makeScale } from '../axes/scale.ts';
import type { Scale } from '../axes/scale.ts';
import { FIGURE_PX, XAxis, xTicks } from '../axes/x-axis.tsx';
import { useLocale } from '../format/locale.tsx';
import { formatTime, formatUtc } from '../format/time.ts';
import { format } from '../format/unit.ts';
import { ChartFrame } from '../frame/chart-frame.tsx';
import type { FrameProps } from '../frame/chart-frame.tsx';
import { numberCell, timeCell } from '../frame/table-twin.tsx';
import { seriesStyle } from '../theme/series.ts';
import type { SeriesStyle } from '../theme/series.ts';
import { timelineOf } from './timeline-model.ts';
import type { TimelineItem, TimelineLane } from './timeline-model.ts';

export interface TimelineProps<Row> extends FrameProps {
  readonly data: readonly Row[];
  readonly title: string;
  /** Which lane a row is in: a model, a job, a person. */
  readonly lane: { readonly of: (row: Row) => string; readonly label: string };
  readonly name: (row: Row) => string;
  readonly from: (row: Row) => Date;
  /** `open`: it goes on; null: it happened at once and is drawn as a mark. */
  readonly to: (row: Row) => Date | 'open' | null;
  /** The present: where what goes on ends. Never read from a clock here. */
  readonly now: Date;
  readonly styleOf?: ((row: Row) => SeriesStyle) | undefined;
  /** More about an item, behind its name: "loss 0.446". */
  readonly note?: ((row: Row) => string | undefined) | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly domain?: readonly [from: Date, to: Date] | undefined;
}

const LINE_PX = 26;
const AXIS_PX = 24;
const LANE_NAME_PX = 116;

/** What happened when, side by side: versions of a model, runs, deployments. Each item can be reached by Tab. */
export function Timeline<Row>(props: TimelineProps<Row>) {
  const { data, title, lane, name, from, to, now } = props;
  const locale = useLocale();
  const lanes = useMemo(() => timelineOf(data, { lane: lane.of, from, to }, now), [data, lane.of, from, to, now]);
  const items = lanes.flatMap((one) => one.items);
  const ends = props.domain?.map((at) => at.getTime()) ?? [Math.min(...items.map((item) => item.from)), Math.max(...items.map((item) => item.to))];
  const domain: [number, number] = items.length === 0 && props.domain === undefined ? [0, 1] : ends[0] === ends[1] ? [(ends[0] ?? 0) - 1, (ends[1] ?? 0) + 1] : [ends[0] ?? 0, ends[1] ?? 1];
  const lineCount = lanes.reduce((sum, one) => sum + one.lineCount, 0);
  const height = Math.max(1, lineCount) * LINE_PX + AXIS_PX;
  const when = (item: TimelineItem<Row>) => {
    const start = formatTime(item.from, 'minute', locale);
    if (item.isOpen) return `since ${start}`;
    return item.to === item.from ? start : `${start} to ${formatTime(item.to, 'minute', locale)}, ${format(item.to - item.from, 'ms', locale)}`;
  };
  const description = items.length === 0 ? `${title}: nothing yet.` : `${items.length} items in ${lanes.length} lanes by ${lane.label}, from ${formatTime(domain[0], 'day', locale)} to ${formatTime(domain[1], 'day', locale)}.`;
  return (
    <ChartFrame
      frame={props} title={title} description={description} height={height}
      table={() => ({
        columns: [lane.label, 'Name', 'From', 'To', 'Length'].map((label) => ({ label, isNumeric: label === 'Length' })),
        rowCount: items.length,
        row: (index) => {
          const item = items[index];
          return item === undefined ? [] : [
            lane.of(item.row), name(item.row), timeCell(formatTime(item.from, 'minute', locale), item.from),
            item.isOpen ? { text: 'goes on', value: null } : timeCell(formatTime(item.to, 'minute', locale), item.to), numberCell(item.to - item.from, 'ms', locale),
          ];
        },
      })}
    >
      {({ width }) => {
        const x = makeScale('linear', domain, [LANE_NAME_PX, Math.max(LANE_NAME_PX + 40, width - FIGURE_PX)]);
        const ticks = items.length === 0 ? [] : xTicks(x, { kind: 'time' }, width - LANE_NAME_PX, locale);
        return (
          <div className="uk-timeline" style={{ height }}>
            <svg width={width} height={height} aria-hidden="true">
              {ticks.map((tick) => <line key={tick.value} className="uk-rule" x1={Math.round(x.toPx(tick.value)) + 0.5} x2={Math.round(x.toPx(tick.value)) + 0.5} y1={0} y2={height - AXIS_PX} />)}
              <XAxis ticks={ticks} scale={x} top={height - 8} least={0} most={width} />
            </svg>
            {items.length === 0 ? <p className="uk-plot-empty" style={{ inset: 0 }}>nothing yet</p> : (
              <ul>
                {lanes.map((one, place) => (
                  <LaneRow key={one.key} {...props} lane={one} place={place} scale={x} width={width} when={when} />
                ))}
              </ul>
            )}
          </div>
        );
      }}
    </ChartFrame>
  );
}

interface LaneRowProps<Row> extends Omit<TimelineProps<Row>, 'lane' | 'domain'> {
  readonly lane: TimelineLane<Row>;
  readonly place: number;
  readonly scale: Scale;
  readonly width: number;
  readonly when: (item: TimelineItem<Row>) => string;
}

function LaneRow<Row>({ lane, place, scale, width, when, name, note, onOpen, styleOf }: LaneRowProps<Row>) {
  return (
    <li className="uk-lane" style={{ height: lane.lineCount * LINE_PX }}>
      <span className="uk-lane-name" style={{ width: LANE_NAME_PX - 12 }}>{lane.key}</span>
      <ul aria-label={lane.key}>
        {lane.items.map((item, index) => {
          const left = Math.max(LANE_NAME_PX, scale.toPx(item.from));
          const right = Math.min(width, scale.toPx(item.to));
          if (right < LANE_NAME_PX || left > width) return null;
          const isMark = item.to === item.from;
          const text = [name(item.row), note?.(item.row)].filter((part) => part !== undefined).join(' · ');
          const barPx = isMark ? 0 : Math.max(3, right - left - 1);
          // A name outside its bar may be as long as the room to the next item on its line.
          const next = lane.items.slice(index + 1).find((other) => other.line === item.line);
          const roomPx = (next === undefined ? width : scale.toPx(next.from)) - left - barPx - 16;
          const textPx = text.length * FIGURE_PX * 0.92;
          const style = (styleOf?.(item.row) ?? seriesStyle(place));
          const isInside = textPx < barPx - 12;
          const body = (
            <>
              <i data-mark={isMark || undefined} data-open={item.isOpen || undefined} style={{ width: isMark ? undefined : barPx, background: style.color }} />
              {(isInside || textPx < roomPx) && <span data-inside={isInside || undefined}>{text}</span>}
              <span className="uk-hidden">{isInside || textPx < roomPx ? '' : text}, {when(item)}</span>
            </>
          );
          const box: CSSProperties = { left, top: item.line * LINE_PX };
          const hover = `${text}\n${when(item)}\n${formatUtc(item.from)}`;
          return (
            <li key={`${item.from}${text}`} style={box}>
              {onOpen === undefined
                ? <span className="uk-item" title={hover}>{body}</span>
                : <button type="button" className="uk-item" title={hover} onClick={() => onOpen(item.row)}>{body}</button>}
            </li>
          );
        })}
      </ul>
    </li>
  );
}
