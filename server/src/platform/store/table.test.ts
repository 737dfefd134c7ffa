import { expect, test } from 'vitest';
import { raw } from './sql.ts';
import { columns, defineTable } from './table.ts';

const { uuid, string, uint64, int64, instantMs, instantUs, nullable, array, bool, enumerated } = columns;

const facts = defineTable({
  name: 'some_facts',
  columns: {
    workspaceId: uuid,
    createdAt: instantMs,
    atUs: instantUs,
    text: string,
    costNanoUsd: nullable(int64),
    flags: array(nullable(bool)),
    kind: enumerated(['ONE', 'TWO'], 1),
    version: uint64,
  },
});
const record = {
  workspaceId: '0193aaaa-0000-7000-8000-000000000001',
  createdAt: new Date('2026-11-21T04:43:00.007Z'),
  atUs: 1_795_063_380_000_042,
  text: 'a "text", \\ \n 日本語',
  costNanoUsd: 2n ** 60n,
  flags: [true, null],
  kind: 'TWO' as const,
  version: 7,
};

test('a line has the values in the order of the columns, each in the form that its type takes', () => {
  expect(facts.columnNames).toEqual(['workspace_id', 'created_at', 'at_us', 'text', 'cost_nano_usd', 'flags', 'kind', 'version']);
  expect(facts.line(record)).toBe(
    JSON.stringify([
      record.workspaceId,
      '2026-11-21 04:43:00.007',
      '1795063380.000042',
      record.text,
      '1152921504606846976',
      [true, null],
      'TWO',
      7,
    ]),
  );
});

test('a table with few texts gives the same lines', () => {
  const { flags: _flags, costNanoUsd: _cost, ...few } = facts.shape;
  const line = defineTable({ name: 'few', columns: few }).line(record);
  expect(line).toBe(JSON.stringify((JSON.parse(facts.line(record)) as unknown[]).filter((_value, place) => place !== 4 && place !== 5)));
});

test('the order of a record is of no account, and a missing value is empty', () => {
  const backwards = Object.fromEntries(Object.entries(record).reverse()) as typeof record;
  expect(facts.line(backwards)).toBe(facts.line(record));
  expect(facts.line({ ...facts.empty, version: 3 })).toBe(
    JSON.stringify(['00000000-0000-0000-0000-000000000000', '1970-01-01 00:00:00.000', '0.000000', '', null, [], 'ONE', 3]),
  );
});

test('a table of some of its columns takes these alone', () => {
  const keys = facts.only('version', 'workspaceId', 'createdAt');
  expect(keys.columnNames).toEqual(['version', 'workspace_id', 'created_at']);
  expect(keys.line({ workspaceId: 'w', createdAt: new Date(0), version: 1 })).toBe('[1,"w","1970-01-01 00:00:00.000"]');
  // @ts-expect-error a value for a column that it has not
  keys.line({ workspaceId: 'w', createdAt: new Date(0), version: 1, text: '' });
});

test('a selection names every column, changed where a change is given', () => {
  expect(facts.selection({ version: raw('version + 1') }).map(({ strings }) => strings.join(''))).toEqual([
    ...facts.columnNames.slice(0, -1),
    'version + 1',
  ]);
});

test('a value of another column, one that is missing and one that is wrong do not compile', () => {
  // @ts-expect-error an instant is a date
  expect(() => facts.line({ ...record, createdAt: record.atUs })).toThrow();
  const { version: _left, ...rest } = record;
  // @ts-expect-error the version is missing
  facts.line(rest);
  expect(
    facts.line({
      ...record,
      // @ts-expect-error no such kind
      kind: 'THREE',
    }),
  ).toContain('THREE');
});
