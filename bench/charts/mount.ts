import { libraries } from './libraries.ts';
import type { Library } from './libraries.ts';
import { ms, rowOf } from './outcome.ts';
import type { Figure, Outcome } from './outcome.ts';
import type { Ask, Times } from './pages/api.ts';
import { OverLimit, onPage, verifyDrawn } from './session.ts';
import type { Session } from './session.ts';
import { median, quantile } from './statistics.ts';

/** A page that takes longer is not asked again. */
const LIMIT_MS = 30_000;

interface Case {
  readonly name: string;
  readonly targetMs: number;
  readonly ask: Omit<Ask, 'phase'>;
}

const one = { chartCount: 1, seriesCount: 1, widthPx: 800, heightPx: 300, isSynced: false, isStream: false };
const targets = [
  [1_000, 17],
  [10_000, 17],
  [100_000, 35],
  [1_000_000, 60],
] as const;

export const mountCases: readonly Case[] = targets.flatMap(([pointCount, targetMs]) =>
  [false, true].map((isWarm) => ({
    name: `${pointCount.toLocaleString('en')} points, ${isWarm ? 'warm' : 'cold'}`,
    targetMs,
    ask: { ...one, pointCount, isWarm },
  })),
);

export const manyCases: readonly Case[] = [false, true].map((isWarm) => ({
  name: `20 charts of 5,000 points, ${isWarm ? 'warm' : 'cold'}`,
  targetMs: 150,
  ask: { ...one, chartCount: 20, pointCount: 5_000, widthPx: 310, heightPx: 160, isWarm },
}));

/** From before a chart is made until the frame that shows it, each time on a new page; libraries take turns. */
export async function measureMounts(session: Session, cases: readonly Case[]): Promise<Outcome> {
  const seen = new Map<string, Times[]>();
  const given = new Map<string, string>();
  const key = (library: Library, { name }: Case) => `${library}, ${name}`;
  for (let run = 0; run < session.runs; run += 1) {
    for (const each of cases) {
      for (let turn = 0; turn < libraries.length; turn += 1) {
        const library = libraries[(turn + run) % libraries.length] as Library;
        if (given.has(key(library, each))) continue;
        const ask: Ask = { ...each.ask, phase: (run + 0.5) / session.runs };
        try {
          const times = await onPage(
            session,
            library,
            async (open) => {
              const measured = await open.page.evaluate((asked) => window.bench.mount(asked), ask);
              if (run === 0) await verifyDrawn(open, `${library}-${ask.chartCount}x${ask.pointCount}`);
              return measured;
            },
            LIMIT_MS,
          );
          seen.set(key(library, each), [...(seen.get(key(library, each)) ?? []), times]);
        } catch (error) {
          if (!(error instanceof OverLimit)) throw error;
          // The other cases of as many points would take as long.
          for (const other of cases)
            if (other.ask.pointCount >= each.ask.pointCount) given.set(key(library, other), `over ${LIMIT_MS / 1_000} s`);
        }
      }
    }
    console.log(`  run ${run + 1} of ${session.runs}`);
  }
  const figureOf = (
    library: Library,
    each: Case,
    text: (times: readonly Times[], of: readonly number[]) => string,
    of: (times: Times) => number,
  ): Figure => {
    const times = seen.get(key(library, each)) ?? [];
    const over = given.get(key(library, each));
    if (over !== undefined || times.length === 0) return { value: null, text: over ?? '' };
    const values = times.map(of);
    return { value: median(values), text: text(times, values) };
  };
  const spread = (values: readonly number[]) => `${ms(median(values))} (${ms(quantile(values, 0.25))}–${ms(quantile(values, 0.75))})`;
  const table: Outcome['table'] = {};
  for (const each of cases) {
    const frames = new Map(
      libraries.map((library) => [
        library,
        figureOf(
          library,
          each,
          (times, values) => `${spread(values)}, script ${ms(median(times.map(({ scriptMs }) => scriptMs)))}`,
          ({ frameMs }) => frameMs,
        ),
      ]),
    );
    const screens = new Map(
      libraries.map((library) => [
        library,
        figureOf(
          library,
          each,
          (_, values) => spread(values),
          ({ screenMs }) => screenMs,
        ),
      ]),
    );
    const ours = frames.get('ui-kit')?.value ?? Number.POSITIVE_INFINITY;
    table[each.name] = rowOf(frames, { text: `≤ ${each.targetMs}`, isReached: ours <= each.targetMs });
    table[`${each.name}: on the screen`] = rowOf(screens, { text: '', isReached: null });
  }
  return {
    table,
    notes: [
      'ms from before the chart is made until after the frame that shows it: median (quartiles), and of that the call itself with its microtasks.',
      'Cold: the first chart of the page, its scripts loaded. Warm: the page has drawn and taken away one of 10,000 points.',
      'A frame comes every 16.7 ms whatever is asked: the clock starts at another place of that beat in each run, spread evenly.',
      "On the screen: until the picture is shown, raster too (an SVG's lines are drawn there, a canvas' before). The screen has frames of its own.",
    ],
    raw: Object.fromEntries([...seen, ...[...given].map(([name, over]) => [name, over] as const)]),
  };
}
