import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentModule, splitImports } from './split-documents.ts';

const generated = readFileSync(join(import.meta.dirname, '../src/graphql/generated/graphql.ts'), 'utf8');

test('an import of documents becomes one of each; types stay out of the built page', () => {
  expect(splitImports("import { ADocument, type AQuery, BDocument } from '../graphql/generated/graphql.ts';\nconst x = 1;")).toBe(
    "import { ADocument } from '../graphql/generated/graphql.ts?document=ADocument'; " +
      "import { BDocument } from '../graphql/generated/graphql.ts?document=BDocument';\nconst x = 1;",
  );
  const types = "import type { AQuery } from '../graphql/generated/graphql.ts';";
  expect(splitImports(types)).toBe(types);
});

test('each document of the generated file is found by its name', () => {
  const names = [...generated.matchAll(/export const (\w+Document) =/g)].map(([, name]) => name as string);
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) expect(documentModule(generated, name)).toContain(`export const ${name} = `);
  expect(documentModule(generated, 'ShellDocument')).toContain('new TypedDocumentString(`query Shell{workspace{id');
  expect(documentModule(generated, 'TypedDocumentString')).toMatch(/export class TypedDocumentString[\s\S]*\n}\n$/);
});

test('a document that is not there is named', () => {
  expect(() => documentModule(generated, 'NoSuchDocument')).toThrow('The generated documents have none by the name NoSuchDocument.');
});
