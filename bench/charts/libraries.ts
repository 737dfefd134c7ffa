import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Ours first; every one has a page of its name in `pages`. */
export const libraries = ['ui-kit', 'uplot', 'echarts', 'chartjs', 'recharts'] as const;
export type Library = (typeof libraries)[number];

export const names: Record<Library, string> = {
  'ui-kit': 'ui-kit',
  uplot: 'uPlot',
  echarts: 'ECharts',
  chartjs: 'Chart.js',
  recharts: 'Recharts',
};
export const rivals = libraries.filter((library) => library !== 'ui-kit');

/** Versions as installed. */
export function versions(): Record<string, string> {
  const { resolve } = createRequire(import.meta.url);
  const version = (name: string) => {
    for (let folder = dirname(resolve(name)); folder !== dirname(folder); folder = dirname(folder)) {
      try {
        const { name: found, version: is } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
          name?: string;
          version?: string;
        };
        if (found === name && is !== undefined) return is;
      } catch {
        /* not here: further up */
      }
    }
    return '?';
  };
  return Object.fromEntries(['react', 'uplot', 'echarts', 'chart.js', 'recharts', 'vite'].map((name) => [name, version(name)]));
}
