import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { DataPolicyDocument } from '../../graphql/generated/graphql.ts';

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  loader: ({ context }) => context.ask(DataPolicyDocument, {}),
  component: lazyRouteComponent(() => import('./page.tsx'), 'DataPage'),
  staticData: { navigation: { group: 'set up', title: 'Data', note: 'masking, retention, sampling', key: 'a', permission: 'READ_POLICY' } },
});

export const dataRoutes = [dataRoute] as const;
