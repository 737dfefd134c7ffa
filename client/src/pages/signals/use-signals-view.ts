import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { View } from '../../controls/view.ts';
import { readSignalsView } from './signals-view.ts';
import type { SignalsView } from './signals-view.ts';

/** What is changed of the view: a tab of undefined is the feed. */
export type SignalsChange = Partial<Omit<SignalsView, 'tab'>> & { readonly tab?: SignalsView['tab'] | undefined };

/** The view in the address, and a way to change some of it; what is changed replaces the entry in the history. */
export function useSignalsView(): readonly [SignalsView, (change: SignalsChange) => void] {
  const search = useSearch({ from: '/signals' });
  const navigate = useNavigate({ from: '/signals' });
  const view = useMemo((): SignalsView => ({ ...(search as View), ...readSignalsView(search) }), [search]);
  const change = useCallback(
    (next: SignalsChange) => {
      void navigate({ search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [view, change];
}
