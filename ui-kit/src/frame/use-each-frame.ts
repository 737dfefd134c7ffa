import { useEffect } from 'react';
import type { RefObject } from 'react';

/** Draws at the next frame after something new was heard: however much comes between two frames, it is one drawing. */
export function useEachFrame(source: { readonly subscribe: (listener: () => void) => () => void }, draw: RefObject<() => void>): void {
  useEffect(() => {
    let frame = 0;
    const leave = source.subscribe(() => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        draw.current();
      });
    });
    return () => {
      leave();
      cancelAnimationFrame(frame);
    };
  }, [source, draw]);
}
