import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { BenchmarksDocument, BenchmarkSuitePageDocument } from '../../graphql/generated/graphql.ts';

const benchmarksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/benchmarks',
  loader: ({ context }) => context.ask(BenchmarksDocument, {}),
  component: lazyRouteComponent(() => import('./page.tsx'), 'BenchmarksPage'),
  staticData: { navigation: { group: 'improve', title: 'Benchmarks', note: 'accuracy by suite and model', key: 'b' } },
});

const suiteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/benchmarks/$suiteId',
  loader: ({ context, params }) => context.ask(BenchmarkSuitePageDocument, { id: params.suiteId }),
  component: lazyRouteComponent(() => import('./suite-page.tsx'), 'SuitePage'),
});

export const benchmarksRoutes = [benchmarksRoute, suiteRoute] as const;
