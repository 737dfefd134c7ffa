import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import',
  loader: async ({ context }) => (await import('./ask.ts')).askMappings(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ImportPage'),
  staticData: { navigation: { group: 'set up', title: 'Import', note: 'files, columns as fields', key: 'i', permission: 'INGEST' } },
});

export const importRoutes = [importRoute] as const;
