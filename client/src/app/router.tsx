import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseSearch, writeSearch } from '../controls/search.ts';
import { readView } from '../controls/view.ts';
import type { RawSearch } from '../controls/view.ts';
import { readTraceView } from '../pages/traces/list/trace-view.ts';
import type { TraceView } from '../pages/traces/list/trace-view.ts';
import { NotFound } from './not-found.tsx';
import { PageFailure } from './page-failure.tsx';
import { Shell } from './shell.tsx';

const rootRoute = createRootRoute({ component: Shell, validateSearch: (search: RawSearch) => readView(search), notFoundComponent: NotFound });

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: RawSearch): { sort?: string | undefined; baseline?: string | undefined } => ({ sort: text(search['sort']), baseline: text(search['baseline']) }),
  component: lazyRouteComponent(() => import('../pages/overview/page.tsx'), 'OverviewPage'),
});

const messagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/messages',
  validateSearch: (search: RawSearch): { q?: string | undefined; role?: string | undefined } => ({ q: text(search['q']), role: text(search['role']) }),
  component: lazyRouteComponent(() => import('../pages/messages/page.tsx'), 'MessagesPage'),
});

const tracesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces',
  validateSearch: (search: RawSearch): TraceView => readTraceView(search),
  component: lazyRouteComponent(() => import('../pages/traces/list/page.tsx'), 'TracesPage'),
});

interface TraceSearch {
  /** The span that is open. */
  readonly span?: string | undefined;
  readonly q?: string | undefined;
  readonly color?: string | undefined;
  readonly critical?: string | undefined;
  readonly errors?: string | undefined;
  readonly tab?: string | undefined;
  readonly zoom?: string | undefined;
}

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/$traceId',
  validateSearch: (search: RawSearch): TraceSearch => ({
    span: text(search['span']), q: text(search['q']), color: text(search['color']), critical: text(search['critical']),
    errors: text(search['errors']), tab: text(search['tab']), zoom: text(search['zoom']),
  }),
  component: lazyRouteComponent(() => import('../pages/traces/trace/page.tsx'), 'TracePage'),
});

const conversationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conversations/$conversationId',
  validateSearch: (search: RawSearch): { message?: string | undefined } => ({ message: text(search['message']) }),
  component: lazyRouteComponent(() => import('../pages/conversations/page.tsx'), 'ConversationPage'),
});

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  component: lazyRouteComponent(() => import('../pages/models/page.tsx'), 'ModelsPage'),
});

const modelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models/$modelName',
  component: lazyRouteComponent(() => import('../pages/models/model-page.tsx'), 'ModelPage'),
});

const pricesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prices',
  component: lazyRouteComponent(() => import('../pages/prices/page.tsx'), 'PricesPage'),
});

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  component: lazyRouteComponent(() => import('../pages/data/page.tsx'), 'DataPage'),
});

const connectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connect',
  component: lazyRouteComponent(() => import('../pages/connect/page.tsx'), 'ConnectPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([overviewRoute, messagesRoute, tracesRoute, traceRoute, conversationRoute, modelsRoute, modelRoute, pricesRoute, dataRoute, connectRoute]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailure,
  scrollRestoration: true,
});

function text(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' && one !== '' ? one : undefined;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
