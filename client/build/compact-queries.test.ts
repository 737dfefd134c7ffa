import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { compact } from './compact-queries.ts';

const generated = readFileSync(join(import.meta.dirname, '../src/graphql/generated/graphql.ts'), 'utf8');
const documents = [...generated.matchAll(/(?<=TypedDocumentString\(`)[^`]*(?=`)/g)].map(([document]) => document);

test('every query of the dashboard is the same document without its white space', () => {
  expect(documents.length).toBeGreaterThan(50);
  for (const document of documents) expect(print(parse(compact(document)))).toBe(print(parse(document)));
});

test('texts within a query keep their blanks and marks', () => {
  expect(compact('query {\n  a(text: "x ( y )  :\\" z")  { id }\n  ...F @include(if: $b)\n}')).toBe(
    'query{a(text:"x ( y )  :\\" z"){id}...F @include(if:$b)}',
  );
});
