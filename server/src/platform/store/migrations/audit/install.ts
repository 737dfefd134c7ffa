import { createHash } from 'node:crypto';
import pg from 'pg';
import { auditedTables, type Audited, type AuditedTables } from '../../audited.ts';
import { auditFunctions, trailTriggers } from './functions.ts';

/** Of the application, where there is one. */
const APPLICATION = 'fine_tune_lab_app';

/**
 * Brings functions and triggers of the audit trail to what this version declares. Costs one query of the catalog where they are.
 *
 * `isMigrated`  whether migrations were applied just now: one that makes a table again makes it without its triggers.
 */
export async function installAudit(client: pg.Client, isMigrated: boolean): Promise<void> {
  const tables = auditedTables();
  if (Object.keys(tables).length === 0) return; // a program without domains leaves the triggers to the next server
  const statements = auditStatements();
  const digest = auditDigest();
  if (!isMigrated && (await installed(client)) === digest) return;
  await client.query('BEGIN');
  for (const statement of [...(await strays(client, tables)), ...statements]) await client.query(statement);
  await client.query(`COMMENT ON FUNCTION audit_change() IS ${client.escapeLiteral(digest)}`);
  await withdraw(client);
  await client.query(`SELECT set_config('ftl.workspace', 'all', true)`);
  await client.query(beginChains);
  await client.query('COMMIT');
}

const auditStatements = (): string[] => [
  ...auditFunctions,
  ...trailTriggers,
  ...Object.entries(auditedTables()).flatMap(([table, rule]) => changeTriggers(table, rule)),
];

/** What tells the functions and triggers of one version from those of another; it stands as the comment of `audit_change`. */
export const auditDigest = (): string => createHash('sha256').update(auditStatements().join('\n')).digest('hex');

/** From the first version with a trail on, a workspace has entries from its creation on: one from before gets its first now. */
const beginChains = `SELECT count(audit_event(workspaces.id, '{"action":"beginAuditTrail","isPrivate":true}'))
  FROM workspaces WHERE NOT EXISTS (SELECT FROM audit_seals WHERE audit_seals.workspace_id = workspaces.id)`;

async function installed(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ digest: string | null }>(
    `SELECT obj_description(to_regprocedure('audit_change()'), 'pg_proc') AS digest`,
  );
  return rows[0]?.digest ?? null;
}

const events = [
  ['INSERT', 'REFERENCING NEW TABLE AS new_rows'],
  ['UPDATE', 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'],
  ['DELETE', 'REFERENCING OLD TABLE AS old_rows'],
] as const;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The argument of a table's triggers: its declaration, whole. */
export function ruleOf(rule: Audited): string {
  const {
    type,
    name,
    person,
    key = ['id'],
    workspace = 'workspace_id',
    secrets = [],
    counted = [],
    ignored = [],
    only = null,
    isPrivate = false,
  } = rule;
  return JSON.stringify({ type, name: name ?? null, person: person ?? null, key, workspace, secrets, counted, ignored, only, isPrivate });
}

function changeTriggers(table: string, rule: Audited): string[] {
  const { always } = rule;
  const given = literal(ruleOf(rule));
  const when = always === true ? '' : `WHEN (coalesce(current_setting('ftl.actor', true), '') <> '') `;
  return events.map(
    ([event, rows]) =>
      `CREATE OR REPLACE TRIGGER audit_${event.toLowerCase()} AFTER ${event} ON ${table} ${rows} FOR EACH STATEMENT ${when}EXECUTE FUNCTION audit_change(${given})`,
  );
}

/** Removes triggers of tables that are not declared any more. */
async function strays(client: pg.Client, tables: AuditedTables): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `SELECT tgrelid::regclass::text AS table, tgname AS name FROM pg_trigger WHERE tgfoid = to_regprocedure('audit_change()') AND NOT tgisinternal`,
  );
  return rows.filter(({ table }) => tables[table] === undefined).map(({ table, name }) => `DROP TRIGGER ${name} ON ${table}`);
}

/** The application's role writes entries through the functions alone. */
async function withdraw(client: pg.Client): Promise<void> {
  const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [APPLICATION]);
  if (rows.length === 0) return;
  await client.query(`REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_entries, audit_seals FROM ${APPLICATION}`);
  await client.query(`GRANT SELECT ON audit_entries, audit_seals TO ${APPLICATION}`);
}
