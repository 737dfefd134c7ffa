import type { Stores } from '../../platform/store/stores.ts';
import { workspaceOfSlug } from './queries/workspaces.ts';

export { createApiKey, ensureFirstKey, makeApiKey, makePersonalKey, revokeApiKey, revokePersonalKey } from './commands/keys.ts';

const defaultWorkspaceSlug = 'default';

/** The id of the workspace `default`, which is made when it is not there yet. Any number of servers may start at once. */
export async function ensureDefaultWorkspace({ postgres }: Stores): Promise<string> {
  const [workspace] = await workspaceOfSlug(postgres, { slug: defaultWorkspaceSlug, name: 'Default' });
  return (workspace as { id: string }).id;
}
