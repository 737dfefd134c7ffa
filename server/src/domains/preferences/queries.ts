import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';

const ofPerson = 'A preference of a person holds in every workspace.';

/** What a person has set, for every workspace and for this one. */
export const preferencesOf = definePgQuery({
  name: 'preferences.read',
  isPrepared: true,
  row: z.object({ name: z.string(), value: z.unknown() }),
  sql: ({ owner }: { owner: string }, workspace) => {
    const who = pg.text(owner);
    return pg`
      SELECT name, value FROM person_preferences WHERE owner = ${who}
      UNION ALL SELECT name, value FROM workspace_preferences WHERE workspace_id = ${workspace} AND owner = ${who}`;
  },
});

interface Set {
  readonly owner: string;
  readonly name: string;
  readonly value: unknown;
}

export const setForPerson = definePgCommand({
  name: 'preferences.setForPerson',
  acrossWorkspaces: ofPerson,
  sql: ({ owner, name, value }: Set) => pg`
    INSERT INTO person_preferences (owner, name, value) VALUES (${pg.text(owner)}, ${pg.text(name)}, ${pg.json(value)})
    ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value, updated_at = now()`,
});

export const setForWorkspace = definePgCommand({
  name: 'preferences.setForWorkspace',
  sql: ({ owner, name, value }: Set, workspace) => pg`
    INSERT INTO workspace_preferences (workspace_id, owner, name, value) VALUES (${workspace}, ${pg.text(owner)}, ${pg.text(name)}, ${pg.json(value)})
    ON CONFLICT (workspace_id, owner, name) DO UPDATE SET value = excluded.value, updated_at = now()`,
});

export const unsetForPerson = definePgCommand({
  name: 'preferences.unsetForPerson',
  acrossWorkspaces: ofPerson,
  sql: ({ owner, name }: Omit<Set, 'value'>) =>
    pg`DELETE FROM person_preferences WHERE owner = ${pg.text(owner)} AND name = ${pg.text(name)}`,
});

export const unsetForWorkspace = definePgCommand({
  name: 'preferences.unsetForWorkspace',
  sql: ({ owner, name }: Omit<Set, 'value'>, workspace) =>
    pg`DELETE FROM workspace_preferences WHERE workspace_id = ${workspace} AND owner = ${pg.text(owner)} AND name = ${pg.text(name)}`,
});

/** Gives what one owner has set to another, in every workspace. */
export const movePersonal = definePgCommand({
  name: 'preferences.movePersonal',
  acrossWorkspaces: ofPerson,
  sql: ({ from, to }: { from: string; to: string }) =>
    pg`UPDATE person_preferences SET owner = ${pg.text(to)} WHERE owner = ${pg.text(from)}`,
});

export const moveOfWorkspaces = definePgCommand({
  name: 'preferences.moveOfWorkspaces',
  acrossWorkspaces: 'What was set before there were accounts goes to the first one, in each workspace.',
  sql: ({ from, to }: { from: string; to: string }) =>
    pg`UPDATE workspace_preferences SET owner = ${pg.text(to)} WHERE owner = ${pg.text(from)}`,
});
