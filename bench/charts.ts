import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { measureAppend } from './charts/append.ts';
import { measureHover } from './charts/hover.ts';
import { versions } from './charts/libraries.ts';
import { manyCases, measureMounts, mountCases } from './charts/mount.ts';
import type { Outcome } from './charts/outcome.ts';
import { servePages } from './charts/pages.ts';
import { measureProfile } from './charts/profile.ts';
import { cacheFolder, launch } from './charts/session.ts';
import type { Session } from './charts/session.ts';
import { measureSize } from './charts/size.ts';
import { measureWaterfall } from './charts/waterfall.ts';
import { measureZoom } from './charts/zoom.ts';

const runs = Number(process.env['BENCH_RUNS'] ?? 9);

interface Part {
  readonly about: string;
  readonly measure: (session: Session) => Promise<Outcome>;
  /** Only where it is asked for. */
  readonly isExtra?: boolean;
}

const parts: Record<string, Part> = {
  size: { about: 'What one line chart weighs', measure: measureSize },
  mount: { about: 'One line chart, to the frame that shows it', measure: (session) => measureMounts(session, mountCases) },
  many: { about: 'Twenty charts, to the frame that shows them', measure: (session) => measureMounts(session, manyCases) },
  zoom: { about: 'Zoom inside a million points', measure: measureZoom },
  hover: { about: 'Twelve charts with one crosshair', measure: measureHover },
  append: { about: 'Ten lines that grow 60 times a second', measure: measureAppend },
  waterfall: { about: 'A trace of fifty thousand spans', measure: measureWaterfall },
  profile: { about: "Where the time of ui-kit's scripts goes", measure: measureProfile, isExtra: true },
};

/** ui-kit's charts beside Recharts, ECharts, uPlot and Chart.js, each as its documentation sets it up for speed. */
export async function run(asked: readonly string[] = []): Promise<void> {
  const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}`);
  const chosen = Object.entries(parts).filter(([name, { isExtra = false }]) => (asked.length === 0 ? !isExtra : asked.includes(name)));
  // Names of functions are kept where a profile is all that is asked for.
  const pages = await servePages({ isMinified: chosen.some(([name]) => name !== 'profile') });
  const browser = await launch();
  try {
    const machine = {
      processor: cpus()[0]?.model ?? '?',
      cores: cpus().length,
      loadBefore: (loadavg()[0] ?? 0).toFixed(2),
      chromium: browser.version(),
      node: process.version,
      revision: revision(),
      ...versions(),
    };
    console.log(
      Object.entries(machine)
        .map(([name, value]) => `${name} ${value}`)
        .join(' · '),
    );
    console.log(`${runs} runs (BENCH_RUNS), each on a new page, the libraries in turn`);
    for (const [name, { about, measure }] of chosen) {
      console.log(`\n${about} (${name})`);
      const outcome = await measure({ browser, pages, runs });
      if (Object.keys(outcome.table).length > 0) console.table(outcome.table);
      for (const note of outcome.notes) console.log(`  ${note}`);
      await keep(name, { measuredAt: new Date().toISOString(), machine, runs, ...outcome });
    }
    console.log('\nEverything measured: .cache/bench/charts.json; pictures of what was drawn: .cache/bench/charts/');
  } finally {
    await browser.close();
    pages.close();
  }
}

/** Beside what other parts found, now or earlier: each with the time and machine of its own. */
async function keep(name: string, found: object): Promise<void> {
  const path = join(cacheFolder, 'charts.json');
  await mkdir(cacheFolder, { recursive: true });
  const earlier = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as object,
    () => ({}),
  );
  await writeFile(path, JSON.stringify({ ...earlier, [name]: found }, null, 1));
}

function revision(): string {
  try {
    const git = (...words: string[]) =>
      execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', '../ui-kit') === '' ? '' : ' and changes'}`;
  } catch {
    return '?';
  }
}

if (import.meta.main) {
  await run(process.argv.slice(2));
  process.exit(0);
}
