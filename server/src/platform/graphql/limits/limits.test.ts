import pino from 'pino';
import { describe, expect, test } from 'vitest';
import type { Context } from '../context.ts';
import { testSchema } from '../pipeline.testing.ts';
import { createPipeline } from '../yoga.ts';
import {
  assumedListLength,
  maxAliasCount,
  maxCost,
  maxDepth,
  maxDirectiveCount,
  maxListLength,
  maxListTextLength,
  maxNesting,
  maxPageSize,
  maxRootFieldCount,
  maxTokenCount,
} from './limits.ts';

const pipeline = createPipeline({ schema: testSchema(), logger: pino({ level: 'error' }) });
const context = { viewer: { workspaceId: 'w', role: 'OWNER', keyId: null, keyScope: null, person: null, sessionId: null } } as Context;

async function ask(query: string, variables: Record<string, unknown> = {}, accept = 'application/graphql-response+json') {
  const response = await pipeline.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json', accept }, body: JSON.stringify({ query, variables }) },
    context,
  );
  const body = (await response.json()) as {
    errors?: { message: string; extensions: { code: string } }[];
    data?: unknown;
    extensions?: { cost: { requested: number } };
  };
  return { status: response.status, code: body.errors?.[0]?.extensions.code, body };
}

/** item { self { self … name } }, so many fields deep. */
const deep = (depth: number): string => `{ item ${'{ self '.repeat(depth - 2)}{ name }${' }'.repeat(depth - 2)} }`;
const repeated = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

describe('depth', () => {
  test('an operation at the limit is answered, one field more is refused', async () => {
    expect(await ask(deep(maxDepth))).toMatchObject({ status: 200 });
    expect(await ask(deep(maxDepth + 1))).toMatchObject({ status: 400, code: 'QUERY_TOO_DEEP' });
  });
  test.each([
    [
      'named fragments',
      `query { item { ...Outer } } fragment Outer on Item { self { ...Inner } } fragment Inner on Item ${'{ self '.repeat(maxDepth - 2)}{ name }${' }'.repeat(maxDepth - 2)}`,
    ],
    ['inline fragments', `{ item { ... on Item ${'{ self { ... on Item '.repeat(maxDepth - 1)}{ name }${' } }'.repeat(maxDepth - 1)} } }`],
  ])('%s do not hide it', async (_name, query) => {
    expect(await ask(query)).toMatchObject({ status: 400, code: 'QUERY_TOO_DEEP' });
  });
  test('nesting that exhausts the parser is refused, not a fault', async () => {
    expect((await ask('{ item '.repeat(4_900))).status).toBe(400);
    expect((await ask(`{ hello(text: ${'['.repeat(9_000)}) }`)).status).toBe(400);
  });
  test('a cycle of fragments is refused', async () => {
    expect(await ask('{ item { ...A } } fragment A on Item { self { ...B } } fragment B on Item { self { ...A } }')).toMatchObject({
      status: 400,
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });
  test('the introspection that tools send is answered', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { status, body } = await ask(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }));
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
  });
  test('introspection that turns in circles is refused', async () => {
    expect(
      (await ask('{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }')).status,
    ).toBe(400);
  });
});

