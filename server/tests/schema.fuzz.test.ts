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
import { schema } from '../src/schema.ts';
import { createApiKey } from '../src/domains/access/commands.ts';
import { hostileFields, type HostileField } from './hostile.testing.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../src/server.testing.ts';
import { createTestWorkspace } from '../src/platform/store/testing.ts';
import { captureSpans } from '../src/domains/traces/commands.ts';
import { testModelCall } from '../src/domains/traces/spans.testing.ts';
import { drainSummaries } from '../src/domains/traces/background/summaries.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 25);
let server: TestServer;
const traceId = 'd'.repeat(32);
const spanId = 'b'.repeat(16);
beforeAll(async () => {
  server = await openTestServer();
  const messages = Array.from({ length: 20 }, (_, index) => ({
    externalId: `m${index}`,
    conversationId: `c${index % 3}`,
    role: 'ASSISTANT',
    content: 'text',
    model: 'gpt-4o',
    latencyMs: index,
  }));
  const { body } = await ask(server, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
    variables: { messages },
  });
  expect(body.data.ingestMessages.accepted).toBe(20);
  await captureSpans(server, server.defaultWorkspaceId, [testModelCall(1, { traceId, spanId })], new Date());
  await drainSummaries(server.stores);
});
afterAll(() => server.close());

const nasty = fc.constantFrom(
  "'",
  '"',
  '\\',
  '%',
  '_',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00x',
  '\u202e',
  '$where',
  "'; DROP TABLE messages; --",
  '{p1: String}',
  '${x}',
  '',
  ' ',
  'x'.repeat(3_000),
  '\n',
  'm1',
  'c1',
  '🙂',
);
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 }));
const instants = rarely(
  'now',
  fc.constantFrom(
    '0001-01-01',
    '1970-01-01T00:00:00Z',
    '2026-11-20T00:00:00Z',
    '2026-11-20',
    '9999-12-31T23:59:59.999Z',
    '2000-02-29T12:00:00+14:00',
  ),
);

/** A value of the wrong type ends a request before it gets anywhere: one in fifty is enough. */
function rarely<Value>(wrong: Value, right: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 1, arbitrary: fc.constant(wrong) }, { weight: 49, arbitrary: right });
}

const maxDepth = 5;

/** Any value a client could put into a variable of this type. */
function valueOf(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valueOf(type.ofType, depth);
  if (isListType(type)) return fc.array(valueOf(type.ofType, depth + 1), { maxLength: 4 });
  if (isEnumType(type)) return rarely('NOTHING', fc.constantFrom(...type.getValues().map(({ name }) => name)));
  if (isInputObjectType(type)) {
    // A type may stand within itself: from some level on it has leaves alone.
    const all = Object.values(type.getFields());
    const fields = all.filter((field) => depth < maxDepth || isNonNullType(field.type) || isLeafType(getNamedType(field.type)));
    const required = fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name);
    return fc.record(Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, depth + 1)])), { requiredKeys: required });
  }
  switch (type.name) {
    case 'Int':
      return fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 1, max: 5 }) },
        { weight: 1, arbitrary: fc.oneof(fc.constantFrom(0, 200, 2 ** 31 - 1, -(2 ** 31)), fc.integer()) },
      );
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
      return fc.oneof(
        text,
        fc.constantFrom('TWVzc2FnZTox', 'TW9kZWw6MQ==', 'Q29udmVyc2F0aW9uOjE=', 'UHJpY2U6MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw'),
      );
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

