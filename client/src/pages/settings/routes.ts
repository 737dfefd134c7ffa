import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  loader: async ({ context }) => (await import('./ask.ts')).askSettings(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SettingsPage'),
  staticData: { navigation: { group: 'set up', title: 'Settings', note: 'SLA, targets, time zone, week', key: 's' } },
});

export const settingsRoutes = [settingsRoute] as const;
