import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { baseOf, workspaceHere } from '../../graphql/workspace.ts';

/** A path of this site: `//host` and `/\host` are addresses of others. */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])[^\s\\]*$/.test(path);

/** A link to a page of this workspace by its path and search; followed without loading the dashboard again. */
export function OwnLink({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const { history } = useRouter();
  if (!isOwnPath(path)) return <span>{children}</span>;
  const address = `${baseOf(workspaceHere)}${path}`;
  return (
    <a
      href={address}
      onClick={(event) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        history.push(address);
      }}
    >
      {children}
    </a>
  );
}
