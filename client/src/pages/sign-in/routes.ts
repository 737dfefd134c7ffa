import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../controls/page/route.ts';
import type { RawSearch } from '../../controls/view.ts';

/** The text of a key of the address; undefined: there is none. A key that a view of lists has, too (`error`), comes as a list. */
const textOf = (search: RawSearch, key: string): string | undefined => {
  const found = search[key];
  const value: unknown = Array.isArray(found) ? found[0] : found;
  return typeof value === 'string' && value !== '' ? value : undefined;
};
const readToken = (search: RawSearch) => ({ token: textOf(search, 'token') });
const staticData = { isBare: true } as const;

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: RawSearch) => ({ returnTo: textOf(search, 'returnTo'), error: textOf(search, 'error') }),
  component: lazyRouteComponent(() => import('./page.tsx'), 'SignInPage'),
  staticData,
});

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  validateSearch: readToken,
  component: lazyRouteComponent(() => import('./link-page.tsx'), 'LinkPage'),
  staticData,
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  validateSearch: readToken,
  component: lazyRouteComponent(() => import('./link-page.tsx'), 'LinkPage'),
  staticData,
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  validateSearch: (search: RawSearch) => ({ secret: textOf(search, 'secret') }),
  component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
  staticData,
});

export const signInRoutes = [signInRoute, welcomeRoute, resetRoute, invitationRoute] as const;
