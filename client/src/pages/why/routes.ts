import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readWhySearch } from './why-search.ts';

const whyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/why',
  validateSearch: readWhySearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'WhyPage'),
  staticData: { navigation: { group: 'watch', title: 'Why', note: 'what a change of a number comes from', key: '0' } },
});

export const whyRoutes = [whyRoute] as const;
