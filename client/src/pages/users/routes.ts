import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readUserSearch } from './user-search.ts';

const usersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/users',
  validateSearch: readUserSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'UsersPage'),
  staticData: { navigation: { group: 'look', title: 'Users', note: 'who uses the application', key: '4' } },
});

const userRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/users/$userId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askUser(context, params.userId),
  component: lazyRouteComponent(() => import('./user-page.tsx'), 'UserPage'),
});

export const usersRoutes = [usersRoute, userRoute] as const;
