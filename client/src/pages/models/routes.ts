import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { ModelPageDocument, ModelsDocument, ModelsUseDocument } from '../../graphql/generated/graphql.ts';
import { queryOf } from '../../controls/window.ts';
import { zoneNow } from '../../controls/zone.ts';
import { hourNow } from '../../primitives/clock.ts';
import { ofModel } from './model-query.ts';

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  loader: ({ context }) => {
    context.ask(ModelsDocument, {});
    context.ask(ModelsUseDocument, { filter: {} });
  },
  component: lazyRouteComponent(() => import('./page.tsx'), 'ModelsPage'),
  staticData: { navigation: { group: 'improve', title: 'Models', note: 'registry', key: 'd' } },
});

const modelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models/$modelName',
  loaderDeps: ({ search }) => queryOf(search, hourNow(), zoneNow()),
  loader: ({ context, deps, params }) => context.ask(ModelPageDocument, ofModel(params.modelName, deps)),
  component: lazyRouteComponent(() => import('./model-page.tsx'), 'ModelPage'),
});

export const modelsRoutes = [modelsRoute, modelRoute] as const;
