import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const organisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/organisation',
  loader: async ({ context }) => (await import('./ask.ts')).askOrganisation(context),
  component: lazyRouteComponent(() => import('./page.tsx'), 'OrganisationPage'),
});

export const organisationRoutes = [organisationRoute] as const;
