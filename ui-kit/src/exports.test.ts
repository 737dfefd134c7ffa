import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { exports: Record<string, string> };

/** What the outside may rely on. A name that goes or changes its meaning is a breaking change: it shows here first. */
const pinned: Record<string, readonly string[]> = {
  './theme': ['SERIES_COLORS', 'otherStyle', 'seriesShapes', 'seriesStyle', 'styleByKey'],
  './format': ['LocaleProvider', 'NO_DATA', 'NO_DATA_WORDS', 'Value', 'cellParts', 'compact', 'defaultLocale', 'delta', 'format', 'formatSpoken', 'formatTick', 'formatTime', 'formatUtc', 'points', 'precisionFor', 'unitName', 'useLocale', 'valueParts'],
  './panel': ['EmptyState', 'ErrorState', 'Panel', 'Skeleton'],
  './chart-frame': ['ChartFrame'],
  './crosshair': ['CrosshairProvider', 'createCrosshair', 'useCrosshair'],
  './value': ['Value'],
  './badge': ['Badge'],
  './bar-list': ['Bar', 'BarList'],
  './anomaly-band': ['AnomalyBand'],
  './band-chart': ['BandChart'],
  './cohort-grid': ['CohortGrid'],
  './cost-area': ['CostArea'],
  './data-table': ['DataTable'],
  './dot-plot': ['DotPlot'],
  './forecast-fan': ['ForecastFan'],
  './gauge': ['Gauge', 'rangeOf', 'shareOf'],
  './heatmap': ['Heatmap'],
  './histogram': ['Histogram'],
  './hyperparameter-heatmap': ['HyperparameterHeatmap'],
  './legend': ['Legend', 'isolated', 'toggled'],
  './line-chart': ['LineChart', 'createLineStream'],
  './loss-plot': ['LossPlot', 'defaultLossView', 'lossViewFromSearch', 'lossViewToSearch'],
  './model-evolution': ['ModelEvolution'],
  './parallel-coordinates': ['ParallelCoordinates'],
  './radar-chart': ['RadarChart'],
  './rating-histogram': ['RatingHistogram', 'ratingRows', 'wilson'],
  './sankey': ['Sankey'],
  './scatter-chart': ['ScatterChart'],
  './small-multiples': ['SmallMultiples'],
  './sparkline': ['Sparkline'],
  './stacked-area-chart': ['StackedAreaChart'],
  './stacked-bar-chart': ['StackedBarChart'],
  './stat-tile': ['StatRow', 'StatTile'],
  './timeline': ['Timeline'],
  './trace-waterfall': ['TraceWaterfall'],
  './transfer-flow': ['TransferFlow', 'transferRows', 'transferSummary'],
  './waterfall-chart': ['WaterfallChart'],
};

const code = Object.entries(exports).filter(([, path]) => !path.endsWith('.css'));

test('the entries are these and no others', () => {
  expect(code.map(([entry]) => entry).toSorted()).toEqual(Object.keys(pinned).toSorted());
  for (const path of Object.values(exports)) expect(existsSync(new URL(path, root)), path).toBe(true);
});

test.each(code)('%s exports what is pinned', async (entry, path) => {
  const found = await import(new URL(path, root).href) as Record<string, unknown>;
  expect(Object.keys(found).toSorted()).toEqual(pinned[entry]?.toSorted());
});

test('every chart has a story', () => {
  for (const [entry, path] of code) {
    if (!path.includes('/charts/')) continue;
    expect(existsSync(new URL(`src/charts/${entry.slice(2)}.stories.tsx`, root)), entry).toBe(true);
  }
});
