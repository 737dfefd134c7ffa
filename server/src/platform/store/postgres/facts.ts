import pg from 'pg';

/** What a PostgreSQL says of itself, and of the user that the server works as. */
export interface PostgresFacts {
  /** Such as 180001 for 18.1. */
  readonly versionNumber: number;
  readonly version: string;
  readonly user: string;
  /** It passes row-level security. */
  readonly isUnwalled: boolean;
  /** It may make the role that sessions then work as (role.ts). */
  readonly mayMakeRole: boolean;
  readonly hasAppRole: boolean;
  readonly mayCreate: boolean;
  readonly mostConnections: number;
  readonly sizeBytes: number;
  /** Its clock, milliseconds after the epoch. */
  readonly clockMs: number;
  /** Whether a setting that one statement makes is there for the next: a pool that shares sessions between statements loses it. */
  readonly keepsSessions: boolean;
  /** From the first to the last statement, divided by their number. */
  readonly answerMs: number;
}

const patienceMs = 5_000;
const rounds = 5;

/**
 * Reads what the command `doctor` reports of a PostgreSQL.
 *
 * Errors  throws what the driver says where it can't be reached or refuses the user.
 */
export async function postgresFacts(url: string, appRole: string): Promise<PostgresFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs, statement_timeout: patienceMs });
  client.on('error', () => {}); // a lost connection fails the next statement
  await client.connect();
  try {
    const startedAt = performance.now();
    const mark = String(Math.random());
    await client.query(`SELECT set_config('ftl.doctor', $1, false)`, [mark]);
    const kept: boolean[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const { rows } = await client.query<{ mark: string | null }>(`SELECT current_setting('ftl.doctor', true) AS mark`);
      kept.push(rows[0]?.mark === mark);
    }
    const answerMs = (performance.now() - startedAt) / (rounds + 1);
    const { rows } = await client.query<Omit<PostgresFacts, 'keepsSessions' | 'answerMs'>>(
      `SELECT current_setting('server_version_num')::int AS "versionNumber", current_setting('server_version') AS version, current_user AS "user",
         r.rolsuper OR r.rolbypassrls AS "isUnwalled", r.rolsuper OR r.rolcreaterole AS "mayMakeRole",
         EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS "hasAppRole", has_database_privilege(current_database(), 'CREATE') AS "mayCreate",
         current_setting('max_connections')::int AS "mostConnections", pg_database_size(current_database())::float8 AS "sizeBytes",
         (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "clockMs"
       FROM pg_roles r WHERE r.rolname = current_user`,
      [appRole],
    );
    return { ...(rows[0] as Omit<PostgresFacts, 'keepsSessions' | 'answerMs'>), keepsSessions: kept.every(Boolean), answerMs };
  } finally {
    await client.end().catch(() => {});
  }
}
