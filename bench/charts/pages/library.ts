import type { Ask, Bench, Line, Times } from './api.ts';
import { afterFrame, timed, watchInteractions, watchMoves } from './clock.ts';
import { losses, madeUpLines } from './made-up.ts';

/** Charts that are on the page. */
export interface Mounted {
  readonly unmount: () => void;
  /** Shows a part of the x axis of the first chart. */
  readonly zoom: (from: number, to: number) => void;
  /** Adds points to every line of the first chart, in the order of its lines. */
  readonly append: (parts: readonly Line[]) => void;
}

/** A library as its own documentation sets it up for speed. `Input` is the form of data that it is quickest with. */
export interface Library<Input> {
  /** Outside the clock. Reducing many points to few isn't done here: that is the library's work. */
  readonly prepare: (lines: readonly Line[]) => Input;
  readonly mount: (stage: HTMLElement, inputs: readonly Input[], ask: Ask) => Mounted;
  readonly areDrawn: (stage: HTMLElement, chartCount: number, seriesCount: number) => boolean;
}

const warmUp: Ask = {
  chartCount: 1,
  seriesCount: 1,
  pointCount: 10_000,
  widthPx: 800,
  heightPx: 300,
  isSynced: false,
  isStream: false,
  isWarm: false,
  phase: 0,
};

/** Lets the program drive this library. */
export function expose<Input>(library: Library<Input>): void {
  const stage = document.body.appendChild(document.createElement('div'));
  stage.id = 'stage';
  let mounted: Mounted | null = null;
  let lines: Line[] = [];
  let moves: number[] = [];
  let frames: number[] | null = null;
  let appendedCount = 0;
  let coming: {
    readonly most: number;
    readonly perFrame: number;
    readonly durationMs: number;
    readonly frameAt: (frame: number) => Line[];
  } = { most: 0, perFrame: 0, durationMs: 0, frameAt: () => [] };
  let interactions = new Map<number, number>();

  async function mount(ask: Ask): Promise<Times> {
    if (ask.isWarm) {
      await mount(warmUp);
      await bench.unmount();
    }
    const all = Array.from({ length: ask.chartCount }, (_, place) => madeUpLines(ask.seriesCount, ask.pointCount, place + 1));
    const inputs = all.map((one) => library.prepare(one));
    lines = all[0] ?? [];
    appendedCount = 0;
    stage.style.setProperty('--width', `${ask.widthPx}px`);
    window.gc?.();
    return timed(
      () => (mounted = library.mount(stage, inputs, ask)),
      () => library.areDrawn(stage, ask.chartCount, ask.seriesCount),
      ask.phase,
    );
  }

  const bench: Bench = {
    mount,
    unmount: async () => {
      mounted?.unmount();
      mounted = null;
      stage.replaceChildren();
      await afterFrame();
      await afterFrame();
    },
    zoom: async (parts) => {
      const last = lines[0]?.x.at(-1) ?? 1;
      const times: Times[] = [];
      for (const [from, to] of parts)
        times.push(
          await timed(
            () => mounted?.zoom(from * last, to * last),
            () => true,
            0,
          ),
        );
      return times;
    },
    prepareAppend: ({ perFrame, durationMs }) => {
      const most = Math.ceil((durationMs / 1_000) * 60) + 60;
      const first = (lines[0]?.x.length ?? 0) + appendedCount;
      const x = Float64Array.from({ length: most * perFrame }, (_, place) => first + place);
      const ys = lines.map((_, place) => losses(most * perFrame, first, first, 900 + place));
      const frameAt = (frame: number) =>
        lines.map(({ key }, place) => ({
          key,
          x: x.subarray(frame * perFrame, (frame + 1) * perFrame),
          y: (ys[place] as Float64Array).subarray(frame * perFrame, (frame + 1) * perFrame),
        }));
      coming = { most, perFrame, durationMs, frameAt };
    },
    append: async () => {
      const { most, perFrame, durationMs, frameAt } = coming;
      const seen: number[] = [];
      const startedAt = await afterFrame();
      while (seen.length < most && performance.now() - startedAt < durationMs) {
        seen.push(
          await new Promise<number>((resolve) => {
            requestAnimationFrame((at) => {
              mounted?.append(frameAt(seen.length));
              resolve(at);
            });
          }),
        );
      }
      appendedCount += seen.length * perFrame;
      return { frames: seen, elapsedMs: performance.now() - startedAt };
    },
    watchMoves: () => {
      moves = watchMoves();
    },
    moves: () => moves,
    watchInteractions: () => {
      interactions = watchInteractions();
    },
    interactions: () => [...interactions.values()],
    countFrames: () => {
      const seen: number[] = [];
      frames = seen;
      const next = (at: number) => {
        seen.push(at);
        if (frames === seen) requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
    },
    counted: () => {
      const seen = frames ?? [];
      frames = null;
      return seen;
    },
  };
  window.bench = bench;
}
