import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { View } from '../../controls/view.ts';
import { readAuditView } from './audit-view.ts';
import type { AuditView } from './audit-view.ts';

/** The trail's view in the address, and a way to change some of it; what is changed replaces the entry in the history. */
export function useAuditView(): readonly [AuditView, (change: Partial<AuditView>) => void] {
  const search = useSearch({ from: '/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const view = useMemo((): AuditView => ({ ...(search as View), ...readAuditView(search) }), [search]);
  const change = useCallback(
    (next: Partial<AuditView>) => {
      void navigate({ search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [view, change];
}
