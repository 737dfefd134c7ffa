import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const judgesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/judges',
  loader: async ({ context }) => (await import('./ask.ts')).askJudges(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'JudgesPage'),
  staticData: { navigation: { group: 'improve', title: 'Judges', note: 'models and rules that judge messages', key: '1' } },
});

const judgeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/judges/$judgeId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askJudge(context, params.judgeId),
  component: lazyRouteComponent(() => import('./judge-page.tsx'), 'JudgePage'),
});

export const judgesRoutes = [judgesRoute, judgeRoute] as const;
