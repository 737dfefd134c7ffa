import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const experimentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments',
  loader: async ({ context }) => (await import('./ask.ts')).askExperiments(context, 'EXPERIMENT'),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ExperimentsPage'),
  staticData: { navigation: { group: 'experiment', title: 'Experiments', note: 'variants compared on traffic', key: 'h' } },
});

const flagsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/flags',
  loader: async ({ context }) => (await import('./ask.ts')).askExperiments(context, 'FLAG'),
  component: lazyRouteComponent(() => import('./page.tsx'), 'FlagsPage'),
  staticData: { navigation: { group: 'experiment', title: 'Flags', note: 'values that code asks for', key: 'z' } },
});

const experimentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentKey',
  loader: async ({ context, params }) => (await import('./ask.ts')).askExperiment(context, params.experimentKey),
  component: lazyRouteComponent(() => import('./experiment-page.tsx'), 'ExperimentPage'),
});

export const experimentsRoutes = [experimentsRoute, flagsRoute, experimentRoute] as const;
