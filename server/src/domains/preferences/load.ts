import type { Viewer } from '../../platform/graphql/context.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { preferencesOf } from './queries.ts';
import { preferenceNames } from './types.ts';

/** Of the owner of an installation without accounts. */
export const localOwner = 'local';

/** Whose preferences a viewer has; null: a key of the workspace is no person. */
export const ownerOf = ({ person, keyId }: Pick<Viewer, 'person' | 'keyId'>): string | null =>
  person?.id ?? (keyId === null ? localOwner : null);

/** What the viewer's person has set, by name: what holds in every workspace, and what holds in this one. */
export async function preferencesFor({ postgres }: Pick<Stores, 'postgres'>, viewer: Viewer): Promise<Record<string, unknown>> {
  const owner = ownerOf(viewer);
  if (owner === null) return {};
  const rows = await preferencesOf(postgres, { workspaceId: viewer.workspaceId, owner });
  // A name that the list does not have any more is not shown.
  return Object.fromEntries(
    rows.filter(({ name }) => (preferenceNames as readonly string[]).includes(name)).map(({ name, value }) => [name, value]),
  );
}
