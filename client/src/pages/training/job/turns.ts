import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Time of a frame that goes into what waits for its turn, ms: the rest is layout, paint and what scrolling itself needs. */
const FRAME_MS = 6;
/** Drawn in one frame at most, however fast. */
const MOST_AT_ONCE = 8;

const waiting = new Set<() => void>();
let frame: number | undefined;
/** So many fit into the time of a frame, by those that were drawn last. */
let fitting = 2;

function giveTurns(): void {
  frame = undefined;
  const some = [...waiting].slice(0, fitting);
  const startedAt = performance.now();
  // Drawn at once: only then it is known how long they take. Together, since each drawing measures the page.
  flushSync(() => {
    for (const take of some) {
      waiting.delete(take);
      take();
    }
  });
  const msOfOne = (performance.now() - startedAt) / Math.max(1, some.length);
  fitting = Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(FRAME_MS / msOfOne)));
  if (waiting.size > 0) frame = requestAnimationFrame(giveTurns);
}

/**
 * Whether it is the turn of a part that costs much to draw. Those that wait are drawn one after the other, as many in a frame as it has time
 * for; one that leaves the page waits no more. `isReady`: there is something to draw.
 */
export function useTurn(isReady: boolean): boolean {
  const [isGiven, setIsGiven] = useState(false);
  const isWaiting = isReady && !isGiven;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const take = () => setIsGiven(true);
    waiting.add(take);
    frame ??= requestAnimationFrame(giveTurns);
    return () => void waiting.delete(take);
  }, [isWaiting]);
  return isGiven;
}

/** What stays in view for so long is looked at, ms. */
const PASSING_MS = 60;

let scrolledAt = Number.NEGATIVE_INFINITY;

/** The page is being scrolled. */
export function noteScroll(): void {
  scrolledAt = performance.now();
}

/** Whether this part has come to stay: at once where the page is at rest, else once it has been there for a moment. */
export function useStay(): boolean {
  const [isStaying, setIsStaying] = useState(() => performance.now() - scrolledAt > 2 * PASSING_MS);
  useEffect(() => {
    if (isStaying) return undefined;
    const timer = setTimeout(() => setIsStaying(true), PASSING_MS);
    return () => clearTimeout(timer);
  }, [isStaying]);
  return isStaying;
}
