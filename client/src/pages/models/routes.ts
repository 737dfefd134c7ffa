import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { ModelPageDocument, ModelsDocument, ModelsUseDocument } from '../../graphql/generated/graphql.ts';
import { hourNow } from '../../primitives/clock.ts';
import { modelQuestion } from './model-question.ts';

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
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) => context.ask(ModelPageDocument, modelQuestion(params.modelName, deps, hourNow())),
  component: lazyRouteComponent(() => import('./model-page.tsx'), 'ModelPage'),
});

export const modelsRoutes = [modelsRoute, modelRoute] as const;
