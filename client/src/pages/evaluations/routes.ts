import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const evaluationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evaluations',
  loader: async ({ context }) => (await import('./ask.ts')).askEvaluations(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'EvaluationsPage'),
  staticData: {
    navigation: { group: 'improve', title: 'Evaluations', note: 'prompts and models over datasets, scored and compared', key: 'V' },
  },
});

const evaluationRunRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evaluations/$runId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askEvaluationRun(context, params.runId),
  component: lazyRouteComponent(() => import('./run-page.tsx'), 'EvaluationRunPage'),
});

const evaluationComparisonRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/evaluations/$runId/beside/$otherId',
  component: lazyRouteComponent(() => import('./comparison-page.tsx'), 'EvaluationComparisonPage'),
});

export const evaluationsRoutes = [evaluationsRoute, evaluationRunRoute, evaluationComparisonRoute] as const;
