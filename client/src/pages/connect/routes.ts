import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const connectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connect',
  loader: async ({ context }) => (await import('./ask.ts')).askKeys(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ConnectPage'),
  staticData: { navigation: { group: 'set up', title: 'Connect', note: 'keys and snippets', key: 'c', permission: 'READ_KEYS' } },
});

export const connectRoutes = [connectRoute] as const;
