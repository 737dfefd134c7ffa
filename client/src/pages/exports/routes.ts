import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const exportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/exports',
  loader: async ({ context }) => (await import('./ask.ts')).askExports(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ExportsPage'),
  staticData: { navigation: { group: 'look', title: 'Exports', note: 'files and schedules', key: 'x', permission: 'EXPORT' } },
});

export const exportsRoutes = [exportsRoute] as const;
