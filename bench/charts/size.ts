import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { Rollup } from 'vite';
import { libraries, names } from './libraries.ts';
import type { Library } from './libraries.ts';
import type { Outcome } from './outcome.ts';

const TARGET_BYTES = 38_000;

/** What one interactive line chart needs of each library, and no more. */
const entries: Record<Library, string> = {
  'ui-kit': "export * from 'ui-kit/line-chart'; import 'ui-kit/styles.css';",
  uplot: "export { default } from 'uplot'; import 'uplot/dist/uPlot.min.css';",
  echarts: `export { LineChart } from 'echarts/charts'; export { DataZoomComponent, GridComponent, TitleComponent, TooltipComponent } from 'echarts/components';
    export { connect, init, use } from 'echarts/core'; export { CanvasRenderer } from 'echarts/renderers';`,
  chartjs:
    "export { Chart, Decimation, Legend, LinearScale, LineController, LineElement, PointElement, Title, Tooltip } from 'chart.js'; export { default as zoom } from 'chartjs-plugin-zoom';",
  recharts: "export { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';",
};

interface Size {
  readonly firstBytes: number;
  /** Chunks that are fetched when they are needed. */
  readonly laterBytes: number;
  readonly laterCount: number;
  readonly styleBytes: number;
}

/** The line chart's code as a page gets it: minified, gzip, without React. */
export async function measureSize(): Promise<Outcome> {
  const sizes = new Map<Library, Size>();
  for (const library of libraries) sizes.set(library, await sizeOf(library));
  const table: Outcome['table'] = {};
  for (const [library, { firstBytes, laterBytes, laterCount, styleBytes }] of sizes) {
    table[names[library]] = {
      'at first': kilobytes(firstBytes),
      'when needed': laterCount === 0 ? '' : `${kilobytes(laterBytes)} in ${laterCount}`,
      'style sheet': styleBytes === 0 ? '' : kilobytes(styleBytes),
      target: library === 'ui-kit' ? `≤ ${kilobytes(TARGET_BYTES)}` : '',
      reached: library === 'ui-kit' ? (firstBytes <= TARGET_BYTES ? 'yes' : 'NO') : '',
    };
  }
  return {
    table,
    notes: ['kB of gzip; React is not in it (ui-kit and Recharts need it). The style sheet of ui-kit is that of all its charts.'],
    raw: Object.fromEntries(sizes),
  };
}

async function sizeOf(library: Library): Promise<Size> {
  process.env['NODE_ENV'] = 'production';
  const id = '\0entry.js';
  const { output } = (await build({
    configFile: false,
    root: import.meta.dirname,
    mode: 'production',
    logLevel: 'error',
    // Asked for as if by a file of this folder, where the libraries are installed.
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId(source, importer) {
          if (source === 'entry.js') return id;
          return importer === id ? this.resolve(source, import.meta.filename, { skipSelf: true }) : null;
        },
        load: (asked) => (asked === id ? entries[library] : null),
      },
    ],
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      rollupOptions: {
        input: 'entry.js',
        external: /^react(-dom)?(\/|$)/,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'entry.js' },
      },
    },
  })) as Rollup.RollupOutput;
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const first = new Set<string>();
  const visit = (name: string): void => {
    const chunk = chunks.get(name);
    if (chunk === undefined || first.has(name)) return;
    first.add(name);
    chunk.imports.forEach(visit);
  };
  visit('entry.js');
  const bytes = (code: string | Uint8Array) => gzipSync(code, { level: 9 }).length;
  const sum = (of: readonly { code: string }[]) => of.reduce((total, { code }) => total + bytes(code), 0);
  const later = [...chunks.values()].filter(({ fileName }) => !first.has(fileName));
  const styles = output.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  return {
    firstBytes: sum([...chunks.values()].filter(({ fileName }) => first.has(fileName))),
    laterBytes: sum(later),
    laterCount: later.length,
    styleBytes: styles.reduce((total, file) => total + (file.type === 'asset' ? bytes(file.source) : 0), 0),
  };
}

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
