import { afterAll, beforeAll, expect, test } from 'vitest';
import * as events from '../src/domains/events/tables.ts';
import * as experiments from '../src/domains/experiments/tables.ts';
import * as facts from '../src/domains/facts/tables.ts';
import * as predictions from '../src/domains/predictions/tables.ts';
import * as traces from '../src/domains/traces/tables.ts';
import * as training from '../src/domains/training/tables.ts';
import * as users from '../src/domains/users/tables.ts';
import { sql, string } from '../src/platform/store/sql.ts';
import type { Stores } from '../src/platform/store/stores.ts';
import { columnName, type TableColumn } from '../src/platform/store/table.ts';
import { openTestStores } from '../src/platform/store/testing.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());

test.each([
  ...Object.values(events),
  ...Object.values(experiments),
  ...Object.values(facts),
  ...Object.values(predictions),
  ...Object.values(traces),
  ...Object.values(training),
  ...Object.values(users),
])('$name is declared as it was migrated', async ({ name, shape }) => {
  const migrated = await stores.clickhouse.query(
    'test.columns',
    sql`SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = ${string(name)} ORDER BY position`,
    { timeoutMs: 10_000 },
  );
  const declared = Object.entries<Pick<TableColumn<never>, 'type'>>(shape).map(([key, { type }]) => ({ name: columnName(key), type }));
  expect(declared).toEqual(migrated);
});
