/** The workspace whose pages have plain addresses; those of others begin with `/w/` and their name. */
const PLAIN = 'default';
const named = /^\/w\/([^/]+)(?=\/|$)/;

/** The workspace that an address is in, by its name there. */
export function slugIn(pathname: string): string {
  const [, slug] = named.exec(pathname) ?? [];
  if (slug === undefined) return PLAIN;
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

/** What the addresses of a workspace's pages begin with: `/w/support`, and nothing for the one with plain addresses. */
export const baseOf = (slug: string): string => (slug === PLAIN ? '' : `/w/${encodeURIComponent(slug)}`);

/** The same address without its workspace. */
export const plainPath = (pathname: string): string => pathname.replace(named, '') || '/';

/**
 * The workspace of this page; another one is another page load, so that nothing of the one is left in the other. Tests of computations have no
 * page.
 */
export const workspaceHere = typeof window === 'undefined' ? PLAIN : slugIn(window.location.pathname);

/** The address of a download, which is followed without headers: it names the workspace itself. */
export function downloadAddress(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}workspace=${encodeURIComponent(workspaceHere)}`;
}
