import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useKeys } from './keys.ts';
import { useView } from './use-view.ts';
import type { View } from './view.ts';

type Window = Pick<View, 'range' | 'from' | 'to'>;

export interface Zoom {
  /** Shows a stretch of time on the whole page. */
  readonly to: (range: readonly [from: number, to: number]) => void;
  /** Back to what was shown before the last zoom; null: nothing was zoomed, or the window was chosen otherwise since. */
  readonly undo: (() => void) | null;
}

/** The choice of a stretch of time in a chart: an entry in the history of its own, so that the browser leads back, too. `u` undoes it. */
export function useZoom(): Zoom {
  const [view] = useView();
  const navigate = useNavigate();
  const [held, setHeld] = useState<readonly { readonly before: Window; readonly shown: Window }[]>([]);
  const go = useCallback(
    (window: Window) => void navigate({ to: '.', search: (search) => ({ ...search, ...window }), resetScroll: false }),
    [navigate],
  );
  const { range, from, to } = view;
  const last = held.at(-1);
  const isShown = last !== undefined && last.shown.from === from && last.shown.to === to && range === 'custom';
  const undo = useCallback(() => {
    if (last === undefined || !isShown) return;
    setHeld((all) => all.slice(0, -1));
    go(last.before);
  }, [last, isShown, go]);
  useKeys('Charts', { u: { says: 'undo the last zoom', run: undo } });
  return {
    to: useCallback(
      ([start, end]) => {
        const shown = { range: 'custom', from: new Date(start).toISOString(), to: new Date(end).toISOString() } as const;
        setHeld((all) => [...(isShown ? all : []), { before: { range, from, to }, shown }]);
        go(shown);
      },
      [go, isShown, range, from, to],
    ),
    undo: isShown ? undo : null,
  };
}
