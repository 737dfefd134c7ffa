import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useBrowserLayoutEffect } from './size.ts';

export interface FloatingProps {
  /** Stands under it, ends where it ends; focus goes back to it. */
  readonly anchor: RefObject<HTMLElement | null>;
  /** Escape, a press outside. */
  readonly onClose: () => void;
  readonly className: string;
  readonly children: ReactNode;
}

/** Room to the edges of the window, px. */
const EDGE_PX = 8;

/**
 * A small surface over the page, in the browser's top layer: nothing cuts it off or covers it, Escape and a press outside close it.
 * Focus goes to what is marked with `data-autofocus`, or to the first thing that can have it.
 */
export function Floating({ anchor, onClose, className, children }: FloatingProps) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useBrowserLayoutEffect(() => {
    close.current = onClose;
  });
  useBrowserLayoutEffect(() => {
    const [element, from] = [ref.current, anchor.current];
    if (element === null) return;
    const place = () => {
      if (from === null) return;
      const button = from.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = element;
      const isRight =
        getComputedStyle(element).direction === 'rtl' ? button.left + width + EDGE_PX > innerWidth : button.right - width >= EDGE_PX;
      const left = isRight ? button.right - width : button.left;
      const isBelow = button.bottom + 4 + height <= innerHeight - EDGE_PX || button.top < innerHeight / 2;
      element.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
      element.style.top = `${isBelow ? button.bottom + 4 : Math.max(EDGE_PX, button.top - 4 - height)}px`;
    };
    element.showPopover();
    place();
    (element.querySelector<HTMLElement>('[data-autofocus]') ?? element.querySelector<HTMLElement>('button, input, [tabindex]'))?.focus({
      preventScroll: true,
    });
    const size = new ResizeObserver(place);
    size.observe(element);
    addEventListener('resize', place);
    addEventListener('scroll', place, true);
    return () => {
      size.disconnect();
      removeEventListener('resize', place);
      removeEventListener('scroll', place, true);
      if (document.activeElement === document.body || element.contains(document.activeElement)) from?.focus({ preventScroll: true });
    };
  }, [anchor]);
  useEffect(() => {
    const element = ref.current;
    // React 18 doesn't know a popover's events.
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState !== 'closed') return;
      if (document.activeElement === document.body) anchor.current?.focus({ preventScroll: true });
      close.current();
    };
    element?.addEventListener('toggle', onToggle);
    return () => element?.removeEventListener('toggle', onToggle);
  }, [anchor]);
  return (
    <div ref={ref} popover="auto" className={`uk-floating ${className}`}>
      {children}
    </div>
  );
}
