import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { TraceListPageDocument, TracePageDocument } from '../../graphql/generated/graphql.ts';
import { hourNow } from '../../primitives/clock.ts';
import { firstPageOf, traceQuery } from './list/trace-query.ts';
import { readTraceView } from './list/trace-view.ts';
import { readTraceCompareView } from './compare/compare-view.ts';
import { readSessionView, sessionQuery } from './session/session-view.ts';
import { readTracePageView } from './trace/trace-view.ts';

const tracesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces',
  validateSearch: readTraceView,
  loaderDeps: ({ search }) => traceQuery(search, hourNow()),
  loader: ({ context, deps }) => context.ask(TraceListPageDocument, firstPageOf(deps)),
  component: lazyRouteComponent(() => import('./list/page.tsx'), 'TracesPage'),
  staticData: { navigation: { group: 'look', title: 'Traces', note: 'list and search', key: 't' } },
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/compare',
  validateSearch: readTraceCompareView,
  loaderDeps: ({ search: { left, right } }) => [left, right],
  loader: ({ context, deps }) => {
    for (const id of deps) if (id !== undefined) context.ask(TracePageDocument, { id });
  },
  component: lazyRouteComponent(() => import('./compare/page.tsx'), 'TraceComparePage'),
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/$traceId',
  validateSearch: readTracePageView,
  loader: ({ context, params }) => context.ask(TracePageDocument, { id: params.traceId }),
  component: lazyRouteComponent(() => import('./trace/page.tsx'), 'TracePage'),
});

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions/$sessionId',
  validateSearch: readSessionView,
  loader: ({ context, params }) => context.ask(TraceListPageDocument, firstPageOf(sessionQuery(params.sessionId))),
  component: lazyRouteComponent(() => import('./session/page.tsx'), 'SessionPage'),
});

export const tracesRoutes = [tracesRoute, compareRoute, traceRoute, sessionRoute] as const;
