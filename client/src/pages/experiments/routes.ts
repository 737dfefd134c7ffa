import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { ExperimentPageDocument, ExperimentsDocument } from '../../graphql/generated/graphql.ts';

const experimentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments',
  loader: ({ context }) => context.ask(ExperimentsDocument, { kind: 'EXPERIMENT' }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ExperimentsPage'),
  staticData: { navigation: { group: 'experiment', title: 'Experiments', note: 'variants compared on traffic', key: 'h' } },
});

const flagsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/flags',
  loader: ({ context }) => context.ask(ExperimentsDocument, { kind: 'FLAG' }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'FlagsPage'),
  staticData: { navigation: { group: 'experiment', title: 'Flags', note: 'values that code asks for', key: 'z' } },
});

const experimentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/experiments/$experimentKey',
  loader: ({ context, params }) => context.ask(ExperimentPageDocument, { key: params.experimentKey }),
  component: lazyRouteComponent(() => import('./experiment-page.tsx'), 'ExperimentPage'),
});

export const experimentsRoutes = [experimentsRoute, flagsRoute, experimentRoute] as const;
