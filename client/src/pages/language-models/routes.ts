import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const languageModelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/language-models',
  loader: async ({ context }) => (await import('./ask.ts')).askLanguageModels(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'LanguageModelsPage'),
  staticData: { navigation: { group: 'set up', title: 'Language models', note: 'connections, costs, budgets', key: '5' } },
});

export const languageModelsRoutes = [languageModelsRoute] as const;
