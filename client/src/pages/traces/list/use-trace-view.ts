import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { TraceListView } from './trace-view.ts';

/** The list's view in the address, and a way to change some of it; what is changed replaces the entry in the history. */
export function useTraceView(): readonly [TraceListView, (change: Partial<TraceListView>) => void] {
  const view = useSearch({ from: '/traces' });
  const navigate = useNavigate({ from: '/traces' });
  const change = useCallback(
    (next: Partial<TraceListView>) => {
      void navigate({ search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [view, change];
}
