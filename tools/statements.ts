import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ROOT } from './run.ts';
import { isForTests } from './server-edges.ts';

interface Rule {
  readonly pattern: RegExp;
  /** Where it is allowed. */
  readonly home: RegExp;
  readonly instead: string;
}

const RULES: readonly Rule[] = [
  {
    pattern: /\.query\s*(<[^()]*>)?\(/,
    home: /^server\/src\/platform\/store\/((postgres|migrations|clickhouse)\/|(pg-)?query\.ts$)/,
    instead: 'a statement has a name and decoded rows: definePgQuery, definePgCommand or defineQuery in the queries of its domain',
  },
  {
    pattern: /\$(query|execute)Raw/,
    home: /^server\/src\/platform\/store\/(migrations\/|prisma\/statements\.ts$)/,
    instead: 'SQL of our own goes through definePgQuery and definePgCommand, not through Prisma',
  },
  {
    pattern: /\b(definePgQuery|definePgCommand|defineQuery|defineCommand|defineQueue)\s*(<[^()]*>)?\(/,
    home: /^server\/src\/platform\/|\/queries(\.ts$|\/)/,
    instead: 'SQL lives in queries.ts or queries/ of its domain',
  },
  {
    pattern: /\b(sql|pg)`/,
    home: /^server\/src\/platform\/|\/(queries(\.ts$|\/)|pure\/)/,
    instead: 'SQL lives in queries.ts or queries/ of its domain; what pure/ computes may be a condition or an expression',
  },
  {
    pattern: /\.command\(/,
    home: /^server\/src\/platform\/store\/((migrations|clickhouse)\/|query\.ts$)/,
    instead: 'what ClickHouse writes from its own rows is a defineCommand, a deletion is in platform/store/clickhouse/mutations.ts',
  },
  {
    pattern: /\.insert(Bytes)?\(\s*['"`]/,
    home: /^server\/src\/platform\/store\/(migrations|clickhouse)\//,
    instead: 'rows are written by the declaration of their table: defineTable, which names its columns',
  },
];

/** Statements and rows of the server that go another way than the one there is, as sentences. */
export async function strayStatements(): Promise<string[]> {
  const files = (await readdir(join(ROOT, 'server/src'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(`${sep}generated${sep}`));
  const found = await Promise.all(
    files.map(async (path) => statementObjections(relative(ROOT, path).split(sep).join('/'), await readFile(path, 'utf8'))),
  );
  return found.flat();
}

/** What is wrong with the statements of one file. Tests may ask as they like: they look at what the product's own statements did. */
export function statementObjections(path: string, text: string): string[] {
  if (isForTests(path)) return [];
  return RULES.flatMap(({ pattern, home, instead }) => {
    if (home.test(path)) return [];
    const found = pattern.exec(withoutComments(text));
    return found === null ? [] : [`${path} has ${found[0].replaceAll(/\s/g, '')}…: ${instead}`];
  });
}

const withoutComments = (text: string): string => text.replaceAll(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
