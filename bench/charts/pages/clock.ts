import type { Times } from './api.ts';

const FRAME_MS = 1_000 / 60;

/** Calls back once the frame that is next has been painted by the main thread (raster and the GPU are not in it). */
export function afterFrame(onFrame?: () => void): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      onFrame?.();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(performance.now());
      };
      port2.postMessage(null);
    });
  });
}

/**
 * Runs `act` and waits for the frame in which `isDrawn` holds already when frames are made, so that it is in the picture; then until
 * that picture is on the screen, by the browser's word on a mark that was put beside the chart in the same frame.
 */
export async function timed(act: () => void, isDrawn: () => boolean, phase: number): Promise<Times> {
  await afterFrame();
  const from = (await afterFrame()) + phase * FRAME_MS;
  while (performance.now() < from);
  const startedAt = performance.now();
  act();
  // What a library puts off to a microtask is its work as well.
  for (let round = 0; round < 4; round += 1) await Promise.resolve();
  const scriptMs = performance.now() - startedAt;
  for (;;) {
    let shown: Promise<number> | undefined;
    const at = await afterFrame(() => {
      if (isDrawn()) shown = markShown();
    });
    if (shown !== undefined) return { frameMs: at - startedAt, scriptMs, screenMs: (await shown) - startedAt };
  }
}

interface ElementTiming extends PerformanceEntry {
  readonly renderTime: number;
}

let marks = 0;

/** When the frame that is being made now is shown: Element Timing of a word that is new in it. NaN where the browser doesn't tell. */
function markShown(): Promise<number> {
  const mark = document.createElement('b');
  const name = `mark-${(marks += 1)}`;
  mark.setAttribute('elementtiming', name);
  mark.textContent = name;
  mark.style.cssText = 'position:fixed;right:0;bottom:0;font:10px monospace;background:#fff';
  return new Promise<number>((resolve) => {
    const tell = (at: number) => {
      observer.disconnect();
      mark.remove();
      resolve(at);
    };
    const observer = new PerformanceObserver((list) => {
      const entry = list.getEntries().find((one) => (one as unknown as { identifier: string }).identifier === name) as
        | ElementTiming
        | undefined;
      if (entry !== undefined) tell(entry.renderTime);
    });
    observer.observe({ type: 'element', buffered: true });
    setTimeout(() => tell(Number.NaN), 3_000);
    document.body.append(mark);
  });
}

/** From each move's own time, when the browser got it, until after the frame that followed. */
export function watchMoves(): number[] {
  const latenciesMs: number[] = [];
  window.addEventListener('pointermove', ({ timeStamp }) => void afterFrame().then((at) => latenciesMs.push(at - timeStamp)), {
    capture: true,
    passive: true,
  });
  return latenciesMs;
}

/** Event Timing of clicks, taps and keys: the longest event of each interaction, by its id. Told in steps of 8 ms, by the standard. */
export function watchInteractions(): Map<number, number> {
  const longest = new Map<number, number>();
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      if (entry.interactionId > 0) longest.set(entry.interactionId, Math.max(longest.get(entry.interactionId) ?? 0, entry.duration));
    }
  });
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  return longest;
}
