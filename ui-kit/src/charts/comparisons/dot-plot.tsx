import { makeScale } from '../../axes/scale.ts';
import { FIGURE_PX } from '../../format/text-width.ts';
import { useLocale } from '../../format/locale.tsx';
import { format, formatTick } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import { ItemReader } from '../../frame/item-reader.tsx';
import { shapePath } from '../../marks/shapes.ts';
import type { SeriesShape } from '../../theme/series.ts';
import { shorten } from '../../format/shorten.ts';
import { Legend } from '../legend/legend.tsx';
import { nextItem } from '../parts/next-item.ts';
import type { MeasureValue } from './measures-model.ts';
import { useMeasures } from './use-measures.tsx';
import type { MeasuresProps } from './use-measures.tsx';

export type { MeasureOrder } from './measures-model.ts';
export type { MeasuresProps } from './use-measures.tsx';

const HEAD_PX = 20;
const FOOT_PX = 20;
/** High enough that a narrow row can have its name above its dots. */
const ROW_PX = 38;
/** The least width of the dots' part beside names and figures. */
const LEAST_TRACK_PX = 200;
const NAME_FIGURE_PX = 6.4;
const RADIUS_PX = 4.2;
/** Dots with intervals step aside from each other, so that no whisker hides another. */
const ASIDE_PX = 6;

/**
 * A few things compared over several measures: one row per measure, all on one scale, every number written out; a value beyond the given
 * ends of the scale is an arrowhead at that end. The first choice where
 * a radar comes to mind: positions on one line are compared more exactly than angles.
 */
export function DotPlot<Row>(props: MeasuresProps<Row>) {
  const { title, value } = props;
  const locale = useLocale();
  const {
    measures: { measures, series, values },
    domain,
    description,
    caption,
    table,
    readingAt,
  } = useMeasures(props);
  const figures = values.map((row) => row.map((one) => format(one.value, value.unit, locale)));
  const figurePx = series.map((one, place) => {
    const longest = figures.reduce((most, row) => Math.max(most, row[place]?.length ?? 0), 0);
    return Math.ceil(Math.max(longest * FIGURE_PX, Math.min(14, one.label.length) * NAME_FIGURE_PX + 14)) + 12;
  });
  const namePx = Math.min(220, Math.ceil(measures.reduce((most, name) => Math.max(most, name.length), 0) * NAME_FIGURE_PX) + 14);
  const isTallAt = (width: number) => width - namePx - figurePx.reduce((sum, one) => sum + one, 0) < LEAST_TRACK_PX;
  const height = props.height ?? (measures.length === 0 ? 120 : HEAD_PX + measures.length * ROW_PX + FOOT_PX);
  const isNamed = series.length > 1 || (series[0]?.label ?? '') !== '';
  return (
    <ChartFrame
      frame={{ ...props, caption }}
      title={title}
      description={description}
      height={height}
      table={table}
      legend={(width) =>
        isNamed && isTallAt(width) ? <Legend entries={series.map((one) => ({ ...one, kind: 'point' as const }))} /> : null
      }
    >
      {({ width }) => {
        if (measures.length === 0)
          return (
            <p className="uk-plot-empty" style={{ inset: 0 }}>
              no data
            </p>
          );
        const isTall = isTallAt(width);
        const tallFigurePx = longestFigure(figures) * FIGURE_PX + 18;
        // Where the figures of all series do not fit beside a name, the name has its line for itself: the tooltip and the table have them.
        const hasFigures = !isTall || series.length * tallFigurePx <= width - Math.min(width / 2, namePx);
        const rowPx = (height - HEAD_PX - FOOT_PX) / measures.length;
        const left = isTall ? 8 : namePx;
        const ends = figurePx.map((_, place) => width - figurePx.slice(place + 1).reduce((sum, one) => sum + one, 0));
        const right = isTall ? width - 8 : width - figurePx.reduce((sum, one) => sum + one, 0) - 12;
        const scale = makeScale('linear', domain, [left, right]);
        const ticks = scale.ticks(Math.max(2, Math.floor((right - left) / 90)));
        const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
        const toEnd: ToPx = (value) => scale.toPx(withinOf(value, domain));
        const bottom = height - FOOT_PX;
        const middleOf = (at: number) => HEAD_PX + at * rowPx + (isTall ? rowPx * 0.68 : rowPx / 2);
        return (
          <ItemReader
            title={title}
            count={measures.length}
            width={width}
            height={height}
            readingAt={readingAt}
            boxAt={(at) => ({
              ...spanOf(values[at] ?? [], toEnd, left),
              top: HEAD_PX + at * rowPx,
              bottom: HEAD_PX + (at + 1) * rowPx,
            })}
            itemAt={(_, py) => (py < HEAD_PX || py > bottom ? -1 : Math.min(measures.length - 1, Math.floor((py - HEAD_PX) / rowPx)))}
            itemAfterKey={(key, at) => nextItem(key, at, measures.length)}
          >
            {(active) => (
              <svg className="uk-dots" width={width} height={height} role="img" aria-label={description}>
                {active >= 0 && <rect className="uk-crosscolumn" x={0} y={HEAD_PX + active * rowPx} width={width} height={rowPx} />}
                <g className="uk-axis" aria-hidden="true">
                  {ticks.map((tick) => {
                    const x = Math.round(scale.toPx(tick)) + 0.5;
                    const label = formatTick(tick, value.unit, step, locale);
                    const half = (label.length * FIGURE_PX) / 2;
                    return (
                      <g key={tick}>
                        <line className={tick === 0 ? 'uk-rule uk-rule-zero' : 'uk-rule'} x1={x} x2={x} y1={HEAD_PX - 2} y2={bottom} />
                        <text x={Math.min(width - half, Math.max(half, x))} y={bottom + 14} textAnchor="middle">
                          {label}
                        </text>
                      </g>
                    );
                  })}
                </g>
                {!isTall &&
                  isNamed &&
                  series.map((one, place) => {
                    const name = shorten(one.label, 14);
                    const end = ends[place] as number;
                    return (
                      <g key={one.key}>
                        <path
                          d={shapePath(one.style.shape, end - name.length * NAME_FIGURE_PX - 8, 9, 3.4)}
                          style={{ fill: one.style.color }}
                        />
                        <text className="uk-dots-series" x={end} y={9} dy="0.35em" textAnchor="end">
                          {name}
                        </text>
                      </g>
                    );
                  })}
                {measures.map((name, at) => {
                  const row = values[at] ?? [];
                  const middle = middleOf(at);
                  const span = spanOf(row, toEnd, left);
                  const hasInterval = row.some((one) => one.low !== null || one.high !== null);
                  const aside = (place: number) => (hasInterval ? (place - (series.length - 1) / 2) * ASIDE_PX : 0);
                  const nameY = isTall ? HEAD_PX + at * rowPx + rowPx * 0.26 : middle;
                  return (
                    <g key={name}>
                      <text className="uk-dots-name" x={0} y={nameY} dy="0.35em">
                        {shorten(name, Math.floor((isTall ? width * 0.5 : namePx - 12) / NAME_FIGURE_PX))}
                        <title>{name}</title>
                      </text>
                      {hasFigures &&
                        row.map((one, place) => {
                          const text = figures[at]?.[place] ?? '';
                          const end = isTall ? width - (series.length - 1 - place) * tallFigurePx : (ends[place] as number);
                          return (
                            <g key={series[place]?.key ?? place}>
                              <text className="uk-dots-figure" x={end} y={nameY} dy="0.35em" textAnchor="end">
                                {text}
                              </text>
                              {isTall && series.length > 1 && (
                                <path
                                  d={shapePath(series[place]?.style.shape ?? 'circle', end - text.length * FIGURE_PX - 7, nameY, 3)}
                                  style={{ fill: series[place]?.style.color }}
                                />
                              )}
                            </g>
                          );
                        })}
                      <line className="uk-dots-track" x1={left} x2={right} y1={middle} y2={middle} />
                      {!hasInterval && <line className="uk-dots-span" x1={span.left} x2={span.right} y1={middle} y2={middle} />}
                      {row.map(
                        (one, place) =>
                          one.low !== null &&
                          one.high !== null && (
                            <path
                              key={place}
                              className="uk-dots-whisker"
                              style={{ stroke: series[place]?.style.color }}
                              d={whiskerPath([one.low, one.high], domain, scale.toPx, middle + aside(place))}
                            />
                          ),
                      )}
                      {row.map(
                        (one, place) =>
                          one.value !== null && (
                            <path
                              key={place}
                              className="uk-dots-dot"
                              data-beyond={one.value < domain[0] || one.value > domain[1] || undefined}
                              style={{ fill: series[place]?.style.color }}
                              d={dotPath(one.value, domain, scale.toPx, middle + aside(place), series[place]?.style.shape ?? 'circle')}
                            />
                          ),
                      )}
                    </g>
                  );
                })}
              </svg>
            )}
          </ItemReader>
        );
      }}
    </ChartFrame>
  );
}

