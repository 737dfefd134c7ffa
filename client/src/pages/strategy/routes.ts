import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readStrategySearch } from './strategy-search.ts';

const strategyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/strategy',
  validateSearch: readStrategySearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'StrategyPage'),
  staticData: { navigation: { group: 'learn', title: 'Strategy', note: 'what to try in the next training', key: 'G' } },
});

export const strategyRoutes = [strategyRoute] as const;