describe('counts in a document', () => {
  test.each([
    ['aliases', maxAliasCount, 'TOO_MANY_ALIASES', (count: number) => `{ item { ${repeated(count, (index) => `a${index}: name`)} } }`],
    ['root fields', maxRootFieldCount, 'TOO_MANY_ROOT_FIELDS', (count: number) => `{ ${repeated(count, () => 'hello')} }`],
    [
      'root fields in a fragment',
      maxRootFieldCount,
      'TOO_MANY_ROOT_FIELDS',
      (count: number) => `{ ...All } fragment All on Query { ${repeated(count, () => 'hello')} }`,
    ],
    [
      'directives',
      maxDirectiveCount,
      'TOO_MANY_DIRECTIVES',
      (count: number) => `{ item { ${repeated(count, () => 'name @include(if: true)')} } }`,
    ],
  ])('%s up to the limit are taken, one more is refused', async (_name, limit, code, query) => {
    expect(await ask(query(limit))).toMatchObject({ status: 200 });
    expect(await ask(query(limit + 1))).toMatchObject({ status: 400, code });
  });
  test('names of types are no root fields: clients add one to each fragment', async () => {
    const own = repeated(maxRootFieldCount, () => 'hello');
    expect(await ask(`{ __typename ...All } fragment All on Query { __typename ${own} }`)).toMatchObject({ status: 200 });
  });
  test('a document of too many tokens is refused at once', async () => {
    expect(await ask(`{ item { ${repeated(maxTokenCount, () => 'name')} } }`)).toMatchObject({ status: 400, code: 'TOO_MANY_TOKENS' });
  });
  test('variables are not counted', async () => {
    const items = Array.from({ length: 5_000 }, () => ({ text: 'x', count: 1, metadata: { a: [1, 2, 3] } }));
    expect(await ask('mutation ($items: [Nested!]!) { store(items: $items) }', { items })).toMatchObject({
      status: 200,
      body: { data: { store: 5_000 } },
    });
  });
  test.each([
    ['a document of too many fields inside each other', deep(maxDepth + 1), 'QUERY_TOO_DEEP'],
    ['one that cannot be parsed for its depth', '{ item '.repeat(4_900), 'QUERY_TOO_DEEP'],
    ['one whose brackets stand one too deep', `{ item(a: ${'['.repeat(maxNesting - 1)}`, 'QUERY_TOO_DEEP'],
    ['one of too many tokens', `{ item { ${repeated(maxTokenCount, () => 'name')} } }`, 'TOO_MANY_TOKENS'],
  ])('the refusal of %s is 400 for clients that take only application/json, too', async (_name, query, code) => {
    expect(await ask(query, {}, 'application/json')).toMatchObject({ status: 400, code });
    expect(await ask(query, {}, '*/*')).toMatchObject({ status: 400, code });
  });
});

test('brackets may stand so deep inside each other that the parser still reads them', async () => {
  const open = (depth: number) => `{ item(a: ${'['.repeat(depth - 2)}`;
  expect(await ask(open(maxNesting))).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
  expect(await ask(open(maxNesting + 1))).toMatchObject({ status: 400, code: 'QUERY_TOO_DEEP' });
});

describe('page size', () => {
  const page = 'query ($first: Int) { items(first: $first) { edges { node { name } } } }';
  test.each([
    ['a literal', (size: number) => ask(`{ items(first: ${size}) { edges { node { name } } } }`)],
    ['a variable', (size: number) => ask(page, { first: size })],
    ['a default of a variable', (size: number) => ask(page.replace('$first: Int', `$first: Int = ${size}`))],
    ['last', (size: number) => ask(`{ items(last: ${size}) { edges { node { name } } } }`)],
    ['a page inside a page', (size: number) => ask(`{ item { items(first: ${size}) { edges { node { name } } } } }`)],
  ])('in %s, 1 and the limit are taken, 0, -1, one more and many more are refused', async (_name, asked) => {
    for (const size of [1, maxPageSize]) expect(await asked(size)).toMatchObject({ status: 200 });
    for (const size of [0, -1, maxPageSize + 1, 99_999_999])
      expect(await asked(size)).toMatchObject({ status: 400, code: 'BAD_PAGE_SIZE' });
  });
  test.each(['first', 'last'])('%s is named as the argument at fault', async (argument) => {
    const { body } = await ask(`{ items(${argument}: 0) { edges { node { name } } } }`);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_PAGE_SIZE', field: argument, reason: body.errors?.[0]?.message });
  });
  test('null and absent mean the default', async () => {
    expect(await ask(page, { first: null })).toMatchObject({ status: 200 });
    expect(await ask(page)).toMatchObject({ status: 200 });
  });
});

