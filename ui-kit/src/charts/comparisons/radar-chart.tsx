import { makeScale } from '../../axes/scale.ts';
import { useLocale } from '../../format/locale.tsx';
import { FIGURE_PX, monoPx, sansPx } from '../../format/text-width.ts';
import { formatTick } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import { ItemReader } from '../../frame/item-reader.tsx';
import { shapePath } from '../../marks/shapes.ts';
import { shorten } from '../../format/shorten.ts';
import { Legend } from '../legend/legend.tsx';
import { nextItem } from '../parts/next-item.ts';
import { DotPlot } from './dot-plot.tsx';
import { labelSpokes, nameLines, nearestSpoke, webPath } from './radar-model.ts';
import { useMeasures } from './use-measures.tsx';
import type { MeasuresProps } from './use-measures.tsx';

export type { MeasuresProps } from './use-measures.tsx';

const FEWEST_SPOKES = 3;
const NAME_FIGURE_PX = 6.4;
const LEAST_WIDTH_FOR_LABELS = 480;
const LEAST_RADIUS_PX = 50;
const MOST_NAME = 22;
const MOST_SERIES_NAME = 16;
/** A ring for about so many px. */
const TICK_PX = 24;

/**
 * The dot plot's data as a shape around a centre: quick to recognise, slower to compare. Every spoke has the same scale, surfaces hide
 * nothing, and with fewer than three measures it is a dot plot.
 */
