import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./page.tsx'), 'KeysPage'),
  staticData: {
    navigation: { group: 'set up', title: 'Keys', note: 'who sends and reads, with which key', key: 'k', permission: 'READ_KEYS' },
  },
});

export const keysRoutes = [keysRoute] as const;
