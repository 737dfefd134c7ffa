import { libraries } from './libraries.ts';
import type { Library } from './libraries.ts';
import { megabytes, ms, percent, rowOf } from './outcome.ts';
import type { Figure, Outcome } from './outcome.ts';
import { OverLimit, onPage, workOf } from './session.ts';
import type { OpenPage, Session } from './session.ts';
import { dropped, median, slope } from './statistics.ts';

const SERIES = 10;
const POINTS = 100_000;
const PER_FRAME = 100;
const durationMs = Number(process.env['BENCH_APPEND_MS'] ?? 10_000);
const WARM_UP_MS = 1_500;
const MOST_RUNS = 3;
const LIMIT_MS = 60_000;
const MOST_DROPPED = 0.01;
/** JS heap once collected, beyond what it was: more than this is no longer flat. */
const MOST_GROWTH = 0.05;

interface Heap {
  /** Objects of the page's scripts. */
  readonly usedBytes: number;
  /** Typed arrays beside the heap. */
  readonly arraysBytes: number;
}

interface Run {
  readonly droppedShare: number;
  readonly over20Ms: number;
  readonly longestMs: number;
  readonly frameCount: number;
  readonly mainThreadMsPerFrame: number;
  readonly scriptMsPerFrame: number;
  readonly rasterMsPerFrame: number;
  readonly before: Heap;
  readonly after: Heap;
  readonly heapSlopeBytesPerSecond: number;
  readonly addedPoints: number;
}

/** Ten lines that grow in every frame. */
export async function measureAppend(session: Session): Promise<Outcome> {
  const runs = new Map<Library, Run[]>();
  const over = new Map<Library, string>();
  for (let run = 0; run < Math.min(session.runs, MOST_RUNS); run += 1) {
    for (const library of libraries) {
      if (over.has(library)) continue;
      try {
        runs.set(library, [
          ...(runs.get(library) ?? []),
          await onPage(session, library, (open) => appendOnce(open, library), LIMIT_MS + durationMs),
        ]);
      } catch (error) {
        if (!(error instanceof OverLimit)) throw error;
        over.set(library, `not drawn in ${LIMIT_MS / 1_000} s`);
      }
    }
    console.log(`  run ${run + 1} of ${Math.min(session.runs, MOST_RUNS)}`);
  }
  const rows = (of: (run: Run) => number, text: (value: number, all: readonly Run[]) => string) =>
    new Map(
      libraries.map((library): [Library, Figure] => {
        const all = runs.get(library) ?? [];
        const value = all.length === 0 ? null : median(all.map(of));
        return [library, { value, text: value === null ? (over.get(library) ?? '') : text(value, all) }];
      }),
    );
  const missed = rows((run) => run.droppedShare, percent);
  const growth = rows(
    grownShare,
    (value, all) => `${percent(value)} (${megabytes(median(all.map((run) => run.after.usedBytes - run.before.usedBytes)))})`,
  );
  /** Told, but not compared: it says little without the frames that came. */
  const alone = (figures: ReadonlyMap<Library, Figure>) =>
    new Map([...figures].map(([library, { text }]) => [library, { value: null, text }]));
  const isAtMost = (figures: ReadonlyMap<Library, Figure>, most: number) =>
    (figures.get('ui-kit')?.value ?? Number.POSITIVE_INFINITY) <= most;
  const told = { text: '', isReached: null };
  const added = median((runs.get('ui-kit') ?? []).map((run) => run.addedPoints));
  return {
    table: {
      'frames dropped': rowOf(missed, { text: `≤ ${percent(MOST_DROPPED)}`, isReached: isAtMost(missed, MOST_DROPPED) }, MOST_DROPPED),
      'gaps over 20 ms': rowOf(
        alone(
          rows(
            (run) => run.over20Ms,
            (value) => String(Math.round(value)),
          ),
        ),
        told,
      ),
      'longest gap, ms': rowOf(
        rows((run) => run.longestMs, ms),
        told,
      ),
      'main thread a frame, ms': rowOf(
        rows((run) => run.mainThreadMsPerFrame, ms),
        told,
      ),
      'of that scripts, ms': rowOf(
        rows((run) => run.scriptMsPerFrame, ms),
        told,
      ),
      'raster a frame, ms': rowOf(
        rows((run) => run.rasterMsPerFrame, ms),
        told,
      ),
      'JS heap grown, collected': rowOf(
        growth,
        { text: `≤ ${percent(MOST_GROWTH)}`, isReached: isAtMost(growth, MOST_GROWTH) },
        MOST_GROWTH,
      ),
      'typed arrays grown': rowOf(alone(rows((run) => run.after.arraysBytes - run.before.arraysBytes, megabytes)), told),
      'JS heap slope, a second': rowOf(alone(rows((run) => run.heapSlopeBytesPerSecond, megabytes)), told),
    },
    notes: [
      `${SERIES} lines of ${POINTS.toLocaleString('en')} points; ${PER_FRAME} more for each in every frame of 60 a second, ${durationMs / 1_000} s. ui-kit took ${Number.isNaN(added) ? 'none' : `${Math.round(added).toLocaleString('en')}: ${megabytes(added * 16)} of numbers`}.`,
      'The heap is read after collecting, before and after (and after a warm-up of 1.5 s); the slope is that of readings every half second in between, with what waits to be collected.',
      "Rivals: uPlot setData with arrays that grow; Chart.js and ECharts are given their data again (ECharts' appendData is not for lines); Recharts new rows.",
    ],
    raw: { runs: Object.fromEntries(runs), over: Object.fromEntries(over) },
  };
}

