import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useClient } from 'urql';
import { parseSearch } from '../../controls/search.ts';
import { keptSearch } from '../../controls/views/view-search.ts';
import { useViewer } from '../../controls/viewer.ts';
import { asDocument } from '../../graphql/document.ts';
import { PreferencesDocument, SetPreferenceDocument } from '../../graphql/generated/graphql.ts';
import { dashboardKeys } from '../../panels/dashboard/dashboard-search.ts';
import { addedSearch, viewsOf } from './remembered-search.ts';
import type { LastViews } from './remembered-search.ts';

/** An address is kept when it has stood for so long, ms. */
const REST_MS = 1_200;
/** Where it is kept while there are no accounts. */
const KEY = 'ftl.lastView';

/**
 * Keeps the address of a page for the person, on every device (while there are no accounts: in this browser), and opens with it: what is
 * folded and compared where the address names neither, and window and filters too where it names nothing at all. What stands in the address
 * comes first.
 */
export function useRememberedSearch(page: string): void {
  const client = useClient();
  const navigate = useNavigate();
  const viewer = useViewer();
  const isKnown = viewer !== null;
  const isPerson = viewer?.person != null;
  const search = keptSearch(useRouterState({ select: ({ location }) => location.searchStr }));
  const kept = useRef<LastViews | null>(null);
  const take = useEffectEvent((views: LastViews) => {
    if (kept.current !== null) return;
    kept.current = views;
    const added = addedSearch(parseSearch(search), parseSearch(views[page] ?? ''), dashboardKeys);
    if (Object.keys(added).length > 0)
      void navigate({ to: '.', search: (now) => ({ ...now, ...added }), replace: true, resetScroll: false });
  });
  useEffect(() => {
    if (!isKnown) return undefined;
    if (!isPerson) {
      take(viewsOf(JSON.parse(localStorage.getItem(KEY) ?? 'null')));
      return undefined;
    }
    const { unsubscribe } = client.query(asDocument(PreferencesDocument), {}, { requestPolicy: 'network-only' }).subscribe(({ data }) => {
      if (data !== undefined && data !== null) take(viewsOf((data.preferences as { readonly lastView?: unknown } | null)?.lastView));
    });
    return unsubscribe;
  }, [client, isKnown, isPerson]);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const views = kept.current;
      if (views === null || (views[page] ?? '') === search) return;
      kept.current = { ...views, [page]: search };
      if (!isPerson) localStorage.setItem(KEY, JSON.stringify(kept.current));
      else void client.mutation(asDocument(SetPreferenceDocument), { name: 'lastView', value: kept.current }).toPromise();
    }, REST_MS);
    return () => window.clearTimeout(timer);
  }, [client, page, search, isPerson]);
}
