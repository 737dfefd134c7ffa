import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { hourNow } from '../../primitives/clock.ts';
import { messageQuery } from './message-query.ts';
import { readMessageSearch } from './message-search.ts';

const messagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/messages',
  validateSearch: readMessageSearch,
  loaderDeps: ({ search }) => messageQuery(search, hourNow()),
  loader: async ({ context, deps }) => (await import('./ask.ts')).askMessages(context, deps),
  component: lazyRouteComponent(() => import('./page.tsx'), 'MessagesPage'),
  staticData: { navigation: { group: 'look', title: 'Messages', note: 'list and search', key: 'm' } },
});

export const messagesRoutes = [messagesRoute] as const;
