import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  loader: async ({ context }) => (await import('./ask.ts')).askPolicy(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'DataPage'),
  staticData: { navigation: { group: 'set up', title: 'Data', note: 'masking, retention, sampling', key: 'a', permission: 'READ_POLICY' } },
});

export const dataRoutes = [dataRoute] as const;
