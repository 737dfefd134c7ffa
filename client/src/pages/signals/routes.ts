import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readSignalsSearch } from './signals-search.ts';

const signalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signals',
  validateSearch: readSignalsSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'SignalsPage'),
  staticData: { navigation: { group: 'watch', title: 'Signals', note: 'anomalies, and what is watched', key: '6' } },
});

const anomalyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signals/$anomalyId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askAnomaly(context, params.anomalyId),
  component: lazyRouteComponent(() => import('./anomaly-page.tsx'), 'AnomalyPage'),
});

export const signalsRoutes = [signalsRoute, anomalyRoute] as const;