function grownShare({ before, after }: Run): number {
  return (after.usedBytes - before.usedBytes) / before.usedBytes;
}

async function appendOnce(open: OpenPage, library: Library): Promise<Run> {
  const { page, cdp } = open;
  await page.evaluate((ask) => window.bench.mount(ask), {
    chartCount: 1,
    seriesCount: SERIES,
    pointCount: POINTS,
    widthPx: 800,
    heightPx: 300,
    isSynced: false,
    isStream: true,
    isWarm: false,
    phase: 0,
  });
  const prepare = (lengthMs: number) =>
    page.evaluate((options) => window.bench.prepareAppend(options), { perFrame: PER_FRAME, durationMs: lengthMs });
  // What grows once only (code that is compiled, the first room) is not growth.
  await prepare(WARM_UP_MS);
  await page.evaluate(() => window.bench.append());
  await prepare(durationMs);
  const chart = page.locator('#stage > div').first();
  const picture = await chart.screenshot();
  const heap = async (): Promise<Heap> => {
    const usage = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
    return { usedBytes: usage.usedSize, arraysBytes: usage.backingStorageSize ?? 0 };
  };
  await cdp.send('HeapProfiler.collectGarbage');
  const before = await heap();
  const readings: { at: number; value: number }[] = [];
  const startedAt = performance.now();
  const timer = setInterval(
    () =>
      void heap().then(
        ({ usedBytes }) => readings.push({ at: (performance.now() - startedAt) / 1_000, value: usedBytes }),
        () => {},
      ),
    500,
  );
  const { result, work } = await workOf(open, () => page.evaluate(() => window.bench.append())).finally(() => clearInterval(timer));
  await page.waitForTimeout(100);
  if ((await chart.screenshot()).equals(picture)) throw new Error(`${library}: the picture is the same after points were added`);
  await cdp.send('HeapProfiler.collectGarbage');
  const after = await heap();
  const frames = dropped(result.frames);
  return {
    // Frames that should have come until the end, not until the last that did.
    droppedShare: Math.max(0, 1 - frames.frameCount / Math.round((result.elapsedMs * 60) / 1_000)),
    over20Ms: frames.over20Ms,
    longestMs: frames.longestMs,
    frameCount: frames.frameCount,
    mainThreadMsPerFrame: work.taskMs / frames.frameCount,
    scriptMsPerFrame: work.scriptMs / frames.frameCount,
    rasterMsPerFrame: work.rasterMs / frames.frameCount,
    before,
    after,
    heapSlopeBytesPerSecond: slope(readings),
    addedPoints: frames.frameCount * PER_FRAME * SERIES,
  };
}
