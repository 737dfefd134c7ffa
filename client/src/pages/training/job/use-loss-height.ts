import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useIsNarrow } from '../../../controls/narrow.ts';

/** Head, notes and edges of the panel around the curve, px. */
const AROUND_PX = 110;
const LEAST_PX = 320;
const MOST_PX = 560;
const PHONE_PX = 280;

/** The height of the loss that fills its panel beside another column, and the reference to that column; px. */
export function useLossHeight(): readonly [RefObject<HTMLDivElement | null>, number] {
  const side = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const [height, setHeight] = useState(LEAST_PX);
  useLayoutEffect(() => {
    const element = side.current;
    if (element === null) return undefined;
    const measure = () => setHeight(Math.max(LEAST_PX, Math.min(MOST_PX, element.offsetHeight - AROUND_PX)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [side, isNarrow ? PHONE_PX : height];
}
