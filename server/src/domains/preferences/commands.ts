import type { Viewer } from '../../platform/graphql/context.ts';
import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadPreference } from './errors.ts';
import { checkPreference, type PreferenceInput } from './ingest.ts';
import { localOwner, ownerOf, preferencesFor } from './load.ts';
import { moveOfWorkspaces, movePersonal, setForPerson, setForWorkspace, unsetForPerson, unsetForWorkspace } from './queries.ts';

/** Sets or takes back one preference of the viewer's person, and gives all of them. */
export async function setPreference(
  { postgres }: Pick<Stores, 'postgres'>,
  viewer: Viewer,
  input: PreferenceInput,
): Promise<Result<Record<string, unknown>, BadPreference>> {
  const checked = checkPreference(input);
  if (!checked.ok) return checked;
  const owner = ownerOf(viewer);
  if (owner === null)
    return fail(
      new BadPreference('name', 'cannot be set with a key of the workspace: preferences are of people; sign in, or use a personal key'),
    );
  const { name, isOfWorkspace, value } = checked.value;
  const { workspaceId } = viewer;
  if (isOfWorkspace)
    await (value === null
      ? unsetForWorkspace(postgres, { workspaceId, owner, name })
      : setForWorkspace(postgres, { workspaceId, owner, name, value }));
  else await (value === null ? unsetForPerson(postgres, { owner, name }) : setForPerson(postgres, { owner, name, value }));
  return succeed(await preferencesFor({ postgres }, viewer));
}

/** Gives a person what the owner of this installation had set while there were no accounts. The person is to have set nothing yet. */
export async function takeOverLocalPreferences(statements: Statements, personId: string): Promise<void> {
  const move = { from: localOwner, to: personId };
  await movePersonal(statements, move);
  await moveOfWorkspaces(statements, move);
}
