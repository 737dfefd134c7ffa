import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { folded } from '../../../platform/store/folded.ts';
import { raw, sql, string } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { openTestStores } from '../../../platform/store/testing.ts';
import { parseTraceSearch, saysTerms } from './search-terms.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores.close());

test.each([
  ['one two', ['one', 'two']],
  ['"one two" three', ['one two', 'three']],
  ['"open phrase', ['open phrase']],
  ['same same', ['same']],
  ['""  x', ['x']],
])('%j is read as %j', (typed, terms) => expect(unwrap(parseTraceSearch(typed))?.terms).toEqual(terms));

test('a search is answered by the index of texts, which must stand in the table as the search writes it', async () => {
  await stores.clickhouse.command(
    'test',
    sql`INSERT INTO contents (workspace_id, at, hash, trace_id, text) VALUES (generateUUIDv4(), now64(6), generateUUIDv4(), generateUUIDv4(), 'some words')`,
  );
  for (const terms of [['words'], ['some words'], ['überweisung'], ['u\u0308berweisung'], ['Straße'], ['İstanbul']]) {
    const plan = await stores.clickhouse.query(
      'test',
      sql`EXPLAIN indexes = 1 SELECT c.trace_id FROM contents AS c WHERE ${saysTerms(terms)}`,
      { timeoutMs: 5_000 },
    );
    expect(JSON.stringify(plan)).toContain('text_words');
  }
});

test('every ASCII character is folded alike, alone and beside letters that need Unicode’s folding', async () => {
  const alone = folded(raw('letter'));
  const beside = folded(raw(`concat(letter, 'ß')`));
  const [differing] = await stores.clickhouse.query(
    'test',
    sql`SELECT groupArray(number) AS codes FROM (SELECT number, char(number) AS letter FROM numbers(128)) WHERE concat(${alone}, 'ss') != ${beside}`,
    { timeoutMs: 5_000 },
  );
  expect(differing).toEqual({ codes: [] });
});

test.each([
  ['Zürich', 'Zu\u0308rich', true],
  ['Zu\u0308rich', 'ZÜRICH', true],
  ['Straße', 'STRASSE', true],
  ['ΟΔΟΣ', 'οδος', true],
  ['ﬁnal', 'FINAL', true],
  ['İstanbul', 'istanbul', true],
  ['istanbul', 'İSTANBUL', true],
  ['DİYARBAKIR', 'diyarbakir', true],
  ['I\u0307zmir', 'izmir', true],
  ['résumé', 'resume', false],
])('of a text with %s, %s: %s', async (content, term, isSaid) => {
  const text = JSON.stringify({ content: `before ${content} behind` });
  await stores.clickhouse.command(
    'test',
    sql`INSERT INTO contents (workspace_id, at, hash, trace_id, text) SELECT generateUUIDv4(), now64(6), generateUUIDv4(), generateUUIDv4(), ${string(text)}`,
  );
  for (const asked of [term, `before ${term}`]) {
    const found = await stores.clickhouse.query(
      'test',
      sql`SELECT 1 AS found FROM contents AS c WHERE c.text = ${string(text)} AND ${saysTerms([asked])}`,
      { timeoutMs: 5_000 },
    );
    expect(found.length > 0, asked).toBe(isSaid);
  }
});

describe('a text that holds {"content":"First line\\nsecond \\"quoted\\" 訂單\\tlast.one"}', () => {
  const text = JSON.stringify({ content: 'First line\nsecond "quoted" 訂單\tlast.one' });
  beforeAll(() =>
    stores.clickhouse.command(
      'test',
      sql`INSERT INTO contents (workspace_id, at, hash, trace_id, text) SELECT generateUUIDv4(), now64(6), generateUUIDv4(), generateUUIDv4(), ${string(text)}`,
    ),
  );
  test.each([
    ['first', true],
    ['SECOND', true],
    ['nsecond', false],
    ['secon', false],
    ['quoted', true],
    ['line second', true],
    ['"quoted" 訂', true],
    ['訂單', true],
    ['單訂', false],
    ['last.one', true],
    ['second first', false],
    ['!!', false],
  ])('says %j: %s', async (term, isSaid) => {
    const rows = await stores.clickhouse.query(
      'test',
      sql`SELECT 1 AS found FROM contents AS c WHERE c.text = ${string(text)} AND ${saysTerms([term])}`,
      { timeoutMs: 5_000 },
    );
    expect(rows.length === 1).toBe(isSaid);
  });
});
