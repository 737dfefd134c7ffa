import { useMemo } from 'react';
import { useView } from '../../controls/use-view.ts';
import { windowOf } from '../../controls/window.ts';
import type { Window } from '../../controls/window.ts';
import { useHour } from '../../primitives/clock.ts';

/** The time range in the address, as the API takes it. */
export function useRange(): Window {
  const [view] = useView();
  const hour = useHour();
  return useMemo(() => windowOf(view, new Date(hour)), [view, hour]);
}
