import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const metricsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiment-metrics',
  loader: async ({ context }) => (await import('./ask.ts')).askMetrics(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'MetricsPage'),
  staticData: { navigation: { group: 'experiment', title: 'Metrics', note: 'what experiments are judged by', key: '2' } },
});

export const metricsRoutes = [metricsRoute] as const;
