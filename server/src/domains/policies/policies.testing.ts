import { drainProjection } from '../../background.ts';
import { captureSpans } from '../traces/commands.ts';
import type { Span } from '../traces/types.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { raw, sql } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { setDataPolicy } from './commands.ts';
import type { PolicyInput } from './ingest.ts';

const everything: PolicyInput = {
  maskingMode: 'OFF',
  maskingKinds: [],
  traceRetentionDays: null,
  messageRetentionDays: null,
  traceSampleShare: 1,
};

/** Sets a policy that says no more than this. */
export async function havePolicy(stores: Stores, workspaceId: string, said: Partial<PolicyInput>, now = new Date()): Promise<void> {
  const result = await setDataPolicy(stores, workspaceId, { ...everything, ...said }, now);
  if (!result.ok) throw result.failure;
}

/** Stores spans and sums their traces up. */
export async function haveSpans(
  stores: Stores,
  live: LiveBus,
  workspaceId: string,
  spans: readonly Span[],
  now = new Date(),
): Promise<void> {
  for (let start = 0; start < spans.length; start += 500) {
    const captured = await captureSpans({ stores, live }, workspaceId, spans.slice(start, start + 500), now);
    if (!captured.ok) throw captured.failure;
    if (captured.value.rejected.length > 0) throw new Error(JSON.stringify(captured.value.rejected[0]));
  }
  await drainProjection(stores);
}

/** Rows of a table as they lie on the disk, versions and removals too. */
export async function rowCount({ clickhouse }: Stores, table: string, condition = 'true'): Promise<number> {
  const [row] = await clickhouse.query('test.count', sql`SELECT toUInt32(count()) AS count FROM ${raw(table)} WHERE ${raw(condition)}`, {
    timeoutMs: 30_000,
  });
  return (row as { count: number }).count;
}

/** Every text in every column of every table of both stores, as one list per column: `table.column`. */
export async function everyText(stores: Stores): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const { rows: columns } = await stores.postgres.query<{ table_name: string; column_name: string }>(
    `SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN ('text', 'jsonb', 'json', 'ARRAY', 'character varying')`,
  );
  for (const [table, ofTable] of Map.groupBy(columns, ({ table_name }) => table_name)) {
    const selected = ofTable.map(({ column_name: name }) => `coalesce(string_agg("${name}"::text, E'\\n'), '') AS "${name}"`);
    const { rows } = await stores.postgres.query(`SELECT ${selected.join(', ')} FROM "${table}"`);
    for (const { column_name: name } of ofTable) texts.set(`${table}.${name}`, rows[0][name]);
  }
  const found = await stores.clickhouse.query(
    'test.columns',
    sql`SELECT table, name FROM system.columns WHERE database = currentDatabase() AND type ILIKE '%String%'`,
    { timeoutMs: 30_000 },
  );
  for (const [table, ofTable] of Map.groupBy(found as { table: string; name: string }[], ({ table: name }) => name)) {
    const selected = ofTable.map(({ name }) => `arrayStringConcat(groupArray(toString(${name})), '\\n')`);
    const [row] = await stores.clickhouse.query('test.texts', sql`SELECT ${raw(`[${selected.join(', ')}]`)} AS texts FROM ${raw(table)}`, {
      timeoutMs: 30_000,
    });
    ofTable.forEach(({ name }, index) => texts.set(`clickhouse ${table}.${name}`, (row as { texts: string[] }).texts[index] as string));
  }
  return texts;
}
