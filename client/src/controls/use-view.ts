import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useLocale } from 'ui-kit/format';
import { useHour } from '../primitives/clock.ts';
import { narrowingKeys, readView } from './view.ts';
import type { View } from './view.ts';
import { queryOf } from './window.ts';
import type { ViewQuery } from './window.ts';

/** The view in the address, and a way to change some of it; what is changed replaces the entry in the history. */
export function useView(): readonly [View, (change: Partial<View>) => void] {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (next: Partial<View>) => {
      void navigate({ to: '.', search: (held) => ({ ...held, ...next }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [search, change];
}

/** What the view asks of the API now. It stays the same object while other parts of the address change. */
export function useViewQuery(): ViewQuery {
  const [search] = useView();
  const hour = useHour();
  const { timeZone } = useLocale();
  const view = JSON.stringify(keepView(search));
  return useMemo(() => queryOf(JSON.parse(view) as View, hour, timeZone), [view, hour, timeZone]);
}

const viewKeys = ['range', 'from', 'to', 'compare', 'vsfrom', 'vsto', 'live', ...narrowingKeys] as const;

/** Carries the view, and nothing else of the address, to another page. */
export function keepView(search: object): View {
  const view = readView(search as Record<string, unknown>);
  return Object.fromEntries(viewKeys.map((key) => [key, view[key]])) as View;
}
