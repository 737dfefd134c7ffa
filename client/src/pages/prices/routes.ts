import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readPriceSearch } from './price-search.ts';

const pricesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prices',
  validateSearch: readPriceSearch,
  loader: async ({ context }) => (await import('./ask.ts')).askPrices(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'PricesPage'),
  staticData: { navigation: { group: 'set up', title: 'Prices', note: 'price book', key: 'p' } },
});

export const pricesRoutes = [pricesRoute] as const;
