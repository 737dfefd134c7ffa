import { Kind, parse, print, visit } from 'graphql';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import type { Context } from './context.ts';
import { testSchema } from './pipeline.testing.ts';
import { canonicalText, documentIdOf, trustedEntries, TrustedDocuments } from './trusted.ts';
import { createPipeline } from './yoga.ts';

const schema = testSchema();
const text = 'query Named($text: String) { hello(text: $text) item { ...Parts } } fragment Parts on Item { name parts { name } }';
const trusted = new TrustedDocuments(Object.fromEntries(trustedEntries(schema, [text])));

/** As clients with a cache send it. */
const withTypenames = (document: string): string =>
  print(
    visit(parse(document), {
      SelectionSet: {
        leave: (node) => ({
          ...node,
          selections: [...node.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
        }),
      },
    }),
  );

describe('a document', () => {
  test.each([
    ['as it is', text],
    ['with other white space and a comment', `# hello\n${text.replaceAll(' ', '\n  ')}`],
    ['with __typename everywhere', withTypenames(text)],
    ['with its fragment first', `fragment Parts on Item { name parts { name } } ${text.split(' fragment')[0]}`],
  ])('is trusted %s', (_name, sent) => expect(trusted.has(parse(sent))).toBe(true));
  test.each([
    ['a field more', text.replace('name parts', 'name tags parts')],
    ['a field less', text.replace('name parts', 'parts')],
    ['another argument', text.replace('text: $text', 'text: "x"')],
    ['another name', text.replace('Named', 'Other')],
    ['an alias for __typename', text.replace('{ hello', '{ a: __typename hello')],
    ['an operation beside it', `${text} query More { item { name } }`],
    ['a directive', text.replace('item {', 'item @skip(if: false) {')],
  ])('is not trusted with %s', (_name, sent) => expect(trusted.has(parse(sent))).toBe(false));
  test('is found by the hash of its canonical text', () => {
    const canonical = canonicalText(parse(text));
    expect(trusted.textOf(documentIdOf(canonical))).toBe(canonical);
    expect(trusted.textOf('0')).toBeNull();
  });
  test('that asks for __typename alone keeps it', () => expect(canonicalText(parse('{ __typename }'))).toBe('{__typename}'));
  test('that does not fit the schema joins no list', () => {
    expect(trustedEntries(schema, ['{ none }', '{', 'no document', '{ hello }'])).toHaveLength(1);
  });
});

const context = { viewer: { workspaceId: 'w', role: 'OWNER', keyId: null, keyScope: null, person: null, sessionId: null } } as Context;

function asking(documents: NonNullable<Parameters<typeof createPipeline>[0]['documents']>) {
  const pipeline = createPipeline({ schema, logger: pino({ level: 'error' }), documents });
  return async (query: string, accept = 'application/json') => {
    const body = JSON.stringify({ query, variables: {}, operationName: query.includes('query Named') ? 'Named' : undefined });
    const response = await pipeline.fetch(
      'http://localhost/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json', accept }, body },
      context,
    );
    const answer = (await response.json()) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
    return { status: response.status, code: answer.errors?.[0]?.extensions.code, text: JSON.stringify(answer) };
  };
}

describe('with trusted documents only', () => {
  const ask = asking({ only: trusted, introspection: false });
  test('those are answered', async () => expect(await ask(withTypenames(text))).toMatchObject({ status: 200, code: undefined }));
  test.each([
    ['{ hello }', 'another query'],
    ['{ none }', 'one that does not fit the schema, of which nothing is shown'],
    ['{ __typename }', 'the least of all'],
    ['{ __schema { types { name } } }', 'introspection'],
    ['mutation { store(items: []) }', 'a mutation'],
    ['subscription { ticks }', 'a subscription'],
  ])('%s is refused: %s', async (query) => {
    for (const accept of ['application/json', 'application/graphql-response+json'])
      expect(await ask(query, accept)).toMatchObject({ status: 403, code: 'DOCUMENT_NOT_TRUSTED' });
  });
});

describe('without introspection', () => {
  const ask = asking({ only: null, introspection: false });
  test.each([
    '{ __schema { queryType { name } } }',
    '{ a: __type(name: "Item") { name } }',
    '{ ...F } fragment F on Query { __schema { description } }',
  ])('%s is refused', async (query) => expect(await ask(query)).toMatchObject({ status: 403, code: 'INTROSPECTION_OFF' }));
  test('names of types are answered, and so is everything else', async () => {
    expect(await ask('{ __typename hello item { __typename } }')).toMatchObject({ status: 200, code: undefined });
  });
  test('a field that is not there suggests none', async () => {
    expect((await ask('{ helo }')).text).not.toMatch(/did you mean|hello/i);
  });
});
