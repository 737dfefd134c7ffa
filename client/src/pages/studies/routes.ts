import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const studiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/studies',
  loader: async ({ context }) => (await import('./ask.ts')).askStudies(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'StudiesPage'),
  staticData: { navigation: { group: 'learn', title: 'Studies', note: 'searches for better parameters', key: 'S' } },
});

const studyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/studies/$studyId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askStudy(context, params.studyId),
  component: lazyRouteComponent(() => import('./study-page.tsx'), 'StudyPage'),
});

export const studiesRoutes = [studiesRoute, studyRoute] as const;
