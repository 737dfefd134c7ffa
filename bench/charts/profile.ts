import type { Outcome } from './outcome.ts';
import type { Ask } from './pages/api.ts';
import { onPage } from './session.ts';
import type { OpenPage, Session } from './session.ts';
import { zoomParts } from './zoom.ts';

const ROWS = 20;
const INTERVAL_US = 200;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

const one: Ask = {
  chartCount: 1,
  seriesCount: 1,
  pointCount: 1_000,
  widthPx: 800,
  heightPx: 300,
  isSynced: false,
  isStream: false,
  isWarm: false,
  phase: 0,
};

interface Profiled {
  readonly times: number;
  readonly page?: string;
  /** Before the profile. */
  readonly prepare?: (open: OpenPage) => Promise<void>;
  readonly act: (open: OpenPage) => Promise<unknown>;
}

const mountOf = (ask: Partial<Ask>) => (open: OpenPage) => open.page.evaluate((asked) => window.bench.mount(asked), { ...one, ...ask });

/** What ui-kit does, one by one. */
const profiled: Record<string, Profiled> = {
  ...Object.fromEntries(
    [1_000, 10_000, 100_000, 1_000_000].map((pointCount) => [
      `mount of ${pointCount.toLocaleString('en')}, cold`,
      { times: 5, act: mountOf({ pointCount }) },
    ]),
  ),
  'mount of 10,000, warm': {
    times: 5,
    prepare: (open) =>
      open.page.evaluate(
        async (asked) => {
          await window.bench.mount(asked);
          await window.bench.unmount();
        },
        { ...one, pointCount: 10_000 },
      ),
    act: mountOf({ pointCount: 10_000 }),
  },
  '20 charts of 5,000': { times: 3, act: mountOf({ chartCount: 20, pointCount: 5_000, widthPx: 310, heightPx: 160 }) },
  'append, 3 s': {
    times: 1,
    prepare: async (open) => {
      await mountOf({ seriesCount: 10, pointCount: 100_000, isStream: true })(open);
      await open.page.evaluate(() => window.bench.prepareAppend({ perFrame: 100, durationMs: 3_000 }));
    },
    act: ({ page }) => page.evaluate(() => window.bench.append()),
  },
  'hover over 12, 120 moves': {
    times: 1,
    prepare: async (open) => {
      await mountOf({ chartCount: 12, pointCount: 5_000, widthPx: 310, heightPx: 200, isSynced: true })(open);
    },
    act: async ({ page }) => {
      for (let move = 0; move < 120; move += 1) {
        await page.mouse.move(60 + 1.8 * move, 120);
        await page.waitForTimeout(16);
      }
    },
  },
  'zoom in 1,000,000': {
    times: 1,
    prepare: async (open) => {
      await mountOf({ pointCount: 1_000_000 })(open);
    },
    act: ({ page }) => page.evaluate((parts) => window.bench.zoom(parts), zoomParts()),
  },
  'waterfall of 50,000, cold': { times: 5, page: 'waterfall', act: mountOf({ pointCount: 50_000, widthPx: 1000, heightPx: 600 }) },
};

/** Where the time of ui-kit's scripts goes: by function, from a build with its names. Only where asked for. */
export async function measureProfile(session: Session): Promise<Outcome> {
  const raw: Record<string, unknown> = {};
  for (const [name, { times, page = 'ui-kit', prepare, act }] of Object.entries(profiled)) {
    const rows = new Map<string, { self: number; whole: number }>();
    for (let time = 0; time < times; time += 1) {
      await onPage(session, page, async (open) => {
        await prepare?.(open);
        await open.cdp.send('Profiler.enable');
        await open.cdp.send('Profiler.setSamplingInterval', { interval: INTERVAL_US });
        await open.cdp.send('Profiler.start');
        await act(open);
        add(rows, (await open.cdp.send('Profiler.stop')).profile, 1 / times);
      });
    }
    const top = [...rows].filter(([, { self, whole }]) => self >= 0.1 || whole >= 1).sort(([, a], [, b]) => b.self - a.self);
    console.log(`\n${name}: ms, self and with what is called (mean of ${times})`);
    console.table(
      Object.fromEntries(top.slice(0, ROWS).map(([at, { self, whole }]) => [at, { self: self.toFixed(2), whole: whole.toFixed(2) }])),
    );
    raw[name] = Object.fromEntries(top);
  }
  return { table: {}, notes: [], raw };
}

/** Making data and waiting for the clock are the benchmark's own. */
const ours = new Set(['timed', 'madeUpLines', 'losses', 'noise', 'prepare', 'rowsOf', '(idle)', '(root)']);

/** Adds self time, and the time of a function with all that it calls (each moment once, however deep it calls itself). */
function add(rows: Map<string, { self: number; whole: number }>, { nodes, samples = [], timeDeltas = [] }: Profile, weight: number): void {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const given = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  /** A function without a name is told by the one that it was called from, and its line. */
  const nameOf = (id: number, line: number): string => {
    let from: number | undefined = id;
    while (from !== undefined && given.get(from) === '') from = parents.get(from);
    return from === id ? (given.get(id) ?? '') : `(in ${from === undefined ? '?' : (given.get(from) ?? '')}, line ${line + 1})`;
  };
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(id, callFrame.lineNumber)]));
  samples.forEach((sample, place) => {
    const ms = ((timeDeltas[place] ?? 0) / 1_000) * weight;
    const stack: string[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) stack.push(names.get(id) ?? '?');
    if (ours.has(stack[0] ?? '') || stack.includes('madeUpLines') || stack.includes('rowsOf')) return;
    for (const name of new Set(stack)) {
      const row = rows.get(name) ?? { self: 0, whole: 0 };
      row.whole += ms;
      if (name === stack[0]) row.self += ms;
      rows.set(name, row);
    }
  });
}
