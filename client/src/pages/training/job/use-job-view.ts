import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { JobView } from './job-view.ts';

/** The job's view in the address, and a way to change some of it; what is changed replaces the entry in the history. */
export function useJobView(): readonly [JobView, (change: Partial<JobView>) => void] {
  const view = useSearch({ from: '/training/$jobId' });
  const navigate = useNavigate({ from: '/training/$jobId' });
  const change = useCallback(
    (next: Partial<JobView>) => {
      void navigate({ search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [view, change];
}
