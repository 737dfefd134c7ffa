import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readExperimentView } from './experiment-view.ts';
import { readPlannerSearch } from './planner/planner-view.ts';

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

const plannerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/planner',
  validateSearch: readPlannerSearch,
  component: lazyRouteComponent(() => import('./planner/page.tsx'), 'PlannerPage'),
});

const experimentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentKey',
  validateSearch: readExperimentView,
  loader: async ({ context, params }) => (await import('./ask.ts')).askExperiment(context, params.experimentKey),
  component: lazyRouteComponent(() => import('./experiment-page.tsx'), 'ExperimentPage'),
});

export const experimentsRoutes = [experimentsRoute, flagsRoute, plannerRoute, experimentRoute] as const;
