import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useClient } from 'urql';
import { parseSearch } from '../../controls/search.ts';
import { defaultViewOf, defaultViewsOf, keptSearch } from '../../controls/views/view-search.ts';
import { useViewer } from '../../controls/viewer.ts';
import { asDocument } from '../../graphql/document.ts';
import { SavedViewsDocument, SetPreferenceDocument } from '../../graphql/generated/graphql.ts';
import { dashboardKeys } from '../../panels/dashboard/dashboard-search.ts';
import { addedSearch, viewsOf } from './remembered-search.ts';
import type { LastViews } from './remembered-search.ts';

/** An address is kept when it has stood for so long, ms. */
const REST_MS = 1_200;
/** Where it is kept while there are no accounts. */
const KEY = 'ftl.lastView';

/**
 * Keeps the address of a page for the person, on every device (while there are no accounts: in this browser), and opens with it: what is
 * folded and compared where the address names neither, and window and filters too where it names nothing at all. A default view of the person,
 * else of the workspace, opens in place of the kept address. What stands in the address comes first.
 */
export function useRememberedSearch(page: string): void {
  const client = useClient();
  const navigate = useNavigate();
  const viewer = useViewer();
  const isKnown = viewer !== null;
  const isPerson = viewer?.person != null;
  const search = keptSearch(useRouterState({ select: ({ location }) => location.searchStr }));
  const kept = useRef<LastViews | null>(null);
  const take = useEffectEvent((views: LastViews, opening: string | undefined) => {
    if (kept.current !== null) return;
    kept.current = views;
    const added = addedSearch(parseSearch(search), parseSearch(opening ?? views[page] ?? ''), dashboardKeys);
    if (Object.keys(added).length > 0)
      void navigate({ to: '.', search: (now) => ({ ...now, ...added }), replace: true, resetScroll: false });
  });
  useEffect(() => {
    if (!isKnown) return undefined;
    const asked = client.query(asDocument(SavedViewsDocument), { page, hasDefault: true }, { requestPolicy: 'network-only' });
    const { unsubscribe } = asked.subscribe(({ data }) => {
      // What cannot be read does not keep the page from what this browser has.
      const views = isPerson
        ? (data?.preferences as { readonly lastView?: unknown } | null | undefined)?.lastView
        : JSON.parse(localStorage.getItem(KEY) ?? 'null');
      if (data == null && isPerson) return;
      take(viewsOf(views), defaultViewOf(data?.savedViews ?? [], defaultViewsOf(data?.preferences)[page])?.search);
    });
    return unsubscribe;
  }, [client, page, isKnown, isPerson]);
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
