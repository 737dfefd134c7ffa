import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';

const membersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/members',
  component: lazyRouteComponent(() => import('./page.tsx'), 'MembersPage'),
  staticData: {
    navigation: { group: 'set up', title: 'Members', note: 'people, roles, invitations', key: 'e', permission: 'READ_MEMBERS' },
  },
});

export const membersRoutes = [membersRoute] as const;
