import * as fc from 'fast-check';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from './schema.ts';
import { ask, openTestServer, type TestServer } from './server.testing.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 25);
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  const messages = Array.from({ length: 20 }, (_, index) => ({ externalId: `m${index}`, conversationId: `c${index % 3}`, role: 'ASSISTANT', content: 'text', model: 'gpt-4o', latencyMs: index }));
  const { body } = await ask(server, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { variables: { messages } });
  expect(body.data.ingestMessages.accepted).toBe(20);
});
afterAll(() => server.close());

const nasty = fc.constantFrom("'", '"', '\\', '%', '_', '\u0000', 'a\u0000b', '\ud800', '\udc00x', '\u202e', '$where', "'; DROP TABLE messages; --", '{p1: String}', '${x}', '', ' ', 'x'.repeat(3_000), '\n', 'm1', 'c1', '🙂');
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 }));
const instants = rarely('now', fc.constantFrom('0001-01-01', '1970-01-01T00:00:00Z', '2026-11-20T00:00:00Z', '2026-11-20', '9999-12-31T23:59:59.999Z', '2000-02-29T12:00:00+14:00'));

/** A value of the wrong type ends a request before it gets anywhere: one in fifty is enough. */
function rarely<Value>(wrong: Value, right: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 1, arbitrary: fc.constant(wrong) }, { weight: 49, arbitrary: right });
}

/** Any value a client could put into a variable of this type. */
function valueOf(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valueOf(type.ofType, depth);
  if (isListType(type)) return fc.array(valueOf(type.ofType, depth + 1), { maxLength: 4 });
  if (isEnumType(type)) return rarely('NOTHING', fc.constantFrom(...type.getValues().map(({ name }) => name)));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name);
    return fc.record(Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, depth + 1)])), { requiredKeys: required });
  }
  switch (type.name) {
    case 'Int':
      return fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) }, { weight: 1, arbitrary: fc.oneof(fc.constantFrom(0, 200, 2 ** 31 - 1, -(2 ** 31)), fc.integer()) });
    case 'Float':
      return fc.oneof(fc.constantFrom(0, -0, 0.1, -1, 1e308, 5e-324), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'Boolean':
      return fc.boolean();
    case 'DateTime':
      return instants;
    case 'BigInt':
      return fc.bigInt().map(String);
    case 'JSON':
      return fc.jsonValue({ maxDepth: 3 });
    case 'ID':
      return fc.oneof(text, fc.constantFrom('TWVzc2FnZTox', 'TW9kZWw6MQ==', 'Q29udmVyc2F0aW9uOjE=', 'UHJpY2U6MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw'));
    default:
      return text;
  }
}

/** Every field that can be had without arguments, so many levels deep. */
function selection(type: GraphQLNamedType, depth: number): string {
  if (isLeafType(type)) return '';
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const chosen = fields
    .filter(({ args }) => args.every((argument) => !isNonNullType(argument.type)))
    .map((field) => ({ name: field.name, of: getNamedType(field.type) }))
    .filter(({ of }) => isLeafType(of) || depth > 1)
    .map(({ name, of }) => `${name} ${selection(of, depth - 1)}`);
  return `{ __typename ${chosen.join(' ')} }`;
}

function operation(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): string {
  const variables = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${kind} ${variables && `(${variables})`} { ${field.name}${given && `(${given})`} ${selection(getNamedType(field.type), 3)} }`;
}

const fields = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ({ name: field.name, kind: 'query' as const, field })),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({ name: field.name, kind: 'mutation' as const, field })),
];

describe('whatever is sent is answered, never with a fault and never with what is inside', () => {
  test.each(fields)('$kind $name', async ({ kind, field }) => {
    const query = operation(kind, field);
    const argumentsOf = fc.record(Object.fromEntries(field.args.map((argument) => [argument.name, valueOf(argument.type)])), {
      requiredKeys: field.args.filter(({ type }) => isNonNullType(type)).map(({ name }) => name),
    });
    await fc.assert(
      fc.asyncProperty(argumentsOf, async (variables) => {
        const { status, body } = await ask(server, query, { variables });
        const faults = (body.errors ?? []).filter(({ extensions }: { extensions: { code: string } }) => extensions.code === 'INTERNAL_SERVER_ERROR');
        const logged = faults.length > 0 ? JSON.stringify(server.logged.at(-1)) : '';
        expect(faults, logged).toEqual([]);
        expect(status).toBeLessThan(500);
        for (const error of body.errors ?? []) expect(error.extensions.code, error.message).toMatch(/^[A-Z_]+$/);
        if (body.errors !== undefined) expect(JSON.stringify(body.errors)).not.toMatch(/node_modules|prisma|SELECT |INSERT |invocation/);
      }),
      { numRuns: field.args.length === 0 ? 1 : runs },
    );
  });
});
