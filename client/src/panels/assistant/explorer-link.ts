import { workspaceHere } from '../../graphql/workspace.ts';
import type { Operation } from './types.ts';

/** Address of the explorer with an operation in its editor. It stands behind "#", so that it is in no log of a server. */
export function explorerAddress({ document, variables }: Operation): string {
  const parts = new URLSearchParams({ query: document.trim(), variables: JSON.stringify(variables, null, 2) });
  if (workspaceHere !== 'default') parts.set('headers', JSON.stringify({ 'x-workspace': workspaceHere }, null, 2));
  return `/graphql#${parts.toString()}`;
}
