import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { WorkspaceSettingsDocument } from '../../graphql/generated/graphql.ts';

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  loader: ({ context }) => context.ask(WorkspaceSettingsDocument, {}),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SettingsPage'),
  staticData: { navigation: { group: 'set up', title: 'Settings', note: 'SLA, targets, time zone, week', key: 's' } },
});

export const settingsRoutes = [settingsRoute] as const;
