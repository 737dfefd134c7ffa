import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readDashboardSearch } from '../../panels/dashboard/dashboard-search.ts';

const analyticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/analytics',
  validateSearch: readDashboardSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'AnalyticsPage'),
  staticData: { navigation: { group: 'look', title: 'Dashboard', note: 'every number, by section', key: 'n' } },
});

export const analyticsRoutes = [analyticsRoute] as const;
