import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readDashboardSearch } from '../../panels/dashboard/dashboard-search.ts';

const boardsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boards',
  loader: async ({ context }) => (await import('./ask.ts')).askBoards(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'BoardsPage'),
  staticData: { navigation: { group: 'look', title: 'Boards', note: 'panels of one’s own choice', key: 'v' } },
});

const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boards/$boardId',
  validateSearch: readDashboardSearch,
  loader: async ({ context, params }) => (await import('./ask.ts')).askBoard(context, params.boardId),
  component: lazyRouteComponent(() => import('./board-page.tsx'), 'BoardPage'),
});

export const boardsRoutes = [boardsRoute, boardRoute] as const;
