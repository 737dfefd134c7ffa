import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const transferRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/transfer',
  loader: async ({ context }) => (await import('./ask.ts')).askTransfers(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'TransferPage'),
  staticData: { navigation: { group: 'learn', title: 'Transfer', note: 'what models took over from others', key: 'T' } },
});

export const transferRoutes = [transferRoute] as const;