describe('lists in arguments', () => {
  const names = (length: number, name = 'x'): string[] => Array.from({ length }, () => name);
  test.each([
    ['a variable', (items: string[]) => ask('query ($names: [String!]) { pick(names: $names) }', { names: items })],
    [
      'a field of an input in a variable',
      (items: string[]) => ask('query ($from: Picked) { pick(from: $from) }', { from: { names: items } }),
    ],
    [
      'a variable inside an input',
      (items: string[]) => ask('query ($names: [String!]) { pick(from: { names: $names }) }', { names: items }),
    ],
    ['a literal', (items: string[]) => ask(`{ pick(names: ${JSON.stringify(items)}) }`)],
    [
      'a default of a variable',
      (items: string[]) => ask(`query ($from: Picked = { names: ${JSON.stringify(items)} }) { pick(from: $from) }`),
    ],
    [
      'an input inside a list',
      (items: string[]) => ask('query ($from: Picked) { pick(from: $from) }', { from: { inner: [{ names: items }] } }),
    ],
    [
      'a field below',
      (items: string[]) =>
        ask('query ($names: [String!]) { item { ...F } } fragment F on Item { picked(names: $names) }', { names: items }),
    ],
  ])('as %s, lists up to the limit are taken, one item or one character more is refused', async (_name, asked) => {
    expect(await asked(names(maxListLength))).toMatchObject({ status: 200 });
    expect(await asked(names(maxListLength + 1))).toMatchObject({ status: 400, code: 'LIST_TOO_LONG' });
    const atMost = names(10, 'x'.repeat(maxListTextLength / 10));
    expect(await asked(atMost)).toMatchObject({ status: 200 });
    expect(await asked([...atMost, 'x'])).toMatchObject({ status: 400, code: 'LIST_TOO_LONG' });
  });
  test('the refusal says which list and what is possible, whatever the client accepts', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, body } = await ask(
        'query ($from: Picked) { pick(from: $from) }',
        { from: { inner: [{ names: names(400_000) }] } },
        accept,
      );
      expect(status).toBe(400);
      expect(body.errors?.[0]?.message).toBe(
        `from.inner.names has 400000 items; a list may have ${maxListLength}. Ask for some of them at a time.`,
      );
    }
  });
  test('each item costs a point, times the lists around it', async () => {
    const { body } = await ask('query ($names: [String!]) { item { parts { picked(names: $names) } } }', { names: names(7) });
    expect(body.extensions?.cost.requested).toBe(2 + assumedListLength * (1 + 7));
    const all = repeated(30, (index) => `a${index}: picked(names: $names)`);
    expect(await ask(`query ($names: [String!]) { item { parts { ${all} } } }`, { names: names(maxListLength) })).toMatchObject({
      status: 400,
      code: 'QUERY_TOO_COSTLY',
    });
  });
  test('a value of another form than its type is refused as such', async () => {
    for (const wrong of [7, 'x', { names: 'x' }, { names: { a: 1 } }, [[1]]]) {
      expect(await ask('query ($from: Picked) { pick(from: $from) }', { from: wrong }), JSON.stringify(wrong)).toMatchObject({
        status: wrong !== null && JSON.stringify(wrong) === '{"names":"x"}' ? 200 : 400,
      });
    }
  });
});

