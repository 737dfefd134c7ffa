import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { useLocale } from 'ui-kit/format';
import { previousName } from '../../controls/compare-switch.tsx';
import { parseSearch } from '../../controls/search.ts';
import { keepView, useViewQuery } from '../../controls/use-view.ts';
import type { Zoom } from '../../controls/use-zoom.ts';
import type { View } from '../../controls/view.ts';
import { queryOf } from '../../controls/window.ts';
import type { ViewQuery } from '../../controls/window.ts';
import type { GroupDimension } from '../../graphql/generated/graphql.ts';
import { useHour } from '../../primitives/clock.ts';
import { shiftMs } from '../analytics/buckets.ts';
import type { Panels, PanelVariables } from './ask-panels.ts';
import type { Bands, PanelView } from './panel.ts';
import { readDashboardSearch, toggled } from './dashboard-search.ts';
import type { DashboardSearch } from './dashboard-search.ts';

export interface DashboardState {
  readonly variables: PanelVariables;
  readonly view: Omit<PanelView, 'styleOf'>;
  readonly closed: readonly string[];
  readonly set: (change: DashboardSearch) => void;
  /** Folds a section or a panel, or unfolds it; the same function for the life of the page. */
  readonly toggle: (id: string) => void;
}

const nothing: readonly string[] = [];

/** What panels are asked with for a search of the address. */
const variablesOf = ({ filter, compare, compareWith }: ViewQuery, { sla, groups }: DashboardSearch): PanelVariables => ({
  filter,
  compare,
  compareWith,
  slaMs: sla ?? null,
  failures: { ...filter, success: false },
  ...(groups !== undefined && { groupBy: groups }),
});

/** Asks for what a changed address shows as soon as it has changed: React draws the controls with it first, which takes 40 to 110 ms. */
export function useEarlyPanels(panels: Panels): void {
  const { history } = useRouter();
  const hour = useHour();
  const { timeZone } = useLocale();
  useEffect(() => {
    const { pathname } = history.location;
    return history.subscribe(({ location }) => {
      // Another page is asked for by its own route.
      if (location.pathname !== pathname) return;
      const search = parseSearch(location.search);
      panels.set(variablesOf(queryOf(keepView(search), hour, timeZone), readDashboardSearch(search)), true);
    });
  }, [history, panels, hour, timeZone]);
}

/** The address of a page of panels (its `validateSearch` is `readDashboardSearch`) as the panels take it. */
export function useDashboardView(zoom: Zoom): DashboardState {
  const search: View & DashboardSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const query = useViewQuery();
  const { filter, compare, compareWith } = query;
  const locale = useLocale();
  const { closed = nothing, baseline: baselines = nothing, sla: slaMs = null, groups } = search;
  const bands: Bands = search.bands ?? 'off';
  const set = useCallback(
    (change: DashboardSearch) => void navigate({ to: '.', search: (held) => ({ ...held, ...change }), replace: true, resetScroll: false }),
    [navigate],
  );
  const toggle = useCallback(
    (id: string) =>
      void navigate({
        to: '.',
        search: (held) => ({ ...held, closed: toggled(readDashboardSearch(held).closed, id) }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const onBaseline = useCallback(
    (name: string, among: readonly string[]) => set({ baseline: [...baselines.filter((one) => !among.includes(one)), name] }),
    [set, baselines],
  );
  const before = previousName(search, locale);
  const shift = shiftMs(search, filter, locale.timeZone);
  const variables = useMemo(() => variablesOf(query, { sla: slaMs ?? undefined, groups }), [query, slaMs, groups]);
  const view = useMemo(
    () => ({
      filter,
      compare,
      compareWith,
      previousName: before,
      shiftMs: shift,
      onRange: zoom.to,
      baselines,
      onBaseline,
      slaMs,
      bands,
      onGroupBy: (by: GroupDimension) => set({ groups: by === 'TRAINING_METHOD' ? undefined : by }),
      onSla: (ms: number | null) => set({ sla: ms ?? undefined }),
    }),
    [filter, compare, compareWith, before, shift, zoom.to, baselines, onBaseline, slaMs, bands, set],
  );
  return { variables, view, closed, set, toggle };
}