function operation(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, depth: number): string {
  const variables = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${kind} ${variables && `(${variables})`} { ${field.name}${given && `(${given})`} ${selection(getNamedType(field.type), depth)} }`;
}

const fields = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ({ name: field.name, kind: 'query' as const, field })),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({ name: field.name, kind: 'mutation' as const, field })),
];

describe('whatever is sent is answered, never with a fault and never with what is inside', () => {
  test.each(fields)('$kind $name', async ({ kind, field }) => {
    // Every fifth asks for the answer in full: its fields are sent nothing, so that more of it costs time and finds nothing else.
    const [full, short] = [operation(kind, field, 3), operation(kind, field, kind === 'query' ? 2 : 1)];
    let count = 0;
    const argumentsOf = fc.record(Object.fromEntries(field.args.map((argument) => [argument.name, valueOf(argument.type)])), {
      requiredKeys: field.args.filter(({ type }) => isNonNullType(type)).map(({ name }) => name),
    });
    await fc.assert(
      fc.asyncProperty(argumentsOf, async (variables) => {
        count += 1;
        assertNoFault(await ask(server, count % 5 === 1 ? full : short, { variables }));
      }),
      { numRuns: field.args.length === 0 ? 1 : runs },
    );
  });
});

/** The codes of its errors are the API's own, and nothing of the inside is told. */
function assertNoFault({ status, body }: { status: number; body: Loose }, place = ''): void {
  const faults = (body.errors ?? []).filter(
    ({ extensions }: { extensions: { code: string } }) => extensions.code === 'INTERNAL_SERVER_ERROR',
  );
  const logged = faults.length > 0 ? JSON.stringify(server.logged.at(-1)) : '';
  expect(faults, `${place} ${logged}`).toEqual([]);
  expect(status, place).toBeLessThan(500);
  for (const error of body.errors ?? []) {
    expect(error.extensions.code, error.message).toMatch(/^[A-Z_]+$/);
    expect(error.extensions.code, error.message).not.toBe('GRAPHQL_VALIDATION_FAILED');
  }
  if (body.errors !== undefined) expect(JSON.stringify(body.errors)).not.toMatch(/node_modules|prisma|SELECT |INSERT |invocation/);
}

describe('in each place of each argument, what no honest client sends is answered, never with a fault', () => {
  const sideBySide = 4;
  const elsewhere = [spanId, 'TW9kZWw6MQ=='];
  const honest = { trace: { id: traceId }, span: { id: spanId }, conversation: { id: 'c1' }, sla: { thresholdMs: 100 } };

  // Over 10 s: on a slow machine; a mutation with many arguments is sent some hundred requests, each of which may make a thing.
  test.each(hostileFields(schema, honest, elsewhere))('$kind $name', async (field) => {
    const left = [...field.requests];
    const askAll = async (): Promise<void> => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        assertNoFault(
          field.kind === 'subscription'
            ? await firstEvent(field, next.variables)
            : await ask(server, field.query, { variables: next.variables }),
          next.place,
        );
      }
    };
    await Promise.all(Array.from({ length: sideBySide }, askAll));
  });

  /** They send nothing before something happens. */
  const waiting: ReadonlySet<string> = new Set([
    'Subscription.messageIngested',
    'Subscription.auditLogChanged',
    'Subscription.annotationQueuesChanged',
    'Subscription.benchmarksChanged',
    'Subscription.studiesChanged',
    'Subscription.datasetsChanged',
    'Subscription.continualSessionsChanged',
    'Subscription.transferSessionsChanged',
  ]);

  /** What a subscription answers at once; nothing where it waits for something to happen. */
  async function firstEvent({ name, query }: HostileField, variables: object): Promise<{ status: number; body: Loose }> {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables }),
    });
    let text = '';
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      if (waiting.has(name) || /^data: \{.*\}$/m.test(text) || text.includes('event: complete')) break; // ends the stream
    }
    const data = /^data: (\{.*\})$/m.exec(text)?.[1];
    return { status: response.status, body: data === undefined ? {} : JSON.parse(data) };
  }
});

describe('an id', () => {
  const kinds = [
    'AlertChannel',
    'AlertDelivery',
    'AlertEpisode',
    'AlertRule',
    'Annotation',
    'AnnotationQueue',
    'AnnotationQueueItem',
    'Anomaly',
    'AnomalyFinding',
    'AnomalyNote',
    'ApiKey',
    'AssistantConversation',
    'AssistantTurn',
    'AuditEntry',
    'BackgroundTask',
    'BenchmarkRun',
    'BenchmarkSuite',
    'Board',
    'ContinualSession',
    'Conversation',
    'Dataset',
    'DatasetVersion',
    'DriftBaselinePin',
    'Evaluation',
    'EvaluationRun',
    'EvaluationRunItem',
    'Experiment',
    'Export',
    'ExportSchedule',
    'ImportMapping',
    'Insight',
    'Invitation',
    'Judge',
    'JudgeRun',
    'Loop',
    'LoopItem',
    'Member',
    'Message',
    'Metric',
    'Model',
    'ModelConnection',
    'ModelDeployment',
    'ModelVersion',
    'ParameterUpdate',
    'Person',
    'PersonSession',
    'PlaygroundAnswer',
    'PlaygroundRun',
    'Price',
    'Prompt',
    'PromptComment',
    'PromptVersion',
    'Rubric',
    'Runner',
    'SavedView',
    'SlackConnection',
    'SlackLink',
    'StrategyRecommendation',
    'Study',
    'TrainingConfiguration',
    'TrainingJob',
    'TransferSession',
    'UserCohort',
    'UserDeletion',
    'UserExport',
    'WatchedSeries',
    'Workspace',
  ];
  const idsOf = (kind: string): string[] =>
    [`${kind}:999999999999`, `${kind}:00000000-0000-4000-8000-000000000000`].map((text) => Buffer.from(text).toString('base64'));

  test('that leads to nothing gives null, without an error, where it could be one', async () => {
    const node = schema.getType('Node');
    expect(
      isInterfaceType(node)
        ? schema
            .getPossibleTypes(node)
            .map(({ name }) => name)
            .sort()
        : [],
    ).toEqual(kinds);
    for (const kind of kinds) {
      const answers = await Promise.all(
        idsOf(kind).map((id) => ask(server, 'query ($id: ID!) { node(id: $id) { __typename id } }', { variables: { id } })),
      );
      // One of the two forms is no id of this kind.
      expect(
        answers.filter(({ body }) => body.errors === undefined).map(({ body }) => body.data),
        kind,
      ).toEqual([{ node: null }]);
    }
    const { body } = await ask(
      server,
      `{ message(externalId: "nothing") { id } conversation(id: "nothing") { id } trace(id: "nothing") { id } there: trace(id: "${traceId}") { span(id: "nothing") { id } } }`,
    );
    expect(body).toMatchObject({ data: { message: null, conversation: null, trace: null, there: { span: null } } });
    expect(body.errors).toBeUndefined();
  });

  test('of another workspace is answered as one that leads to nothing, by every field that takes one', async () => {
    const workspaceId = await createTestWorkspace(server.stores, 'theirs');
    const { apiKey } = await createApiKey(server.stores, { workspaceId, name: 'theirs', role: 'OWNER' });
    const view = await server.stores.prisma.savedView.create({ data: { workspaceId, page: 'traces', name: 'theirs', search: '' } });
    const model = await server.stores.prisma.model.create({ data: { workspaceId, name: 'theirs' } });
    const price = await server.stores.prisma.price.create({
      data: { workspaceId, scope: 'MODEL', model: 'theirs', inputRate: 1n, outputRate: 1n },
    });
    const ids = { ApiKey: apiKey.id, SavedView: view.id, Model: model.id, Price: price.id };
    const taken = {
      ApiKey: 'revokeApiKey(id: $id) { id }',
      SavedView: 'deleteView(id: $id)',
      Model: 'deleteModel(id: $id)',
      Price: 'deletePrice(id: $id) { price { id } }',
    };
    for (const [kind, field] of Object.entries(taken)) {
      for (const other of Object.keys(taken)) {
        const id = Buffer.from(`${other}:${ids[other as keyof typeof ids]}`).toString('base64');
        const { status, body } = await ask(server, `mutation ($id: ID!) { ${field} }`, { variables: { id } });
        expect([status, body.errors?.[0].extensions.code], `${kind} ${other}`).toEqual([
          200,
          kind === other ? 'NOT_FOUND' : 'BAD_USER_INPUT',
        ]);
      }
    }
  });
});
