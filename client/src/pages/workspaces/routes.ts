import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const workspacesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workspaces',
  component: lazyRouteComponent(() => import('./page.tsx'), 'WorkspacesPage'),
  staticData: {
    isForAll: true,
    navigation: { group: 'set up', title: 'Workspaces', note: 'switch, create, archive', key: 'w', permission: 'OWN_ACCOUNT' },
  },
});

export const workspacesRoutes = [workspacesRoute] as const;