describe('cost', () => {
  const nested = (outer: number, inner: number): string =>
    `{ items(first: ${outer}) { edges { node { items(first: ${inner}) { edges { node { name tags } } } } } } }`;

  test('a page costs its length times what is in it, and the answer says so', async () => {
    const { body } = await ask('{ items(first: 7) { edges { node { name } } } }');
    // items, then 7 × (edges, node, name)
    expect(body.extensions?.cost.requested).toBe(1 + 7 * 3);
  });
  test('a list that is not a page counts as ten', async () => {
    const { body } = await ask('{ item { parts { name } } }');
    expect(body.extensions?.cost.requested).toBe(2 + assumedListLength);
  });
  test('pages inside pages multiply, and are refused beyond the limit', async () => {
    expect(await ask(nested(100, 100))).toMatchObject({ status: 200 });
    expect(await ask(nested(maxPageSize, maxPageSize))).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
  });
  test('ten aliases cost ten times as much', async () => {
    const one = (await ask('{ items(first: 7) { edges { node { name } } } }')).body.extensions?.cost.requested ?? 0;
    const ten = await ask(`{ ${repeated(10, (index) => `a${index}: items(first: 7) { edges { node { name } } }`)} }`);
    expect(ten.body.extensions?.cost.requested).toBe(10 * one);
  });
  test('a fragment costs each time it is spread, and bombs of fragments are refused', async () => {
    const { body } = await ask('{ a: item { ...F } b: item { ...F } } fragment F on Item { self { name } }');
    expect(body.extensions?.cost.requested).toBe(2 * 3);
    const bomb = repeated(
      10,
      (index) => `fragment F${index} on Item { a: self { ...F${index + 1} } b: self { ...F${index + 1} } c: self { ...F${index + 1} } }`,
    );
    expect(await ask(`{ item { ...F0 } } ${bomb} fragment F10 on Item { name }`)).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
    const flat = repeated(16, (index) => `fragment F${index} on Item { ...F${index + 1} ... on Item { ...F${index + 1} } }`);
    expect(await ask(`{ item { ...F0 } } ${flat} fragment F16 on Item { name }`)).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
  });
  test('what a variable leaves out costs nothing', async () => {
    const text = `query ($with: Boolean! = false) { item { name } items(first: 200) @include(if: $with) { edges { node { items(first: 200) { edges { node { name } } } } } } }`;
    expect((await ask(text)).body.extensions?.cost.requested).toBe(2);
    expect((await ask(text, { with: true })).code).toBe('QUERY_TOO_COSTLY');
    expect((await ask(text, { with: 'false' })).code).toBe('QUERY_TOO_COSTLY');
  });
  test('skipped fields count', async () => {
    expect(
      await ask(`{ items(first: 200) @skip(if: true) { edges { node { items(first: 200) { edges { node { name } } } } } } }`),
    ).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
  });
  test('a variable can cost no more than the same literal', async () => {
    const query =
      'query ($first: Int = 2) { items(first: $first) { edges { node { items(first: $first) { edges { node { name } } } } } } }';
    expect(await ask(query)).toMatchObject({ status: 200 });
    expect(await ask(query, { first: maxPageSize })).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
    expect(await ask(query), 'the refusal is not remembered for the document').toMatchObject({ status: 200 });
  });
  test('the limit is far above an ordinary page', () => {
    expect(maxCost).toBeGreaterThan(maxPageSize * 100);
  });
});

describe('a field that takes a secret', () => {
  const schema = testSchema();
  Object.assign(schema.getMutationType()?.getFields()['store']?.extensions ?? {}, { once: true });
  const once = createPipeline({ schema, logger: pino({ level: 'error' }) });
  test.each([
    ['once', 'mutation { store(items: []) }', 200],
    ['twice by aliases', 'mutation { a: store(items: []) b: store(items: []) }', 400],
    ['again in a fragment', 'mutation { store(items: []) ...F } fragment F on Mutation { b: store(items: []) }', 400],
  ])('may stand in an operation once: %s', async (_name, query, status) => {
    const body = JSON.stringify({ query });
    const response = await once.fetch(
      'http://localhost/graphql',
      { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body },
      context,
    );
    expect(response.status).toBe(status);
  });
});

describe('suggestions', () => {
  test.each([
    ['a field', '{ helo }', {}],
    ['an argument', '{ hello(txt: "x") }', {}],
    ['a type', '{ item { ... on Itm { name } } }', {}],
    ['an enum literal', '{ hello(colour: REDD) }', {}],
    ['an enum variable', 'query ($colour: Colour) { hello(colour: $colour) }', { colour: 'REDD' }],
    ['an input field', 'mutation ($items: [Nested!]!) { store(items: $items) }', { items: [{ txt: 'x' }] }],
  ])('a misspelt name of %s is refused without telling others', async (_name, query, variables) => {
    const { status, body } = await ask(query, variables);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toMatch(/did you mean/i);
    expect(body.errors?.[0]?.extensions.code).toMatch(/^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/);
  });
});
