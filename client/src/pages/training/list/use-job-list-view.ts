import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { JobListView } from './job-list-view.ts';

/** The list's view in the address, and a way to change some of it; what is changed replaces the entry in the history. */
export function useJobListView(): readonly [JobListView, (change: Partial<JobListView>) => void] {
  const view = useSearch({ from: '/training' });
  const navigate = useNavigate({ from: '/training' });
  const change = useCallback(
    (next: Partial<JobListView>) => {
      void navigate({ search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [view, change];
}
