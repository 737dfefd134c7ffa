import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

/** A root that renders at once: else React would wait for its own turn, and the clock with it. */
export function reactStage(stage: HTMLElement): { readonly render: (node: ReactNode) => void; readonly unmount: () => void } {
  const root = createRoot(stage);
  return { render: (node) => flushSync(() => root.render(node)), unmount: () => flushSync(() => root.unmount()) };
}

/** A line of the chart has more than this many signs. */
const LEAST_PATH = 200;

/** So many paths have a line in them; others may wait for theirs. */
export function pathsDrawn(stage: HTMLElement, selector: string, count: number): boolean {
  let drawnCount = 0;
  for (const path of stage.querySelectorAll(selector)) if ((path.getAttribute('d')?.length ?? 0) > LEAST_PATH) drawnCount += 1;
  return drawnCount >= count;
}
