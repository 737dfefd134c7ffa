import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useHour } from '../../../primitives/clock.ts';
import type { RawSearch } from '../../../controls/view.ts';
import { useView } from '../../../controls/use-view.ts';
import type { TraceQuestion } from './trace-list.ts';
import { orderOf, readTraceView, traceFilterOf } from './trace-view.ts';
import type { TraceListView } from './trace-view.ts';

/** The list's view in the address, and a way to change some of it; what is changed replaces the entry in the history. */
export function useTraceView(): readonly [TraceListView, (change: Partial<TraceListView>) => void] {
  const [shared] = useView();
  const search = useSearch({ strict: false }) as RawSearch;
  const navigate = useNavigate();
  const change = useCallback((next: Partial<TraceListView>) => {
    void navigate({ to: '.', search: ((held: object) => ({ ...held, ...next })) as never, replace: true, resetScroll: false });
  }, [navigate]);
  const view = useMemo(() => ({ ...shared, ...readTraceView(search) }), [shared, search]);
  return [view, change];
}

/** What the view asks of the API now. */
export function useTraceQuestion(view: TraceListView): TraceQuestion {
  const hour = useHour();
  return useMemo(() => ({
    filter: traceFilterOf(view, new Date(hour)), search: view.q ?? null, order: orderOf(view), ascending: view.ascending === 'true',
  }), [view, hour]);
}
