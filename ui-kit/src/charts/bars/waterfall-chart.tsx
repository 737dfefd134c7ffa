import { useId, useMemo } from 'react';
import { makeBandScale, namesWidth } from '../../axes/band-scale.ts';
import { makeScale, niceDomain } from '../../axes/scale.ts';
import { FIGURE_PX } from '../../format/text-width.ts';
import { XAxis, xTicks } from '../../axes/x-axis.tsx';
import { delta } from '../../format/delta.ts';
import type { GoodDirection } from '../../format/delta.ts';
import { useLocale } from '../../format/locale.tsx';
import { NO_DATA } from '../../format/number.ts';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { ItemReader } from '../../frame/item-reader.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { shorten } from '../../format/shorten.ts';
import { bridgeExtent, bridgeOf } from './bridge-model.ts';
import type { BridgeRow } from './bridge-model.ts';
import { BridgeBars } from './waterfall-bars.tsx';

export interface WaterfallChartProps<Row> extends FrameProps {
  /** One row per step, in display order. Keep the array and the accessors the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** What a step is called: "more messages", "lower price". */
  readonly step: (row: Row) => string;
  readonly change: {
    /** Change with its sign, in `unit`. null or NaN: not known; the step is shown without a bar. */
    readonly of: (row: Row) => number | null | undefined;
    /** `Cost`, in tooltips and the table's head. */
    readonly label: string;
    readonly unit: Unit;
    /** Which way is better. Only with it is a step called better or worse, and coloured so. */
    readonly better?: GoodDirection | undefined;
  };
  /** The total before all steps. null: not known; then nothing is drawn. */
  readonly start: { readonly label: string; readonly value: number | null };
  /**
   * The total after them. null: not known; the sum of the steps stands there. A difference that they don't make up is a step "Not
   * explained".
   */
  readonly end: { readonly label: string; readonly value: number | null };
  /** `given` by default; `size`: the largest change first. */
  readonly order?: 'given' | 'size' | undefined;
  /** Steps that get a row of their own; the smallest beyond them become "n others". All by default. */
  readonly mostSteps?: number | undefined;
  /** Opens what is behind a step ("others": several rows). Without it a press and Enter pin what is read. */
  readonly onOpen?: ((rows: readonly Row[]) => void) | undefined;
}

const ROW_PX = 30;
/** Where a name would be cut, it gets a line of its own above its bar: heights inside the row, px. */
const STACKED = { name: 9, barTop: 17, barPx: 10 } as const;
/** Widest that names get beside their bars, as a part of the width. */
const MOST_NAMES = 0.36;
const AXIS_PX = 22;
/** Width of a letter of the names, px. */
const LETTER_PX = 6.6;
const none: StopReading = { heading: '', rows: [] };

/**
 * What changed between two totals, and why: bars float from one running total to the next. Every step is a row, so that its name is
 * always readable, on a phone too. A fall is hatched and has a minus.
 */
