import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { KeysDocument } from '../../graphql/generated/graphql.ts';

const connectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connect',
  loader: ({ context }) => context.ask(KeysDocument, {}),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ConnectPage'),
  staticData: { navigation: { group: 'set up', title: 'Connect', note: 'keys and snippets', key: 'c', permission: 'READ_KEYS' } },
});

export const connectRoutes = [connectRoute] as const;
