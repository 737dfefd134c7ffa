import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const datasetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/datasets',
  loader: async ({ context }) => (await import('./ask.ts')).askDatasets(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'DatasetsPage'),
  staticData: { navigation: { group: 'learn', title: 'Datasets', note: 'rows to train and test with, in versions', key: 'D' } },
});

const datasetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/datasets/$datasetId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askDataset(context, params.datasetId),
  component: lazyRouteComponent(() => import('./dataset-page.tsx'), 'DatasetPage'),
});

export const datasetsRoutes = [datasetsRoute, datasetRoute] as const;
