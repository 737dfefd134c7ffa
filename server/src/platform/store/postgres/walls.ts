import pg from 'pg';
import { StartError } from '../start-error.ts';
import { APP_ROLE } from './role.ts';

/** Tables without a workspace, and why no wall is around them. A table that is neither here nor has `workspace_id` fails walls.test.ts. */
export const TABLES_OF_ALL: Readonly<Record<string, string>> = {
  _prisma_migrations: 'Which migrations were applied; sessions of the server have no right to it.',
  people: 'A person may be a member of several workspaces.',
  person_sessions: 'A person signs in once for all workspaces; a session names the one that was looked at last.',
  person_accounts: 'By which a person signs in.',
  verifications: 'Of a sign-in under way.',
  second_factors: 'Of a person.',
  passkeys: 'Of a person.',
  sign_in_links: 'Of a person, or of an address that becomes one.',
  installation_secrets: 'Of the installation.',
  person_preferences: 'Of a person, in all workspaces.',
  schedules: 'Work that comes at set times for all workspaces.',
};

/** The name says which condition it is: one that changes gets the next number, and its name joins those before it. */
const POLICY = 'workspace_wall_2';
const EARLIER_POLICIES = ['workspace_wall_1'];

/**
 * The setting of the session is read once a statement, not once a row. Not `OR`: the planner takes `=` to pass one row in 200 of a table that
 * it has no statistics of, and then goes through whole tables once for each row (0.6 s in place of 5 ms for a batch of the projector). A
 * `CASE` it takes to pass every second row.
 */
const conditionOn = (column: string): string => `
  CASE WHEN (SELECT current_setting('ftl.workspace', true)) = 'all' THEN true
  ELSE ${column} = (SELECT nullif(nullif(current_setting('ftl.workspace', true), 'all'), '')::uuid) END`;

interface Catalog {
  /** Whether walls do not hold the user of the connection: it needs the role. */
  readonly isExempt: boolean;
  readonly mayMakeRole: boolean;
  readonly hasRole: boolean;
  /** Tables of workspaces whose wall is not (quite) there. */
  readonly open: readonly { readonly name: string; readonly column: string }[];
  /** Tables of the queue of jobs that its library has closed to others than their owner. */
  readonly closed: readonly string[];
  /** Whether the role lacks a right that the server needs. */
  readonly lacksRights: boolean;
}

/**
 * A table has a wall where its rows name a workspace. `$1` the role, `$2` the policy, `$3` the schema of the queue, `$4` tables of which the
 * role has no need, `$5` those that it only reads, `$6` tables of all.
 */
const catalogOf = `
  WITH own AS (SELECT oid, relname, relkind, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'S')),
  jobs AS (SELECT oid, relname, relkind, relrowsecurity FROM pg_class WHERE relnamespace = to_regnamespace($3) AND relkind IN ('r', 'p', 'S', 'v')),
  walled AS (
    SELECT own.*, CASE relname WHEN 'workspaces' THEN 'id' ELSE 'workspace_id' END AS "column" FROM own
    WHERE relkind <> 'S' AND relname <> ALL($6) AND (relname = 'workspaces' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = own.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped))
  ),
  usable AS (
    SELECT oid, relkind, relname <> ALL($5) AS "isWritten" FROM own WHERE relname <> ALL($4) UNION ALL SELECT oid, relkind, true FROM jobs
  )
  SELECT rolsuper OR rolbypassrls AS "isExempt", rolsuper OR rolcreaterole AS "mayMakeRole", to_regrole($1) IS NOT NULL AS "hasRole",
    (SELECT coalesce(json_agg(json_build_object('name', relname, 'column', "column")), '[]') FROM walled
      WHERE NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = walled.oid AND polname = $2))) AS open,
    (SELECT coalesce(json_agg(relname), '[]') FROM jobs WHERE relrowsecurity AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = jobs.oid AND polname = $2)) AS closed,
    to_regrole($1) IS NOT NULL AND (
      NOT has_schema_privilege(to_regrole($1), current_schema(), 'USAGE') OR NOT has_schema_privilege(to_regrole($1), to_regnamespace($3), 'USAGE')
      OR EXISTS (SELECT FROM usable WHERE CASE relkind WHEN 'S' THEN NOT has_sequence_privilege(to_regrole($1), oid, 'USAGE')
        ELSE NOT has_table_privilege(to_regrole($1), oid, 'SELECT') OR "isWritten" <> has_table_privilege(to_regrole($1), oid, 'INSERT') END)
    ) AS "lacksRights"
  FROM pg_roles WHERE rolname = current_user`;

