import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const benchmarksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/benchmarks',
  loader: async ({ context }) => (await import('./ask.ts')).askBenchmarks(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'BenchmarksPage'),
  staticData: { navigation: { group: 'improve', title: 'Benchmarks', note: 'accuracy by suite and model', key: 'b' } },
});

const suiteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/benchmarks/$suiteId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askSuite(context, params.suiteId),
  component: lazyRouteComponent(() => import('./suite-page.tsx'), 'SuitePage'),
});

export const benchmarksRoutes = [benchmarksRoute, suiteRoute] as const;
