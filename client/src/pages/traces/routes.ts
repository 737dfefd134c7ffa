import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { hourNow } from '../../primitives/clock.ts';
import { traceQuery } from './list/trace-query.ts';
import { readTraceView } from './list/trace-view.ts';
import { readTraceCompareView } from './compare/compare-view.ts';
import { readSessionView } from './session/session-view.ts';
import { readTracePageView } from './trace/trace-view.ts';

const tracesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces',
  validateSearch: readTraceView,
  loaderDeps: ({ search }) => traceQuery(search, hourNow()),
  loader: async ({ context, deps }) => (await import('./ask.ts')).askTraces(context, deps),
  component: lazyRouteComponent(() => import('./list/page.tsx'), 'TracesPage'),
  staticData: { navigation: { group: 'look', title: 'Traces', note: 'list and search', key: 't' } },
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/compare',
  validateSearch: readTraceCompareView,
  loaderDeps: ({ search: { left, right } }) => [left, right],
  loader: async ({ context, deps }) => {
    const { askTrace } = await import('./ask.ts');
    for (const id of deps) if (id !== undefined) askTrace(context, id);
  },
  component: lazyRouteComponent(() => import('./compare/page.tsx'), 'TraceComparePage'),
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/traces/$traceId',
  validateSearch: readTracePageView,
  loader: async ({ context, params }) => (await import('./ask.ts')).askTrace(context, params.traceId),
  component: lazyRouteComponent(() => import('./trace/page.tsx'), 'TracePage'),
});

const sessionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sessions/$sessionId',
  validateSearch: readSessionView,
  loader: async ({ context, params }) => (await import('./ask.ts')).askSession(context, params.sessionId),
  component: lazyRouteComponent(() => import('./session/page.tsx'), 'SessionPage'),
});

export const tracesRoutes = [tracesRoute, compareRoute, traceRoute, sessionRoute] as const;