export function RadarChart<Row>(props: MeasuresProps<Row>) {
  const { title, value, height = 320 } = props;
  const locale = useLocale();
  const {
    measures: { measures, series, values },
    domain,
    description,
    caption,
    table,
    readingAt,
  } = useMeasures(props);
  if (measures.length < FEWEST_SPOKES)
    return (
      <DotPlot
        {...props}
        height={undefined}
        caption={
          <>
            {caption} {measures.length > 0 && 'Too few measures for a radar: shown as a dot plot.'}
          </>
        }
      />
    );
  const isNamed = series.length > 1 || (series[0]?.label ?? '') !== '';
  const angleOf = (at: number) => (at / measures.length) * 2 * Math.PI - Math.PI / 2;
  const layoutAt = (width: number) => {
    const isNarrow = width < LEAST_WIDTH_FOR_LABELS;
    const names = measures.map((name) => nameLines(shorten(name, MOST_NAME), isNarrow ? 8 : MOST_NAME));
    const radius = Math.max(
      LEAST_RADIUS_PX,
      names.reduce(
        (least, name, at) => {
          const across = Math.abs(Math.cos(angleOf(at)));
          return across < 0.05
            ? least
            : Math.min(least, (width / 2 - 14 - Math.max(...name.map((line) => line.length)) * NAME_FIGURE_PX) / across);
        },
        height / 2 - 28,
      ),
    );
    const scale = makeScale('linear', domain, [0, radius]);
    const radii = series.map((_, one) =>
      values.map((row) => {
        const known = row[one]?.value ?? null;
        return known === null ? null : Math.max(0, scale.toPx(known));
      }),
    );
    const labels =
      isNarrow || !isNamed
        ? null
        : labelSpokes(
            radii,
            radius,
            series.map((one) => Math.min(MOST_SERIES_NAME, one.label.length) * FIGURE_PX),
          );
    return { names, radius, scale, radii, labels };
  };
  return (
    <ChartFrame
      frame={{ ...props, caption }}
      title={title}
      description={description}
      height={height}
      table={table}
      legend={(width) =>
        isNamed && layoutAt(width).labels === null ? (
          <Legend entries={series.map((one) => ({ ...one, kind: 'line' as const, isDashed: true }))} />
        ) : null
      }
    >
      {({ width }) => {
        const { names, radius, scale, radii, labels } = layoutAt(width);
        const [cx, cy] = [width / 2, height / 2];
        const place = (at: number, r: number) => ({ x: cx + Math.cos(angleOf(at)) * r, y: cy + Math.sin(angleOf(at)) * r });
        const ticks = scale.ticks(Math.max(2, Math.floor(radius / TICK_PX))).filter((tick) => tick > domain[0]);
        const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
        const named = (labels ?? []).map((label, number): SeriesName => {
          const { x, y } = place(label.spoke, label.radius);
          // Outside a name runs away from the centre, inside towards it.
          const isRight = Math.cos(angleOf(label.spoke)) >= 0 === label.isOutside;
          return { x: x + (isRight ? 4 : -4), y, isRight, name: shorten(series[number]?.label ?? '', MOST_SERIES_NAME) };
        });
        return (
          <ItemReader
            title={title}
            count={measures.length}
            width={width}
            height={height}
            readingAt={readingAt}
            boxAt={(at) => {
              const { x, y } = place(at, radius);
              return { left: Math.min(cx, x), right: Math.max(cx, x), top: Math.min(cy, y), bottom: Math.max(cy, y) };
            }}
            itemAt={(px, py) => (Math.hypot(px - cx, py - cy) > radius + 24 ? -1 : nearestSpoke(px - cx, py - cy, measures.length))}
            itemAfterKey={(key, at) => nextItem(key, at, measures.length)}
          >
            {(active) => (
              <svg className="uk-radar" width={width} height={height} role="img" aria-label={description}>
                <g className="uk-axis" aria-hidden="true">
                  {ticks.map((tick) => (
                    <path key={tick} className="uk-radar-web" d={webPath(measures.map((_, at) => place(at, scale.toPx(tick))))} />
                  ))}
                  {measures.map((name, at) => (
                    <line
                      key={name}
                      className="uk-rule"
                      data-active={at === active || undefined}
                      x1={cx}
                      y1={cy}
                      x2={place(at, radius).x}
                      y2={place(at, radius).y}
                    />
                  ))}
                </g>
                {series.map((one, number) => (
                  <g
                    key={one.key}
                    className="uk-radar-series"
                    style={{ stroke: one.style.color, strokeDasharray: one.style.dash === '' ? undefined : one.style.dash }}
                  >
                    <path d={webPath((radii[number] ?? []).map((r, at) => (r === null ? null : place(at, r))))} />
                  </g>
                ))}
                {series.map((one, number) =>
                  values.map((row, at) => {
                    const { low = null, high = null } = row[number] ?? {};
                    const r = radii[number]?.[at] ?? null;
                    if (r === null) return null;
                    const { x, y } = place(at, r);
                    return (
                      <g key={`${one.key} ${measures[at]}`}>
                        {low !== null && high !== null && (
                          <line
                            className="uk-dots-whisker"
                            style={{ stroke: one.style.color }}
                            x1={place(at, Math.max(0, scale.toPx(low))).x}
                            y1={place(at, Math.max(0, scale.toPx(low))).y}
                            x2={place(at, scale.toPx(high)).x}
                            y2={place(at, scale.toPx(high)).y}
                          />
                        )}
                        <path
                          className="uk-dots-dot"
                          style={{ fill: one.style.color }}
                          d={shapePath(one.style.shape, x, y, at === active ? 4.6 : 3.6)}
                        />
                      </g>
                    );
                  }),
                )}
                <g className="uk-axis" aria-hidden="true">
                  {ticks
                    .filter(
                      (tick) =>
                        !named.some((label) =>
                          covers(label, cx + TICK_LEFT_PX, cy - scale.toPx(tick), monoPx(formatTick(tick, value.unit, step, locale))),
                        ),
                    )
                    .map((tick) => (
                      <text key={tick} className="uk-radar-tick" x={cx + TICK_LEFT_PX} y={cy - scale.toPx(tick)} dy="0.35em">
                        {formatTick(tick, value.unit, step, locale)}
                      </text>
                    ))}
                </g>
                {names.map((name, at) => {
                  const { x, y } = place(at, radius + 10);
                  const across = Math.cos(angleOf(at));
                  const isMiddle = Math.abs(across) < 0.05;
                  const firstDy = isMiddle ? (y < cy ? -1.15 * (name.length - 1) : 0.7) : 0.35 - 0.575 * (name.length - 1);
                  return (
                    <text
                      key={measures[at]}
                      className="uk-dots-name"
                      data-active={at === active || undefined}
                      textAnchor={isMiddle ? 'middle' : across > 0 ? 'start' : 'end'}
                    >
                      {name.map((line, number) => (
                        <tspan key={line} x={x} y={y} dy={`${firstDy + number * 1.15}em`}>
                          {line}
                        </tspan>
                      ))}
                      <title>{measures[at]}</title>
                    </text>
                  );
                })}
                {named.map(({ x, y, name, isRight }, number) => (
                  <text
                    key={series[number]?.key}
                    className="uk-radar-name"
                    style={{ fill: series[number]?.style.color }}
                    x={x}
                    y={y}
                    dy="0.35em"
                    textAnchor={isRight ? 'start' : 'end'}
                  >
                    {name}
                  </text>
                ))}
              </svg>
            )}
          </ItemReader>
        );
      }}
    </ChartFrame>
  );
}

/** A series' name where its shape stands out most. */
interface SeriesName {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  /** It runs to the right of its place, or to the left. */
  readonly isRight: boolean;
}

/** Right of the spoke on which the ticks stand, px. */
const TICK_LEFT_PX = 4;
const LINE_PX = 13;
/** A series' name is written bold, and so wider. */
const BOLD = 1.08;

/** A series' name stands over a tick's: the web itself still tells the height. */
function covers({ x, y, name, isRight }: SeriesName, left: number, middle: number, width: number): boolean {
  const namePx = sansPx(name) * BOLD;
  const nameLeft = isRight ? x : x - namePx;
  return Math.abs(y - middle) < LINE_PX && nameLeft < left + width && nameLeft + namePx > left;
}
