import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const assistantRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/assistant',
  loader: async ({ context }) => (await import('./ask.ts')).askAssistant(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'AssistantPage'),
  staticData: { navigation: { group: 'look', title: 'Assistant', note: 'ask, and see the query behind every number', key: 'g' } },
});

export const assistantRoutes = [assistantRoute] as const;
