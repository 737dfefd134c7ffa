import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const permissionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/permissions',
  component: lazyRouteComponent(() => import('./page.tsx'), 'PermissionsPage'),
  staticData: { isForAll: true },
});

export const permissionsRoutes = [permissionsRoute] as const;
