import { libraries } from './libraries.ts';
import type { Library } from './libraries.ts';
import { ms, rowOf } from './outcome.ts';
import type { Figure, Outcome } from './outcome.ts';
import type { Times } from './pages/api.ts';
import { keepPicture, onPage, workOf } from './session.ts';
import type { OpenPage, Session, Work } from './session.ts';
import { quantile } from './statistics.ts';

const POINTS = 1_000_000;
const TARGET_MS = 16;
const MOST_RUNS = 5;
const STEPS = 30;
const WHEELS = 30;

/** Recharts draws every point: a million of them take it longer than anyone zooms. */
const zoomable: readonly Library[] = libraries.filter((library) => library !== 'recharts');
/** uPlot leaves the wheel to its users. */
const wheeled: readonly Library[] = ['ui-kit', 'echarts', 'chartjs'];

interface Run {
  readonly steps: readonly Times[];
  /** What the main thread did for a turn of the wheel. */
  readonly wheel: Work | null;
}

/** Shares of the whole that are shown in turn: in around one place to a thousandth, along, and out again. */
export function zoomParts(): [number, number][] {
  const around = 0.42;
  const spans = Array.from({ length: STEPS }, (_, step) => 0.001 ** ((step + 1) / STEPS));
  const inwards = spans.map((span): [number, number] => [around - around * span, around + (1 - around) * span]);
  const along = Array.from({ length: STEPS }, (_, step): [number, number] => [step / (STEPS * 2), step / (STEPS * 2) + 0.3]);
  return [...inwards, ...along, ...inwards.toReversed()];
}

export async function measureZoom(session: Session): Promise<Outcome> {
  const runs = new Map<Library, Run[]>();
  for (let run = 0; run < Math.min(session.runs, MOST_RUNS); run += 1) {
    for (const library of zoomable)
      runs.set(library, [...(runs.get(library) ?? []), await onPage(session, library, (open) => zoomOnce(open, library))]);
    console.log(`  run ${run + 1} of ${Math.min(session.runs, MOST_RUNS)}`);
  }
  const figures = (of: (run: Run) => readonly number[], part: number, lacking: Partial<Record<Library, string>>) =>
    new Map(
      libraries.map((library): [Library, Figure] => {
        const all = (runs.get(library) ?? []).flatMap(of);
        return all.length === 0
          ? [library, { value: null, text: lacking[library] ?? 'none' }]
          : [library, { value: quantile(all, part), text: ms(quantile(all, part)) }];
      }),
    );
  const lacking = { recharts: 'not asked' };
  const script = (part: number) => figures(({ steps }) => steps.map(({ scriptMs }) => scriptMs), part, lacking);
  const frame = figures(({ steps }) => steps.map(({ frameMs }) => frameMs), 0.95, lacking);
  const wheel = figures(({ wheel: work }) => (work === null ? [] : [work.taskMs / WHEELS]), 0.5, { ...lacking, uplot: 'has none' });
  const screen = figures(({ steps }) => steps.map(({ screenMs }) => screenMs), 0.95, lacking);
  const raster = figures(({ wheel: work }) => (work === null ? [] : [work.rasterMs / WHEELS]), 0.5, { ...lacking, uplot: 'has none' });
  const slow = script(0.95);
  const told = { text: '', isReached: null };
  return {
    table: {
      'script a step, p95 ms': rowOf(slow, {
        text: `≤ ${TARGET_MS}`,
        isReached: (slow.get('ui-kit')?.value ?? Number.POSITIVE_INFINITY) <= TARGET_MS,
      }),
      'script a step, p50 ms': rowOf(script(0.5), told),
      'step to frame, p95 ms': rowOf(frame, told),
      'step to screen, p95 ms': rowOf(screen, told),
      'main thread a turn of the wheel, ms': rowOf(wheel, told),
      'raster a turn of the wheel, ms': rowOf(raster, told),
    },
    notes: [
      `One line of ${POINTS.toLocaleString('en')} points; ${STEPS * 3} steps in to a thousandth, along, and out, each in a frame of its own: reducing the points and drawing them.`,
      `Then ${WHEELS} turns of a real wheel with Ctrl over the drawing.`,
    ],
    raw: Object.fromEntries(runs),
  };
}

async function zoomOnce(open: OpenPage, library: Library): Promise<Run> {
  const { page } = open;
  await page.evaluate((ask) => window.bench.mount(ask), {
    chartCount: 1,
    seriesCount: 1,
    pointCount: POINTS,
    widthPx: 800,
    heightPx: 300,
    isSynced: false,
    isStream: false,
    isWarm: false,
    phase: 0,
  });
  const chart = page.locator('#stage > div').first();
  const whole = await chart.screenshot();
  const parts = zoomParts();
  await page.evaluate((asked) => window.bench.zoom(asked), parts.slice(STEPS - 1, STEPS));
  const part = await chart.screenshot();
  await keepPicture(`zoom-${library}`, part);
  if (part.equals(whole)) throw new Error(`${library}: the picture of a part is that of the whole`);
  const steps = await page.evaluate((asked) => window.bench.zoom(asked), parts);

  if (!wheeled.includes(library)) return { steps, wheel: null };
  // On a new chart: one that the page has given a part to may not be the reader's to zoom.
  await page.evaluate(() => window.bench.unmount());
  await page.evaluate((ask) => window.bench.mount(ask), {
    chartCount: 1,
    seriesCount: 1,
    pointCount: POINTS,
    widthPx: 800,
    heightPx: 300,
    isSynced: false,
    isStream: false,
    isWarm: false,
    phase: 0,
  });
  const box = await chart.boundingBox();
  if (box === null) throw new Error(`${library}: no chart`);
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
  await page.waitForTimeout(100);
  const before = await chart.screenshot();
  await page.keyboard.down('Control');
  const turn = async (by: number) => {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(50);
  };
  const { work } = await workOf(open, async () => {
    for (let count = 0; count < WHEELS / 2; count += 1) await turn(-100);
  });
  const isZoomed = !(await chart.screenshot()).equals(before);
  const { work: back } = await workOf(open, async () => {
    for (let count = 0; count < WHEELS / 2; count += 1) await turn(100);
  });
  await page.keyboard.up('Control');
  return {
    steps,
    wheel: isZoomed
      ? {
          scriptMs: work.scriptMs + back.scriptMs,
          styleMs: work.styleMs + back.styleMs,
          layoutMs: work.layoutMs + back.layoutMs,
          taskMs: work.taskMs + back.taskMs,
          rasterMs: work.rasterMs + back.rasterMs,
        }
      : null,
  };
}
