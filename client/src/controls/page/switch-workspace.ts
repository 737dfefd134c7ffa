import { baseOf, plainPath, workspaceHere } from '../../graphql/workspace.ts';

/**
 * Where a switch leads: the same page in another workspace. A thing of this workspace (a trace, a job) is in no other: its list is opened.
 * `listed`: paths of the pages that need no id.
 */
export function pathInOther(path: string, listed: readonly string[]): string {
  if (listed.includes(path)) return path;
  const first = `/${path.split('/')[1] ?? ''}`;
  return listed.includes(first) ? first : '/';
}

/** Address of this page in another workspace. The page is loaded again as a whole: nothing of the one workspace is left in the other. */
export function addressInWorkspace(
  slug: string,
  listed: readonly string[],
  { pathname, search }: Pick<Location, 'pathname' | 'search'> = window.location,
): string {
  const path = plainPath(pathname);
  const other = pathInOther(path, listed);
  return `${baseOf(slug)}${other}${other === path ? search : ''}`;
}

export function goToWorkspace(slug: string, listed: readonly string[]): void {
  if (slug !== workspaceHere) window.location.assign(addressInWorkspace(slug, listed));
}