export function WaterfallChart<Row>(props: WaterfallChartProps<Row>) {
  const { data, title, step, change, start, end, order = 'given', mostSteps = Infinity } = props;
  const { unit, better = 'neither' } = change;
  const locale = useLocale();
  const id = useId();
  const { label: startLabel, value: startValue } = start;
  const { label: endLabel, value: endValue } = end;
  const bridge = useMemo(
    () =>
      bridgeOf(data, {
        step,
        change: change.of,
        start: { label: startLabel, value: startValue },
        end: { label: endLabel, value: endValue },
        order,
        mostSteps,
      }),
    [data, step, change.of, startLabel, startValue, endLabel, endValue, order, mostSteps],
  );
  const { rows, difference } = bridge;
  const signed = (value: number | null) => {
    if (value === null) return NO_DATA;
    return `${value > 0 ? '+' : value < 0 ? '−' : ''}${delta(value, 0, { unit, better: 'neither' }, locale).size}`;
  };
  const isTotal = (row: BridgeRow<Row>) => row.kind === 'start' || row.kind === 'end';
  const text = (row: BridgeRow<Row>) => (isTotal(row) ? format(row.to, unit, locale) : signed(row.change));
  const verdict = (row: BridgeRow<Row>) => {
    const { verdict: found } = delta(row.change, 0, { unit, better });
    return isTotal(row) || row.kind === 'unexplained' || found === 'neutral'
      ? undefined
      : found === 'good'
        ? ('better' as const)
        : ('worse' as const);
  };
  const readingAt = (place: number): StopReading => {
    const row = rows[place];
    if (row === undefined) return none;
    if (isTotal(row))
      return {
        heading: row.label,
        rows: [
          { label: change.label, value: text(row) },
          ...(row.kind === 'end' && difference !== null ? [{ label: `since ${start.label}`, value: signed(difference) }] : []),
        ],
      };
    return {
      heading: row.label,
      rows: [
        { label: change.label, value: text(row) },
        { label: 'total after it', value: format(row.to, unit, locale) },
        ...(difference === null || difference === 0 || row.change === null
          ? []
          : [{ label: 'of the difference', value: format(row.change / difference, 'share', locale) }]),
      ],
      note: row.kind === 'unexplained' ? 'the difference that no step accounts for' : verdict(row),
    };
  };
  const steps = rows.filter((row) => row.kind === 'step' || row.kind === 'other');
  const largest = steps.toSorted((one, other) => Math.abs(other.change ?? 0) - Math.abs(one.change ?? 0)).slice(0, 3);
  const description =
    rows.length === 0
      ? `${title}: no data.`
      : `From ${start.label} ${format(start.value, unit, locale)} to ${end.label} ${format(rows.at(-1)?.to, unit, locale)}${difference === null ? '' : `, ${signed(difference)}`}, in ${steps.length} steps.${largest.length === 0 ? '' : ` Largest: ${largest.map((row) => `${row.label} ${text(row)}`).join('; ')}.`}`;
  const says = [
    bridge.unexplained === 0
      ? undefined
      : `The steps add up to ${signed((difference ?? 0) - bridge.unexplained)} of ${signed(difference)}: ${signed(bridge.unexplained)} is not explained.`,
    bridge.unknownCount === 0 ? undefined : `${bridge.unknownCount} ${bridge.unknownCount === 1 ? 'step has' : 'steps have'} no number.`,
    rows.length > 0 && difference === null ? `${end.label} is not known: it is what the steps add up to.` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
  const height = Math.max(3, rows.length) * ROW_PX + AXIS_PX;
  const extent = bridgeExtent(rows);
  const { onOpen } = props;
  const caption =
    says === '' ? (
      props.caption
    ) : (
      <>
        <span className="uk-bridge-says">{says}</span> {props.caption}
      </>
    );
  return (
    <ChartFrame
      frame={{ ...props, caption }}
      title={title}
      description={says === '' ? description : `${description} ${says}`}
      height={height}
      table={() => ({
        columns: [
          { label: 'Step', isNumeric: false },
          { label: `${change.label}, change`, isNumeric: true },
          { label: `${change.label}, total`, isNumeric: true },
          { label: 'Verdict', isNumeric: false },
        ],
        rowCount: rows.length,
        row: (index) => {
          const row = rows[index];
          return row === undefined
            ? []
            : [row.label, isTotal(row) ? '' : { text: text(row), value: row.change }, numberCell(row.to, unit, locale), verdict(row) ?? ''];
        },
      })}
    >
      {({ width }) => {
        if (rows.length === 0)
          return (
            <p className="uk-plot-empty" style={{ inset: 0 }}>
              no data
            </p>
          );
        const names = rows.map((row) => row.label);
        const isStacked = Math.max(...names.map((name) => name.length)) * LETTER_PX > width * MOST_NAMES;
        const left = isStacked ? 4 : namesWidth(names, width, LETTER_PX) + 10;
        const right = Math.max(left + 60, width - Math.max(...rows.map((row) => text(row).length)) * FIGURE_PX - 12);
        const x = makeScale('linear', niceDomain(extent, Math.max(2, Math.floor((right - left) / 90))), [left, right]);
        const y = makeBandScale(rows.length, [0, rows.length * ROW_PX], 0.36);
        const ticks = xTicks(x, { kind: 'number', unit }, right - left, locale);
        const letters = Math.floor(((isStacked ? right : left) - 10) / LETTER_PX);
        const bar = (place: number) =>
          isStacked ? { y: place * ROW_PX + STACKED.barTop, height: STACKED.barPx } : { y: y.fromPx(place), height: y.bandPx };
        const wordsY = (place: number) => (isStacked ? place * ROW_PX + STACKED.name : y.middlePx(place));
        return (
          <ItemReader
            title={title}
            count={rows.length}
            width={width}
            height={height}
            readingAt={readingAt}
            itemAt={(_, py) => y.placeAt(py)}
            boxAt={(place) => ({
              left: x.toPx(Math.min(rows[place]?.from ?? 0, rows[place]?.to ?? 0)),
              right: x.toPx(Math.max(rows[place]?.from ?? 0, rows[place]?.to ?? 0)),
              top: (place + 1) * ROW_PX,
              bottom: (place + 1) * ROW_PX,
            })}
            itemAfterKey={(key, place) => placeAfterKey(key, place, rows.length)}
            onOpen={onOpen === undefined ? undefined : (place) => onOpen(rows[place]?.rows ?? [])}
          >
            {(active) => (
              <svg className="uk-bridge" width={width} height={height} role="img" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
                <title id={`${id}-t`}>{title}</title>
                <desc id={`${id}-d`}>{description}</desc>
                {ticks.map((tick) => (
                  <line
                    key={tick.value}
                    className={tick.value === 0 ? 'uk-rule uk-rule-zero' : 'uk-rule'}
                    x1={Math.round(x.toPx(tick.value)) + 0.5}
                    x2={Math.round(x.toPx(tick.value)) + 0.5}
                    y1={0}
                    y2={rows.length * ROW_PX}
                  />
                ))}
                {active >= 0 && <rect className="uk-crosscolumn" x={0} width={width} y={active * ROW_PX} height={ROW_PX} />}
                <BridgeBars rows={rows} x={x} barAt={bar} isJudged={better !== 'neither'} verdict={verdict} />
                <g className="uk-bridge-words" aria-hidden="true">
                  {rows.map((row, place) => (
                    <g key={place} data-kind={row.kind}>
                      <text x={0} y={wordsY(place)} dy="0.35em">
                        {shorten(row.label, letters)}
                      </text>
                      <text
                        className="uk-num"
                        x={width}
                        y={isStacked ? bar(place).y + bar(place).height / 2 : wordsY(place)}
                        dy="0.35em"
                        textAnchor="end"
                      >
                        {text(row)}
                      </text>
                    </g>
                  ))}
                </g>
                <XAxis ticks={ticks} scale={x} top={height - 6} least={left - 10} most={width} />
              </svg>
            )}
          </ItemReader>
        );
      }}
    </ChartFrame>
  );
}

/** Rows lie under each other: down and right are the next one. */
function placeAfterKey(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(count - 1, place + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(0, place - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
