import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { PriceBookDocument, UnpricedDocument } from '../../graphql/generated/graphql.ts';
import { readPriceSearch } from './price-search.ts';

const pricesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prices',
  validateSearch: readPriceSearch,
  loader: ({ context }) => {
    context.ask(PriceBookDocument, {});
    context.ask(UnpricedDocument, { filter: {} });
  },
  component: lazyRouteComponent(() => import('./page.tsx'), 'PricesPage'),
  staticData: { navigation: { group: 'set up', title: 'Prices', note: 'price book', key: 'p' } },
});

export const pricesRoutes = [pricesRoute] as const;
