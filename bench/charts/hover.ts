import { libraries } from './libraries.ts';
import type { Library } from './libraries.ts';
import { ms, rowOf } from './outcome.ts';
import type { Figure, Outcome } from './outcome.ts';
import { OverLimit, keepPicture, onPage, workOf } from './session.ts';
import type { OpenPage, Session, Work } from './session.ts';
import { median, quantile } from './statistics.ts';

const CHARTS = 12;
const POINTS = 5_000;
const MOVES = 240;
const MOST_MS = 15_000;
const CLICKS = 20;
const KEYS = 30;
const MOST_RUNS = 3;
const TARGET_MS = 50;
const TARGET_SCRIPT_MS = 4;

/** Chart.js joins no crosshairs by itself. */
const joined: readonly Library[] = libraries.filter((library) => library !== 'chartjs');

interface Run {
  /** ms to after the frame, one a move. */
  readonly moves: number[];
  readonly moveCount: number;
  readonly work: Work;
  /** Clicks and keys, ms to the next paint. */
  readonly interactions: number[];
}

/** The pointer goes over one of twelve charts that share a crosshair. */
export async function measureHover(session: Session): Promise<Outcome> {
  const runs = new Map<Library, Run[]>();
  const over = new Map<Library, string>([['chartjs', 'has none']]);
  for (let run = 0; run < Math.min(session.runs, MOST_RUNS); run += 1) {
    for (const library of joined) {
      if (over.has(library)) continue;
      try {
        runs.set(library, [...(runs.get(library) ?? []), await onPage(session, library, (open) => hoverOnce(open, library), 120_000)]);
      } catch (error) {
        if (!(error instanceof OverLimit)) throw error;
        over.set(library, 'over 120 s');
      }
    }
    console.log(`  run ${run + 1} of ${Math.min(session.runs, MOST_RUNS)}`);
  }
  const figures = (of: (all: readonly Run[]) => number) =>
    new Map(
      libraries.map((library): [Library, Figure] => {
        const all = runs.get(library) ?? [];
        const value = all.length === 0 ? null : of(all);
        return [library, { value, text: value === null ? (over.get(library) ?? '') : ms(value) }];
      }),
    );
  const latency = (part: number) =>
    figures((all) =>
      quantile(
        all.flatMap(({ moves }) => moves),
        part,
      ),
    );
  const inp = figures((all) => median(all.map(({ interactions }) => (interactions.length === 0 ? 16 : quantile(interactions, 0.98)))));
  const script = figures((all) => median(all.map(({ work, moveCount }) => work.scriptMs / moveCount)));
  const isAtMost = (found: ReadonlyMap<Library, Figure>, most: number) => (found.get('ui-kit')?.value ?? Number.POSITIVE_INFINITY) <= most;
  const told = { text: '', isReached: null };
  const slow = latency(0.98);
  return {
    table: {
      'move to next paint, p98 ms': rowOf(slow, { text: `≤ ${TARGET_MS}`, isReached: isAtMost(slow, TARGET_MS) }),
      'move to next paint, p50 ms': rowOf(latency(0.5), told),
      'main thread a move, ms': rowOf(
        figures((all) => median(all.map(({ work, moveCount }) => work.taskMs / moveCount))),
        told,
      ),
      'raster a move, ms': rowOf(
        figures((all) => median(all.map(({ work, moveCount }) => work.rasterMs / moveCount))),
        told,
      ),
      'scripts a move, ms': rowOf(script, { text: `≤ ${TARGET_SCRIPT_MS}`, isReached: isAtMost(script, TARGET_SCRIPT_MS) }),
      'style and layout a move, ms': rowOf(
        figures((all) => median(all.map(({ work, moveCount }) => (work.styleMs + work.layoutMs) / moveCount))),
        told,
      ),
      'clicks and keys, INP ms': rowOf(inp, { text: `≤ ${TARGET_MS}`, isReached: isAtMost(inp, TARGET_MS) }),
    },
    notes: [
      `${CHARTS} charts of ${POINTS.toLocaleString('en')} points with one crosshair; up to ${MOVES} moves of a real mouse over the first, 60 a second at most; seen in the last chart's picture.`,
      "To the next paint: from the browser's own time of the input until after the frame, which may have to be waited for (up to 16.7 ms). What a library puts off to later frames (Recharts) is not in it, but in the main thread's time.",
      `INP leaves moves out by definition: it is from ${CLICKS} clicks and ${KEYS} arrow keys by Event Timing, in steps of 8 ms, 16 being the least that is told.`,
    ],
    raw: { runs: Object.fromEntries(runs), over: Object.fromEntries(over) },
  };
}

async function hoverOnce(open: OpenPage, library: Library): Promise<Run> {
  const { page } = open;
  await page.evaluate((ask) => window.bench.mount(ask), {
    chartCount: CHARTS,
    seriesCount: 1,
    pointCount: POINTS,
    widthPx: 310,
    heightPx: 200,
    isSynced: true,
    isStream: false,
    isWarm: false,
    phase: 0,
  });
  const first = await page.locator('#stage > div').first().boundingBox();
  const last = page.locator('#stage > div').last();
  if (first === null) throw new Error(`${library}: no chart`);
  const y = first.y + first.height * 0.55;
  const at = (part: number) => first.x + 60 + (first.width - 90) * part;
  await page.mouse.move(first.x + 5, 900);
  const untouched = await last.screenshot();
  await page.mouse.move(at(0.4), y);
  await page.mouse.move(at(0.41), y);
  let isFollowing = false;
  for (let look = 0; look < 20 && !isFollowing; look += 1) {
    await page.waitForTimeout(200);
    isFollowing = !(await last.screenshot()).equals(untouched);
  }
  await keepPicture(`hover-${library}`, await page.screenshot());
  if (!isFollowing) throw new Error(`${library}: the last chart does not follow`);

  await page.evaluate(() => window.bench.watchMoves());
  let moveCount = 0;
  const { work } = await workOf(open, async () => {
    const startedAt = performance.now();
    for (; moveCount < MOVES && performance.now() - startedAt < MOST_MS; moveCount += 1) {
      const sentAt = performance.now();
      const turn = (moveCount / 80) % 2;
      await page.mouse.move(at(turn < 1 ? turn : 2 - turn), y);
      await page.waitForTimeout(Math.max(0, 16 - (performance.now() - sentAt)));
    }
  });
  await page.waitForTimeout(200);
  const moves = await page.evaluate(() => window.bench.moves());

  await page.evaluate(() => window.bench.watchInteractions());
  for (let click = 0; click < CLICKS; click += 1) {
    await page.mouse.click(at((click * 0.37) % 1), y);
    await page.waitForTimeout(60);
  }
  const slider = page.locator('#stage [tabindex="0"]').first();
  if ((await slider.count()) > 0) await slider.focus();
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press(key % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForTimeout(40);
  }
  await page.waitForTimeout(500);
  return { moves, moveCount, work, interactions: await page.evaluate(() => window.bench.interactions()) };
}
