import pino from 'pino';
import { describe, expect, test } from 'vitest';
import type { Context } from './context.ts';
import { testSchema } from './pipeline.testing.ts';
import type { Loose } from '../../server.testing.ts';
import { createPipeline } from './yoga.ts';

const logged: Record<string, unknown>[] = [];
const logger = pino({}, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });
const pipeline = createPipeline({ schema: testSchema(), logger });
const context = { viewer: { workspaceId: 'w', role: 'OWNER', keyId: null, keyScope: null, person: null, sessionId: null } } as Context;

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const response = await pipeline.fetch(
    'http://localhost/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query, variables }),
    },
    context,
  );
  return { status: response.status, body: (await response.json()) as Loose };
}

describe('an unexpected error', () => {
  test.each(['{ bug }', '{ bugRequired }', '{ thrownText }'])('%s is masked, with an id under which the log has it', async (query) => {
    const { body } = await ask(query);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|secret|\.ts/);
    const { code, errorId } = body.errors[0].extensions;
    expect(code).toBe('INTERNAL_SERVER_ERROR');
    const entry = logged.find((line) => line['errorId'] === errorId);
    expect(JSON.stringify(entry)).toContain('hunter2');
  });
  test('leaves the fields beside it', async () => {
    const { status, body } = await ask('{ bug hello }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ bug: null, hello: 'hello' });
    expect(body.errors[0].path).toEqual(['bug']);
  });
});

test('an expected failure keeps its words and its code, and is not logged as a fault', async () => {
  const before = logged.length;
  const { status, body } = await ask('{ expected }');
  expect(status).toBe(200);
  expect(body.errors).toMatchObject([
    { message: 'colour: is not one that is in stock.', path: ['expected'], extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect(logged.length).toBe(before);
});

describe('a variable of the wrong type', () => {
  test('is refused with 400, naming where it stands', async () => {
    const { status, body } = await ask('mutation ($items: [Nested!]!) { store(items: $items) }', {
      items: [{ text: 'x' }, { text: 'x', at: 'yesterday' }],
    });
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(body.errors[0].message).toMatch(/items.*\[1\]\.at|items\[1\]/);
    expect(body.errors[0].message).toContain('ISO 8601');
  });
});

describe('scalars', () => {
  test.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.123456Z', '2026-01-31T12:00:00.123Z'],
    ['2026-01-31T12:00:00+02:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T12:00:00', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31 12:00:00', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('DateTime takes %s', async (text, instant) => {
    expect((await ask('query ($at: DateTime) { when(at: $at) }', { at: text })).body.data).toEqual({ when: instant });
    expect((await ask(`{ when(at: "${text}") }`)).body.data).toEqual({ when: instant });
  });
  test.each([
    '',
    'now',
    '2026-02-30',
    '2026-13-01',
    '2026-01-31T25:00:00Z',
    '31.01.2026',
    '+275760-09-14',
    '2026-01-31T12:00:00Z\u0000',
    1_700_000_000,
    true,
    {},
  ])('DateTime refuses %j', async (value) => {
    expect(await ask('query ($at: DateTime) { when(at: $at) }', { at: value })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });
  test.each([
    [0, 0],
    [-5, -5],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['12', 12],
  ])('BigInt takes %j and gives %j', async (value, given) => {
    expect((await ask('query ($value: BigInt) { big(value: $value) }', { value })).body.data).toEqual({ big: given });
  });
  test.each([1.5, '1.5', '', '0x10', Number.MAX_SAFE_INTEGER + 2, true])('BigInt refuses %j', async (value) => {
    expect((await ask('query ($value: BigInt) { big(value: $value) }', { value })).status).toBe(400);
  });
  test('JSON gives back what it took, from a variable and from a literal', async () => {
    const value = { a: [1, 'two', null, { b: true }] };
    expect((await ask('query ($value: JSON) { json(value: $value) }', { value })).body.data).toEqual({ json: value });
    expect((await ask('query ($b: Boolean) { json(value: { a: [1, "two", null, { b: $b }] }) }', { b: true })).body.data).toEqual({
      json: value,
    });
  });
  test('JSON nested beyond reason is refused', async () => {
    let value: unknown = 1;
    for (let level = 0; level < 200; level += 1) value = [value];
    expect((await ask('query ($value: JSON) { json(value: $value) }', { value })).status).toBe(400);
  });
});
