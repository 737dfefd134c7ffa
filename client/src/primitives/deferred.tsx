import { cloneElement, useEffect, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactElement } from 'react';

/** A module that is fetched when it is first wanted, and is at hand from then on. */
export interface Deferred<Module> {
  /** null: it is not there yet. */
  readonly get: () => Module | null;
  readonly ask: () => Promise<Module>;
}

export function deferred<Module>(load: () => Promise<Module>): Deferred<Module> {
  let module: Module | null = null;
  let asked: Promise<Module> | null = null;
  const ask = async (): Promise<Module> => (module = await load());
  return {
    get: () => module,
    ask: () => {
      asked ??= ask().catch((error: unknown) => {
        asked = null; // the next press tries again
        throw error;
      });
      return asked;
    },
  };
}

/** The module once it is wanted and there. A failure to fetch it is that of the page. */
export function useDeferred<Module>(source: Deferred<Module>, isWanted: boolean): Module | null {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!isWanted || source.get() !== null) return undefined;
    let isGone = false;
    source.ask().then(
      () => isGone || redraw((count) => count + 1),
      (error: unknown) =>
        isGone ||
        redraw(() => {
          throw error;
        }),
    );
    return () => {
      isGone = true;
    };
  }, [source, isWanted]);
  return isWanted ? source.get() : null;
}

export interface ClosedTriggerProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly opens: 'menu' | 'dialog';
  /** The reader is about to press it. */
  readonly onNear: () => void;
  readonly onOpen: () => void;
}

type Handler = ((event: never) => void) | undefined;

/** The button of something that was never opened: what it opens is fetched as the pointer or the keyboard comes near. */
export function ClosedTrigger({ trigger, opens, onNear, onOpen }: ClosedTriggerProps) {
  const own = trigger.props as {
    readonly onClick?: Handler;
    readonly onKeyDown?: Handler;
    readonly onPointerEnter?: Handler;
    readonly onFocus?: Handler;
  };
  const both =
    <Event,>(first: Handler, second: (event: Event) => void) =>
    (event: Event) => {
      first?.(event as never);
      second(event);
    };
  return cloneElement(trigger, {
    'aria-haspopup': opens,
    'aria-expanded': false,
    onPointerEnter: both(own.onPointerEnter, onNear),
    onFocus: both(own.onFocus, onNear),
    onClick: both<MouseEvent>(own.onClick, onOpen),
    onKeyDown: both<KeyboardEvent>(own.onKeyDown, (event) => {
      if (opens !== 'menu' || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      event.preventDefault();
      onOpen();
    }),
  });
}

/** For what has just taken the place of a closed trigger: its own trigger gets the focus that was there, then it opens. */
export function useOpenAtOnce(find: () => HTMLElement | null, open: () => void): void {
  useEffect(() => {
    find()?.focus();
    open();
    // Once, when it is mounted.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
