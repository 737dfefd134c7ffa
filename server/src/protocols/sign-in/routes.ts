import type { Route } from './asked.ts';
import { accountRoutes } from './account.ts';
import { linkRoutes } from './links.ts';
import { passkeyRoutes } from './passkeys.ts';
import { secondFactorRoutes } from './second-factor.ts';
import { signInRoutes } from './sign-in.ts';
import { ssoRoutes } from './sso.ts';

/** Every address of sign-in. What is not here does not exist, whatever the library behind it could do. */
const routes: readonly Route[] = [...signInRoutes, ...linkRoutes, ...accountRoutes, ...secondFactorRoutes, ...passkeyRoutes, ...ssoRoutes];
const byPath = Map.groupBy(routes, ({ path }) => path);

/** The route of a path below `/api/auth`; null: there is none. */
export function routeOf(method: string, path: string): Route | 'OTHER_METHOD' | null {
  const found = byPath.get(path);
  return found === undefined ? null : (found.find((route) => route.method === method) ?? 'OTHER_METHOD');
}
