const form = /^\/workspaces\/([^/]+)(\/(?:(?:ajax-)?api\/.*|health|version))$/;

/** A path for clients that know one address alone: `/workspaces/<slug>/api/…` is `/api/…` of that workspace. `slug` null: it names none. */
export function workspacePath(pathname: string): { slug: string | null; path: string } {
  const [, encoded, path] = form.exec(pathname) ?? [];
  if (encoded === undefined || path === undefined) return { slug: null, path: pathname };
  try {
    return { slug: decodeURIComponent(encoded), path };
  } catch {
    return { slug: null, path: pathname };
  }
}
