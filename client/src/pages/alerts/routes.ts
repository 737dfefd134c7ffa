import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { readAlertsSearch } from './alerts-search.ts';

const alertsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts',
  validateSearch: readAlertsSearch,
  loader: async ({ context }) => (await import('./ask.ts')).askAlerts(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'AlertsPage'),
  staticData: { navigation: { group: 'watch', title: 'Alerts', note: 'who is notified of what, and when', key: '7' } },
});

const ruleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts/$ruleId',
  loader: async ({ context, params }) => (await import('./ask.ts')).askRule(context, params.ruleId),
  component: lazyRouteComponent(() => import('./rule-page.tsx'), 'RulePage'),
});

export const alertsRoutes = [alertsRoute, ruleRoute] as const;
