import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import type { RawSearch } from '../../controls/view.ts';

const slackLinkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/slack-link',
  validateSearch: (search: RawSearch) => ({ token: typeof search['token'] === 'string' ? search['token'] : undefined }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SlackLinkPage'),
});

export const slackLinkRoutes = [slackLinkRoute] as const;
