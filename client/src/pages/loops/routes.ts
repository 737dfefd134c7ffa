import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const loopsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/loops',
  loader: async ({ context }) => (await import('./ask.ts')).askLoops(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'LoopsPage'),
  staticData: { navigation: { group: 'learn', title: 'Loop', note: 'from failed answers to a model without them', key: 'L' } },
});

const loopRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/loops/$loopId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askLoop(context, params.loopId),
  component: lazyRouteComponent(() => import('./loop-page.tsx'), 'LoopPage'),
});

export const loopsRoutes = [loopsRoute, loopRoute] as const;
