import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { RefObject } from 'react';

/** Width assumed where nothing can be measured: on a server, and for the first markup before it is hydrated. */
const UNMEASURED_WIDTH = 640;

/** Runs before the first paint; not at all on a server, where React would warn. */
export const useBrowserLayoutEffect = typeof window === 'undefined' ? () => {} : useLayoutEffect;

const neverChanges = () => () => {};

/**
 * The width of an element in whole px, measured before the first paint and followed from then on.
 * What is drawn must not change the element's own width (its content is positioned absolutely), or it would loop.
 * 0 until it is measured, so that nothing is drawn twice; `UNMEASURED_WIDTH` on a server and while its markup is taken over.
 */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement | null>(null);
  const isFromServer = useSyncExternalStore(
    neverChanges,
    () => false,
    () => true,
  );
  const [width, setWidth] = useState(isFromServer ? UNMEASURED_WIDTH : 0);
  useBrowserLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setWidth(Math.floor(element.getBoundingClientRect().width));
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
