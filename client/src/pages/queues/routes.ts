import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const queuesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queues',
  loader: async ({ context }) => (await import('./ask.ts')).askQueues(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'QueuesPage'),
  staticData: {
    navigation: { group: 'improve', title: 'Annotation queues', note: 'judge messages one by one', key: 'q', permission: 'SEE_QUEUES' },
  },
});

const queueRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queues/$queueId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askQueue(context, params.queueId),
  component: lazyRouteComponent(() => import('./queue-page.tsx'), 'QueuePage'),
  staticData: { permission: 'SEE_QUEUES' },
});

const annotateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queues/$queueId/annotate',
  loader: async ({ context, params }) => (await import('./ask.ts')).askQueue(context, params.queueId),
  component: lazyRouteComponent(() => import('./annotate/page.tsx'), 'AnnotatePage'),
  staticData: { permission: 'REVIEW' },
});

export const queuesRoutes = [queuesRoute, queueRoute, annotateRoute] as const;