type Domain = readonly [from: number, to: number];
type ToPx = (value: number) => number;

const withinOf = (value: number, [from, to]: Domain): number => Math.min(to, Math.max(from, value));

/** A dot, or an arrowhead at the end of the scale that the value lies beyond. */
function dotPath(value: number, [from, to]: Domain, toPx: ToPx, y: number, shape: SeriesShape): string {
  if (value >= from && value <= to) return shapePath(shape, toPx(value), y, RADIUS_PX);
  const [end, back] = value > to ? [toPx(to), -1] : [toPx(from), 1];
  return `M${end},${y}l${back * 8},${-RADIUS_PX}v${2 * RADIUS_PX}z`;
}

/** A whisker within the scale: an end beyond it is an arrow in place of the stroke across. */
function whiskerPath([low, high]: Domain, [from, to]: Domain, toPx: ToPx, y: number): string {
  const endOf = (value: number): string => {
    const x = toPx(withinOf(value, [from, to]));
    const back = value > to ? -4 : 4;
    return value < from || value > to ? `M${x + back},${y - 3}L${x},${y}L${x + back},${y + 3}` : `M${x},${y - 3}v6`;
  };
  const [left, right] = [toPx(withinOf(low, [from, to])), toPx(withinOf(high, [from, to]))];
  return `${endOf(low)}M${left},${y}H${right}${endOf(high)}`;
}

function longestFigure(figures: readonly (readonly string[])[]): number {
  return figures.flat().reduce((most, text) => Math.max(most, text.length), 1);
}

/** From the lowest to the highest dot of a row, px; nothing wide where there is none. */
function spanOf(
  row: readonly MeasureValue[],
  toPx: (value: number) => number,
  left: number,
): { readonly left: number; readonly right: number } {
  const xs = row.flatMap(({ value }) => (value === null ? [] : [toPx(value)]));
  return xs.length === 0 ? { left, right: left } : { left: Math.min(...xs), right: Math.max(...xs) };
}
