import { plainPath } from '../graphql/workspace.ts';

/** Pages for one who may not be signed in. What they ask is answered without a session. */
const barePaths: readonly string[] = ['/sign-in', '/welcome', '/reset', '/invitation'];

export const isBare = (pathname: string): boolean => barePaths.includes(plainPath(pathname).replace(/(?<=.)\/$/, ''));

/** Where one who is not signed in is led: to sign-in, and from there back to where they are. */
export function signInAddress({ pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const here = pathname + search;
  return here === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(here)}`;
}
