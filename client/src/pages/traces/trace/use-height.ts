import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** The head of a chart that stands in no panel, px: names, legend, tools. */
const HEAD_PX = 44;

/** Height that a chart may take in an element of a given size, px; 0 until it is measured. */
export function useHeight(): [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement | null>(null);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = () => {
      const head = element.querySelector<HTMLElement>('.uk-frame-head')?.offsetHeight ?? HEAD_PX;
      setHeight(Math.max(120, Math.floor(element.clientHeight - head)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, height];
}
