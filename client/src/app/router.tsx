import { createRouter } from '@tanstack/react-router';
import type { RouterHistory } from '@tanstack/react-router';
import type { Client } from 'urql';
import { rootRoute } from '../controls/page/route.ts';
import { parseSearch, writeSearch } from '../controls/search.ts';
import { askEarly } from '../graphql/early.ts';
import { baseOf, workspaceHere } from '../graphql/workspace.ts';
import { NotFound } from './not-found.tsx';
import { PageFailure } from './page-failure.tsx';
import { pages } from './pages.ts';
import { Shell } from './shell.tsx';

/** The router of all pages, which sends their queries by `client`. `history`: the browser's, where none is given. */
export const makeRouter = (client: Client, history?: RouterHistory) =>
  createRouter({
    ...(history !== undefined && { history }),
    basepath: baseOf(workspaceHere) || '/',
    routeTree: rootRoute.update({ component: Shell, notFoundComponent: NotFound }).addChildren(pages),
    context: { ask: (document, variables) => askEarly(client, document, variables) },
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    // A loader only starts the queries of a page: once when it is opened, and again when they become others.
    defaultStaleTime: Number.POSITIVE_INFINITY,
    defaultGcTime: 0,
    defaultErrorComponent: PageFailure,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
