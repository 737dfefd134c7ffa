import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../run.ts';
import { readClickHouseTables, type ClickHouseTable } from './clickhouse-tables.ts';
import { readPrismaSchema, type Table } from './prisma-schema.ts';

/** How rows of ClickHouse belong together; there are no foreign keys to read it from. Cardinalities are Mermaid's. */
const CLICKHOUSE_RELATIONS = [
  ['message_facts', '||--o|', 'message_texts', 'message_id'],
  ['message_facts', '||--o|', 'message_meaning', 'message_id'],
  ['message_rollup', '||--|{', 'message_facts', 'hour or day'],
  ['traces', '||--|{', 'spans', 'trace_id'],
  ['spans', '}o--o{', 'contents', 'at and hash'],
] as const;

/** The page of the data model, as Markdown with a Mermaid diagram for each store. */
export async function dataModelPage(): Promise<string> {
  const folder = join(ROOT, 'prisma/schema');
  const schema = await Promise.all((await readdir(folder)).sort().map((file) => readFile(join(folder, file), 'utf8')));
  const postgres = readPrismaSchema(schema.join('\n'));
  const clickhouse = await readClickHouseTables();
  return [
    '# Data model',
    '',
    'This page is generated from `prisma/schema/` and from ClickHouse after `clickhouse/migrations/`: run `npx -y pnpm@12 codegen` after a',
    'change of either. Why there are two stores: [architecture.md](architecture.md).',
    '',
    '## PostgreSQL',
    '',
    'Every table carries `workspace_id`, except where a parent row carries it. Instants are UTC with milliseconds.',
    '',
    '```mermaid',
    postgresDiagram(postgres),
    '```',
    '',
    '| table | a row |',
    '|---|---|',
    ...postgres.filter(({ description }) => description !== '').map(({ name, description }) => `| \`${name}\` | ${cell(description)} |`),
    '',
    '## ClickHouse',
    '',
    'The newest `version` of a row wins; `is_deleted` removes it. Columns marked PK are the sorting key.',
    '',
    '```mermaid',
    clickhouseDiagram(clickhouse),
    '```',
    '',
    '| table | engine | partition | order | a row |',
    '|---|---|---|---|---|',
    ...clickhouse.map(
      ({ name, engine, partitionKey, sortingKey, description }) =>
        `| \`${name}\` | ${engine} | \`${partitionKey}\` | \`${sortingKey.join(', ')}\` | ${cell(description)} |`,
    ),
    '',
  ].join('\n');
}

/** An entity-relationship diagram of the tables and their foreign keys. */
export function postgresDiagram(tables: readonly Table[]): string {
  const nameOf = new Map(tables.map(({ model, name }) => [model, name]));
  const relations = tables.flatMap(({ name, references }) =>
    references.map(
      ({ column, toModel, isOptional, isUnique }) =>
        `  ${nameOf.get(toModel)} ${isOptional ? '|o' : '||'}--${isUnique ? 'o|' : 'o{'} ${name} : ${column}`,
    ),
  );
  const entities = tables.flatMap(({ name, columns }) => [
    `  ${name} {`,
    ...columns.map(
      (column) => `    ${column.type} ${column.name}${column.key === null ? '' : ` ${column.key}`}${column.isOptional ? ' "null"' : ''}`,
    ),
    '  }',
  ]);
  return ['erDiagram', ...relations, ...entities].join('\n');
}

/**
 * A diagram of ClickHouse's tables.
 *
 * Errors  throws where a relation names a table that there is not.
 */
export function clickhouseDiagram(tables: readonly ClickHouseTable[]): string {
  const names = new Set(tables.map(({ name }) => name));
  const relations = CLICKHOUSE_RELATIONS.map(([from, cardinality, to, by]) => {
    const missing = [from, to].find((name) => !names.has(name));
    if (missing !== undefined) throw new Error(`The diagram of ClickHouse relates a table that there is not: ${missing}`);
    return `  ${from} ${cardinality} ${to} : "${by}"`;
  });
  const entities = tables.flatMap(({ name, columns, sortingKey }) => [
    `  ${name} {`,
    ...columns.map((column) => `    ${shortType(column.type)} ${column.name}${sortingKey.includes(column.name) ? ' PK' : ''}`),
    '  }',
  ]);
  return ['erDiagram', ...relations, ...entities].join('\n');
}

/** A type in one word, as Mermaid wants it: without arguments, but with what it is made of. */
export function shortType(type: string): string {
  const [, outer = type, inner] = /^(\w+)(?:\((.*)\))?$/.exec(type) ?? [];
  if (inner === undefined) return outer;
  if (outer === 'LowCardinality') return shortType(inner);
  if (outer === 'Array' || outer === 'Nullable') return `${outer}(${shortType(inner)})`;
  return outer;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
