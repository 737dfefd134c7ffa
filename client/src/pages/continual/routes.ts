import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readContinualSearch } from './continual-search.ts';

const continualRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/continual',
  validateSearch: readContinualSearch,
  loader: async ({ context }) => (await import('./ask.ts')).askContinual(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ContinualPage'),
  staticData: { navigation: { group: 'learn', title: 'Continual', note: 'what models forget while they go on learning', key: 'C' } },
});

export const continualRoutes = [continualRoute] as const;
