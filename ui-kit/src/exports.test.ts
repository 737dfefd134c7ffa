import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { exports: Record<string, string> };

/** What the outside may rely on. A name that goes or changes its meaning is a breaking change: it shows here first. */
const pinned: Record<string, readonly string[]> = {
  './theme': ['SERIES_COLORS', 'otherStyle', 'seriesShapes', 'seriesStyle', 'styleByKey'],
  './format': [
    'LocaleProvider',
    'NO_DATA',
    'NO_DATA_WORDS',
    'Value',
    'cellParts',
    'compact',
    'datedPrecision',
    'defaultLocale',
    'delta',
    'format',
    'formatSpoken',
    'formatTick',
    'formatTime',
    'formatUtc',
    'points',
    'precisionFor',
    'unitName',
    'useLocale',
    'valueParts',
  ],
  './panel': ['EmptyState', 'ErrorState', 'Panel', 'Skeleton'],
  './chart-frame': ['ChartFrame'],
  './annotations': ['AnnotationsProvider', 'useAnnotations'],
  './crosshair': ['CrosshairProvider', 'createCrosshair', 'useCrosshair'],
  './value': ['Value'],
  './visible': ['visible'],
  './badge': ['Badge'],
  './bar-list': ['Bar', 'BarList'],
  './anomaly-band': ['AnomalyBand'],
  './band-chart': ['BandChart'],
  './cohort-grid': ['CohortGrid'],
  './cost-area': ['CostArea'],
  './critical-path': ['criticalPath'],
  './data-table': ['DataTable'],
  './dot-plot': ['DotPlot'],
  './forecast-fan': ['ForecastFan'],
  './gauge': ['Gauge', 'rangeOf', 'shareOf'],
  './heatmap': ['Heatmap'],
  './histogram': ['Histogram'],
  './hyperparameter-heatmap': ['HyperparameterHeatmap'],
  './incident-calendar': ['IncidentCalendar'],
  './legend': ['Legend', 'isolated', 'toggled'],
  './line-chart': ['LineChart', 'createLineStream'],
  './loss-plot': ['LossControls', 'LossPlot', 'createLineStream', 'defaultLossView', 'lossViewFromSearch', 'lossViewToSearch'],
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
  './trace-waterfall': ['RampKey', 'TraceWaterfall', 'spanShade'],
  './transfer-flow': ['TransferFlow', 'transferRows', 'transferSummary'],
  './waterfall-chart': ['WaterfallChart'],
};

const code = Object.entries(exports).filter(([, path]) => !path.endsWith('.css'));

test('the entries are these and no others', () => {
  expect(code.map(([entry]) => entry).toSorted()).toEqual(Object.keys(pinned).toSorted());
  for (const path of Object.values(exports)) expect(existsSync(new URL(path, root)), path).toBe(true);
});

test.each(code)('%s exports what is pinned', async (entry, path) => {
  const found = (await import(new URL(path, root).href)) as Record<string, unknown>;
  expect(Object.keys(found).toSorted()).toEqual(pinned[entry]?.toSorted());
});

/** What the stories draw: every component that one of them imports and puts on a page, itself or as `component` of its file. */
function drawnByStories(): Set<string> {
  const drawn = new Set<string>();
  for (const path of globSync('src/**/*.stories.tsx', { cwd: root })) {
    const source = readFileSync(new URL(path, root), 'utf8');
    const imported = [...source.matchAll(/^import \{([^}]+)\} from '\.[^']+';/gm)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    );
    for (const name of imported) if (new RegExp(`<${name}[\\s/>]|<${name}<|component: ${name}\\b`).test(source)) drawn.add(name);
  }
  return drawn;
}

test('every component that is exported has a story', async () => {
  const modules = await Promise.all(code.map(([, path]) => import(new URL(path, root).href) as Promise<Record<string, unknown>>));
  const components = modules
    .flatMap((found) => Object.entries(found))
    .filter(([name, value]) => typeof value === 'function' && /^[A-Z]/.test(name));
  const drawn = drawnByStories();
  expect([...new Set(components.map(([name]) => name))].filter((name) => !drawn.has(name))).toEqual([]);
});