/** What the role has no need of: it may not read which migrations there were, nor say that there were others. */
const withheld = ['_prisma_migrations'];
/** Their rows are written by functions of their owner (migrations/audit/). */
const onlyRead = ['audit_entries', 'audit_seals'];

/**
 * Puts a wall around each table of workspaces: a statement sees and changes only rows of the workspace that its session is set to
 * (scope.ts), the owner of the tables included. A user whom walls do not hold (a superuser) works as a role whom they do. To be called by one
 * server at a time, after the migrations; where all is in place it costs one query.
 *
 * Errors  throws `StartError` where the user passes walls and may not make the role.
 */
export async function raiseWalls(client: pg.Client, jobsSchema: string, role = APP_ROLE): Promise<void> {
  const { rows } = await client.query<Catalog>(catalogOf, [role, POLICY, jobsSchema, withheld, onlyRead, Object.keys(TABLES_OF_ALL)]);
  const { isExempt, mayMakeRole, hasRole, open, closed, lacksRights } = rows[0] as Catalog;
  if (isExempt && !hasRole) await makeRole(client, role, mayMakeRole);
  const needsRights = isExempt && (!hasRole || lacksRights || closed.length > 0);
  if (open.length === 0 && !needsRights) return;
  await client.query('BEGIN');
  try {
    for (const table of open) await wallOff(client, table);
    if (needsRights) await grantRights(client, role, { jobsSchema, closed });
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function wallOff(client: pg.Client, { name, column }: Catalog['open'][number]): Promise<void> {
  const table = pg.escapeIdentifier(name);
  const condition = conditionOn(column);
  await client.query(`
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    ${[POLICY, ...EARLIER_POLICIES].map((name) => `DROP POLICY IF EXISTS ${name} ON ${table};`).join('\n')}
    CREATE POLICY ${POLICY} ON ${table} USING (${condition}) WITH CHECK (${condition})`);
}

/** A role belongs to the whole cluster: a server on another of its databases may make it at the same moment. */
async function makeRole(client: pg.Client, role: string, mayMakeRole: boolean): Promise<void> {
  if (!mayMakeRole)
    throw new StartError(
      `Row-level security does not hold the user of PostgreSQL, and the role "${role}", which it holds, is missing. ` +
        `Connect as an ordinary user that owns the tables, or as an administrator: CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO ….`,
    );
  await client.query(`
    DO $$ BEGIN CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
}

async function grantRights(
  client: pg.Client,
  role: string,
  { jobsSchema, closed }: { jobsSchema: string; closed: readonly string[] },
): Promise<void> {
  const { rows } = await client.query<{ schema: string; isMember: boolean }>(
    // Before version 16 a member could always act as the role.
    `SELECT current_schema() AS schema,
      pg_has_role(current_user, $1, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) AS "isMember"`,
    [role],
  );
  const { schema: own, isMember } = rows[0] as { schema: string; isMember: boolean };
  if (!isMember) await client.query(`GRANT ${role} TO CURRENT_USER`);
  for (const name of [own, jobsSchema].map(pg.escapeIdentifier)) {
    await client.query(`
      GRANT USAGE ON SCHEMA ${name} TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${name} TO ${role};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${name} TO ${role}`);
  }
  await client.query(`REVOKE INSERT, UPDATE, DELETE ON ${onlyRead.map(pg.escapeIdentifier).join(', ')} FROM ${role}`);
  for (const table of withheld) await client.query(`REVOKE ALL ON ${pg.escapeIdentifier(table)} FROM ${role}`);
  for (const table of closed)
    await client.query(
      `CREATE POLICY ${POLICY} ON ${pg.escapeIdentifier(jobsSchema)}.${pg.escapeIdentifier(table)} USING (true) WITH CHECK (true)`,
    );
}
