import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readCompareSearch } from './compare-search.ts';

const cohortsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cohorts',
  loader: async ({ context }) => (await import('./ask.ts')).askCohorts(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'CohortsPage'),
  staticData: { navigation: { group: 'look', title: 'Cohorts', note: 'users by what they are and did', key: '3' } },
});

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cohorts/compare',
  validateSearch: readCompareSearch,
  loader: async ({ context }) => (await import('./ask.ts')).askCohorts(context),
  component: lazyRouteComponent(() => import('./compare-page.tsx'), 'CompareCohortsPage'),
});

const cohortRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cohorts/$cohortId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askCohort(context, params.cohortId),
  component: lazyRouteComponent(() => import('./cohort-page.tsx'), 'CohortPage'),
});

export const cohortsRoutes = [cohortsRoute, compareRoute, cohortRoute] as const;
