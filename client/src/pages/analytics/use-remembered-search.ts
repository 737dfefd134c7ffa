import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useClient } from 'urql';
import { parseSearch } from '../../controls/search.ts';
import { keptSearch } from '../../controls/views/view-search.ts';
import { useViewer } from '../../controls/viewer.ts';
import { asDocument } from '../../graphql/document.ts';
import { PreferencesDocument, SetPreferenceDocument } from '../../graphql/generated/graphql.ts';
import { dashboardKeys } from './dashboard-search.ts';

/** An address is kept when it has stood for so long, ms. */
const REST_MS = 1_500;

const viewsOf = (preferences: unknown): Readonly<Record<string, string>> =>
  ((preferences as { readonly lastView?: Readonly<Record<string, string>> } | null | undefined)?.lastView ?? {});

/**
 * Keeps the address of a page for the person, on every device, and opens with it: what is folded and compared where the address names
 * neither, and window and filters too where it names nothing at all. What stands in the address always comes first.
 */
export function useRememberedSearch(page: string): void {
  const client = useClient();
  const navigate = useNavigate();
  const isPerson = useViewer()?.person != null;
  const search = keptSearch(useRouterState({ select: ({ location }) => location.searchStr }));
  const kept = useRef<Readonly<Record<string, string>> | null>(null);
  const take = useEffectEvent((views: Readonly<Record<string, string>>) => {
    kept.current = views;
    const held = parseSearch(views[page] ?? '');
    const here = parseSearch(search);
    if (dashboardKeys.some((key) => here[key] !== undefined)) return;
    const own = Object.fromEntries(dashboardKeys.flatMap((key) => (held[key] === undefined ? [] : [[key, held[key]]])));
    const added = search === '' ? held : own;
    if (Object.keys(added).length > 0)
      void navigate({ to: '.', search: (now) => ({ ...now, ...added }), replace: true, resetScroll: false });
  });
  useEffect(() => {
    if (!isPerson) return;
    const { unsubscribe } = client
      .query(asDocument(PreferencesDocument), {}, { requestPolicy: 'network-only' })
      .subscribe(({ data }) => {
        if (data !== undefined && data !== null && kept.current === null) take(viewsOf(data.preferences));
      });
    return unsubscribe;
  }, [client, isPerson, page]);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const views = kept.current;
      if (views === null || (views[page] ?? '') === search) return;
      kept.current = { ...views, [page]: search };
      void client.mutation(asDocument(SetPreferenceDocument), { name: 'lastView', value: kept.current }).toPromise();
    }, REST_MS);
    return () => window.clearTimeout(timer);
  }, [client, page, search]);
}
