import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readDriftSearch } from './drift-search.ts';

const driftRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/drift',
  validateSearch: readDriftSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'DriftPage'),
  staticData: { navigation: { group: 'watch', title: 'Drift', note: 'how messages differ from a baseline', key: '-' } },
});

export const driftRoutes = [driftRoute] as const;
