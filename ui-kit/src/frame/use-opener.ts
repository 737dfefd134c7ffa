import { useCallback, useRef, useState } from 'react';
import type { MouseEvent } from 'react';

/** A button that opens a `Floating` and closes it. */
export interface Opener {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly buttonProps: {
    readonly 'aria-expanded': boolean;
    readonly onPointerDown: () => void;
    readonly onClick: (event: MouseEvent) => void;
  };
}

/** Keeps whether something floats open. A press on the button of what is open closes it, and does not open it again. */
export function useOpener(): Opener {
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  // The browser closes on the press, before the click: what counts is how it was then.
  const wasOpen = useRef(false);
  return {
    isOpen,
    close,
    buttonProps: {
      'aria-expanded': isOpen,
      onPointerDown: () => {
        wasOpen.current = isOpen;
      },
      onClick: (event) => setOpen(event.detail === 0 ? !isOpen : !wasOpen.current),
    },
  };
}
