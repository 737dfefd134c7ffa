import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { definePgQuery } from './pg-query.ts';
import { cell, defineRow } from './pg-row.ts';
import { pg } from './pg-sql.ts';
import type { Stores } from './stores.ts';
import { openTestStores } from './testing.ts';

const shape = {
  id: cell.id,
  big: cell.bigint,
  name: cell.text,
  share: cell.number,
  isOn: cell.bool,
  at: cell.at,
  tags: cell.texts,
  role: cell.oneOf(['USER', 'TOOL']),
  none: cell.nullable(cell.id),
};
const values = pg.raw(`5::int8 AS id, 9007199254740993 AS big, 'a "b" \\' AS name, 0.5::float8 AS share, true AS "isOn",
  '2026-11-21T04:43:00.123Z'::timestamptz AS at, ARRAY['x', NULL] AS tags, 'TOOL' AS role, NULL::int8 AS none`);
const reversed = pg.raw(`NULL::int8 AS none, 'TOOL' AS role, ARRAY['x', NULL] AS tags, '2026-11-21T04:43:00.123Z'::timestamptz AS at,
  true AS "isOn", 0.5::float8 AS share, 'a "b" \\' AS name, 9007199254740993 AS big, 5::int8 AS id`);

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());

const read = definePgQuery({
  name: 'test.read',
  acrossWorkspaces: 'Reads no table.',
  row: defineRow(shape),
  sql: ({ isReversed, count }: { isReversed: boolean; count: number }) => pg`
    SELECT ${isReversed ? reversed : values} FROM generate_series(1, ${pg.int4(count)})`,
});

test('rows come by the names of their columns, in whatever order the statement has them', async () => {
  const row = {
    id: 5,
    big: 9_007_199_254_740_993n,
    name: 'a "b" \\',
    share: 0.5,
    isOn: true,
    at: new Date('2026-11-21T04:43:00.123Z'),
    tags: ['x', null],
    role: 'TOOL',
    none: null,
  };
  for (const isReversed of [false, true, false]) expect(await read(stores.postgres, { isReversed, count: 2 })).toEqual([row, row]);
  expect(await read(stores.postgres, { isReversed: false, count: 0 })).toEqual([]);
});

test.each([
  ['id', '5::int4', /^Column id: expected a number of 64 bits, got number/],
  ['name', 'NULL::text', /^Column name: expected text, got null/],
  ['role', "'ADMIN'", /^Column role: expected one of USER, TOOL, got string/],
  ['at', "'2026'", /^Column at: expected an instant, got string/],
] as const)('a value of %s that is not of its kind is refused: %s', async (key, wrong, message) => {
  const asked = definePgQuery({
    name: `test.wrong.${key}`,
    acrossWorkspaces: 'Reads no table.',
    row: defineRow({ [key]: shape[key] }),
    sql: () => pg`SELECT ${pg.raw(`${wrong} AS "${key}"`)}`,
  });
  await expect(asked(stores.postgres)).rejects.toThrow(message);
});

test('an answer without a column is refused', async () => {
  const missing = definePgQuery({
    name: 'test.missing',
    acrossWorkspaces: 'Reads no table.',
    row: defineRow({ id: cell.text, name: cell.text }),
    sql: () => pg`SELECT 'x' AS id`,
  });
  await expect(missing(stores.postgres)).rejects.toThrow('The answer has no column name.');
});

test('a Zod schema reads the same rows', async () => {
  const zod = definePgQuery({
    name: 'test.zod',
    acrossWorkspaces: 'Reads no table.',
    row: z.object({ id: z.string().transform(Number), name: z.string(), isOn: z.boolean() }),
    sql: () => pg`SELECT ${values}`,
  });
  const [row] = await read(stores.postgres, { isReversed: false, count: 1 });
  expect(row).toMatchObject((await zod(stores.postgres))[0] as object);
});
