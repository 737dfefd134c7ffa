import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readPlaygroundSearch } from './links.ts';

const playgroundRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/playground',
  validateSearch: readPlaygroundSearch,
  loader: async ({ context }) => (await import('./ask.ts')).askPlayground(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'PlaygroundPage'),
  staticData: { navigation: { group: 'improve', title: 'Playground', note: 'one prompt on several models', key: '9' } },
});

export const playgroundRoutes = [playgroundRoute] as const;
