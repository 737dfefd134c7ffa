import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trustedEntries } from '../server/src/platform/graphql/trusted.ts';
import { ROOT } from './run.ts';

/** Programs of the product that speak GraphQL, beside the dashboard: their operations stand in them as texts. */
const CLIENTS = [
  'trainer/finetune_lab/**/*.py',
  'trainer-node/src/**/*.ts',
  'importer/src/**/*.ts',
  'server/src/commands/**/*.ts',
] as const;
const FOR_TESTS = /\.(test|testing|fixtures)\.ts$|(^|\/)tests?\//;

/** Texts of TypeScript and Python. */
const TEXT = /"""([\s\S]*?)"""|`((?:[^`\\]|\\.)*)`|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g;
const OPERATION = /^\s*(?:query|mutation|subscription)\b|^\s*\{\s*[a-z]/;

/** What may be an operation among the texts of a file. */
const operationsIn = (source: string): string[] =>
  [...source.matchAll(TEXT)].flatMap(([, ...texts]) => texts.filter((text) => text !== undefined && OPERATION.test(text)));

/** Generated documents of the dashboard, with the fragments that they use. */
const documentsIn = (generated: string): string[] =>
  [...generated.matchAll(/new TypedDocumentString\(`([^`]*)`/g)].flatMap(([, text = '']) => (/^\s*fragment /.test(text) ? [] : [text]));

/** The list that the server reads (protocols/graphql/by-id.ts): a line for each document, in the order of ids. */
export async function trustedList(): Promise<string> {
  const { schema } = await import('../server/src/schema.ts');
  const texts = documentsIn(await readFile(join(ROOT, 'client/src/graphql/generated/graphql.ts'), 'utf8'));
  for (const path of CLIENTS.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort()) {
    if (FOR_TESTS.test(path) || path.includes('node_modules')) continue;
    texts.push(...operationsIn(await readFile(join(ROOT, path), 'utf8')));
  }
  const entries = [...new Map(trustedEntries(schema, texts))].sort(([one], [other]) => (one < other ? -1 : 1));
  return `{\n${entries.map(([id, text]) => `  ${JSON.stringify(id)}: ${JSON.stringify(text)}`).join(',\n')}\n}\n`;
}
