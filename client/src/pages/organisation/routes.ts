import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import { OrganisationPageDocument } from '../../graphql/generated/graphql.ts';

const organisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/organisation',
  loader: ({ context }) => context.ask(OrganisationPageDocument, {}),
  component: lazyRouteComponent(() => import('./page.tsx'), 'OrganisationPage'),
});

export const organisationRoutes = [organisationRoute] as const;
