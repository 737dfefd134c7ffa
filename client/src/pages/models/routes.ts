import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { queryOf } from '../../controls/window.ts';
import { zoneNow } from '../../controls/zone.ts';
import { hourNow } from '../../primitives/clock.ts';

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  loader: async ({ context }) => (await import('./ask.ts')).askModels(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ModelsPage'),
  staticData: { navigation: { group: 'improve', title: 'Models', note: 'registry', key: 'd' } },
});

const modelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models/$modelName',
  loaderDeps: ({ search }) => queryOf(search, hourNow(), zoneNow()),
  loader: async ({ context, deps, params }) => (await import('./ask.ts')).askModel(context, params.modelName, deps),
  component: lazyRouteComponent(() => import('./model-page.tsx'), 'ModelPage'),
});

export const modelsRoutes = [modelsRoute, modelRoute] as const;
