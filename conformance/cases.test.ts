import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../e2e/server.ts';

/** The cases of the field that went wrong elsewhere stand beside the shared data: each is sent by a test, or its kind is the claim of one. */
const folder = join(process.env['SHARED_DATA_DIR'] ?? join(ROOT, '../shared/data'), '../cases');
const names = existsSync(folder)
  ? ['traces', 'messages'].flatMap((part) =>
      readdirSync(join(folder, part))
        .filter((file) => file.endsWith('.expected.md'))
        .map((file) => file.replace('.expected.md', '')),
    )
  : [];

/** Tests that send the cases themselves, by their names. */
const sent = [
  'server/src/domains/traces/field-cases.test.ts',
  'server/src/domains/prices/paths.test.ts',
  'server/src/domains/deletions/deletions.test.ts',
  'server/src/domains/policies/pure/masker.test.ts',
] as const;

/** Of the others the test whose claim is their kind: its file, and words of the claim. */
const claimed: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'cost-bedrock-arn': ['server/src/domains/prices/pure/names.test.ts', 'arn:aws:bedrock:us-east-1:000000000000:inference-profile/'],
  'csv-duplicate-column': [
    'server/src/commands/importer/tests/csv.testing.ts',
    'refuses a column that comes twice, or keeps the second as metadata',
  ],
  'csv-evaluations': ['server/src/commands/importer/tests/csv.testing.ts', 'imports evaluations in full, of messages, traces and sessions'],
  'csv-one-unknown-column': ['server/src/commands/importer/tests/csv.testing.ts', 'names columns that are no field and leaves them out'],
  'csv-semicolons': ['importer/src/table.test.ts', "['a;b\\n1,5;2', ';']"],
  'csv-stray-quote': ['server/src/commands/importer/tests/csv.testing.ts', 'with broken quotes names the row, whatever follows goes in'],
  'disk-full': ['server/tests/faults/disk-full.test.ts', 'once there is room it goes on by itself, and nothing acknowledged is lost'],
  'filter-list-unlimited': ['server/src/platform/graphql/limits/limits.test.ts', 'LIST_TOO_LONG'],
  'import-ignores-port': ['server/src/platform/config.test.ts', 'expect(readTarget(env)).toEqual'],
  'jsonl-openai-fine-tuning': ['importer/src/readers/datasets.test.ts', 'fine-tuning'],
  'limits-with-status-200': ['server/src/platform/graphql/limits/limits.test.ts', 'one of too many tokens'],
  'oom-gzip-variables': [
    'server/tests/faults/memory.test.ts',
    'twenty packed bombs at once, on every path, are refused before they are parsed',
  ],
  'phoenix-export-not-importable': ['server/src/commands/importer/tests/spans.testing.ts', 'Phoenix: a list of spans becomes a trace'],
  'postgres-connection-lost-under-load': [
    'server/tests/faults/postgres.test.ts',
    'under load, connections are lost, a process of PostgreSQL dies and then all of it',
  ],
  'postgres-dies-idle': ['server/tests/faults/postgres.test.ts', 'it comes back by itself, what waited is done, and the log is short'],
  'subscription-starvation': [
    'server/tests/faults/subscriptions.test.ts',
    'a query is answered before the line of live queries has moved by more than a few',
  ],
  'time-zones': ['server/src/domains/analytics/pure/zone.test.ts', 'America/New_York'],
};

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test.skipIf(names.length === 0)('each case of the field is sent by a test, or is the claim of one', () => {
  const texts = sent.map(textOf).join('\n');
  expect(names.filter((name) => claimed[name] === undefined && !texts.includes(name))).toEqual([]);
  expect(Object.keys(claimed).filter((name) => !names.includes(name))).toEqual([]);
});

describe('the claim is there', () => {
  test.each(Object.entries(claimed))('of %s', (_name, [file, words]) => expect(textOf(file)).toContain(words));
});
