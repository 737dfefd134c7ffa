import { useMemo } from 'react';
import type { CSSProperties } from 'react';
import { CrosshairProvider, useCrosshair } from '../../frame/crosshair.tsx';
import type { Annotation, Threshold } from '../../frame/annotations.tsx';
import { PanelContext } from '../../frame/panel-context.ts';
import { columnsOf, stopsOf } from '../../marks/columns.ts';
import { seriesStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { yDomainOf } from '../parts/y-domain.ts';
import { useXMeaning, useYMeaning } from '../parts/use-meaning.ts';
import { stepOf, xDomainOf } from '../parts/x-accessor.ts';
import type { XAccessor, YAccessor } from '../parts/x-accessor.ts';
import { LineChart } from './line-chart.tsx';

export interface SmallMultiplesProps<Row> {
  /** Rows in any order. Keep the array the same between renders. */
  readonly data: readonly Row[];
  /** Names the whole group, for screen readers. */
  readonly title: string;
  /** What runs along the x axis: an instant or a number, with its unit. */
  readonly x: XAccessor<Row>;
  /** What runs along the y axis, with its unit. */
  readonly y: YAccessor<Row>;
  /** Which small chart a row belongs to; they stand in the order of first appearance. */
  readonly by: (row: Row) => string;
  /** A small chart's name for people; its key by default. */
  readonly label?: ((key: string) => string) | undefined;
  /** Lines inside each; one by default. */
  readonly series?: ((row: Row) => string) | undefined;
  /** A series' name for people; its key by default. */
  readonly seriesLabel?: ((key: string) => string) | undefined;
  /** Colour, dash and shape of a series. Share one `styleByKey` between the panels of a page. */
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** Each has its own y axis: shapes can be compared then, heights not. Shared by default. */
  readonly hasOwnY?: boolean | undefined;
  /** Heights that matter, in the y axis's numbers. */
  readonly thresholds?: readonly Threshold[] | undefined;
  /** Moments and ranges of the x axis that are marked and named. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** Narrowest width of one, px; 240 by default. */
  readonly leastWidth?: number | undefined;
  /** Height of one, px; 110 by default. */
  readonly height?: number | undefined;
}

/** The same chart once per key, side by side on the same axes, with one crosshair: what a dozen lines in one drawing can't tell. */
export function SmallMultiples<Row>(props: SmallMultiplesProps<Row>) {
  const { data, title, x, y, by, series, hasOwnY = false, thresholds, height = 110, leastWidth = 240 } = props;
  const outer = useCrosshair();
  const groups = useMemo(() => [...Map.groupBy(data, by)], [data, by]);
  const [{ of: xOf }, { of: yOf }] = [x, y];
  const [xMeaning, yMeaning] = [useXMeaning(x), useYMeaning(y)];
  const shared = useMemo(() => {
    const all = columnsOf(data, { x: xOf, y: yOf });
    const stops = stopsOf(all);
    const yAxis = yDomainOf(
      all.map((one) => one.y),
      {
        unit: yMeaning.unit,
        baseline: yMeaning.baseline,
        scale: yMeaning.scale ?? 'linear',
        heightPx: height - 32,
        thresholds: thresholds ?? [],
        given: yMeaning.domain,
      },
    );
    return { x: xDomainOf(stops, undefined, stepOf(xMeaning, stops)), y: yAxis.domain };
  }, [data, xOf, yOf, xMeaning, yMeaning, height, thresholds]);
  const styleOf = props.styleOf ?? (series === undefined ? firstStyle : undefined);
  // Each shows its own name and tools, also inside a panel.
  const grid = (
    <PanelContext.Provider value={null}>
      <div className="uk-multiples" role="group" aria-label={title} style={{ '--uk-multiple-px': `${leastWidth}px` } as CSSProperties}>
        {groups.map(([key, rows]) => (
          <LineChart
            key={key}
            title={props.label?.(key) ?? key}
            data={rows}
            x={x}
            y={hasOwnY ? y : { ...y, domain: shared.y }}
            domain={shared.x}
            height={height}
            series={series}
            seriesLabel={props.seriesLabel}
            styleOf={styleOf}
            thresholds={thresholds}
            annotations={props.annotations}
          />
        ))}
        {groups.length === 0 && <p className="uk-panel-hint">no data</p>}
      </div>
    </PanelContext.Provider>
  );
  return outer === null ? <CrosshairProvider>{grid}</CrosshairProvider> : grid;
}

const firstStyle = () => seriesStyle(0);
