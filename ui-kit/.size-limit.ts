import { readFileSync } from 'node:fs';
import { entries } from './scripts/build.ts';

/**
 * kB of gzip each entry may weigh, and all of them together. `pnpm --filter ui-kit check-package --write-sizes` sets them to what is
 * measured and 8 %.
 */
const limits = JSON.parse(readFileSync(new URL('size-limits.json', import.meta.url), 'utf8')) as Record<string, number>;

interface EsbuildConfig {
  readonly [option: string]: unknown;
}

/** What is loaded later, by `import()`, weighs nothing at first: it is left out of an entry's weight. */
const leftForLater = {
  name: 'left for later',
  setup(build: {
    onResolve: (
      of: { filter: RegExp },
      then: (asked: { kind: string; path: string }) => { path: string; external: true } | undefined,
    ) => void;
  }) {
    build.onResolve({ filter: /./ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
};

/** React is the application's own; visx and d3 are counted. */
const check = (name: string, code: string) => ({
  name,
  path: 'dist/package.json',
  gzip: true,
  limit: `${limits[name] ?? 0} kB`,
  modifyEsbuildConfig: ({ entryPoints: _, ...config }: EsbuildConfig): EsbuildConfig => ({
    ...config,
    format: 'esm',
    plugins: [leftForLater],
    stdin: { contents: code, resolveDir: import.meta.dirname },
  }),
});

/** What the product's own dashboard uses: many charts share most of their code. */
const DASHBOARD = [
  './band-chart',
  './line-chart',
  './stacked-bar-chart',
  './rating-histogram',
  './bar-list',
  './sparkline',
  './stat-tile',
  './data-table',
  './badge',
  './panel',
  './crosshair',
  './annotations',
  './format',
  './theme',
];

export default [
  ...entries.map(([name, path]) => check(name, `export * from './dist/${path}';`)),
  check(
    'a dashboard',
    entries
      .filter(([name]) => DASHBOARD.includes(name))
      .map(([, path], place) => `export * as entry${place} from './dist/${path}';`)
      .join('\n'),
  ),
  check('everything', entries.map(([, path], place) => `export * as entry${place} from './dist/${path}';`).join('\n')),
];
