import type { ExecutionResult } from 'graphql';
import pino from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../permissions.ts';
import type { Context } from '../context.ts';
import { jsonOf } from '../json.ts';
import { maxSubscriptionCountOfViewer } from '../limits/limits.ts';
import { testSchema } from '../pipeline.testing.ts';
import { createPipeline } from '../yoga.ts';
import type { Pipeline } from '../pipeline.ts';
import { currentAsker } from '../../store/asker.ts';
import { openLocalBus, type LocalBus } from '../../live/bus.ts';
import { coalesced } from '../../live/coalesce.ts';
import { Shares } from './shares.ts';

/** Executions of `state` in order, each of which ends when the test gives it a value. */
interface Execution {
  readonly of: string;
  readonly sockets: readonly string[];
  readonly signal: AbortSignal | null;
  give: (value: number) => void;
}

let live: LocalBus;
let executions: Execution[];
let pipeline: Pipeline;

beforeEach(() => {
  live = openLocalBus();
  executions = [];
  const read = (of: string): Promise<number> =>
    new Promise((give) => {
      const { places, signal } = currentAsker();
      executions.push({ of, sockets: [...places()].map(({ socket }) => socket), signal, give });
    });
  pipeline = createPipeline({ logger: pino({ level: 'silent' }), schema: testSchema({ ticks: async function* () {}, read }) });
});

interface Reader {
  next(): Promise<unknown>;
  nextJson(): Promise<string>;
  leave(): Promise<unknown>;
}

/** Subscribes as an operation on a socket does. */
async function open(
  query: string,
  { socket = 'one', role = 'VIEWER' as Role, workspaceId = 'w', keyId = 'key', variables = {} } = {},
): Promise<Reader & { refused: ExecutionResult | null }> {
  const context: Partial<Context> = {
    live,
    viewer: { workspaceId, role, keyId, keyScope: null, person: null, sessionId: null },
    origin: { socket, signal: new AbortController().signal },
  };
  const { schema, parse, validate, subscribe } = pipeline.getEnveloped(context as never);
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const opened = await subscribe({ schema, document, contextValue: context, variableValues: variables });
  if (!(Symbol.asyncIterator in opened))
    return { refused: opened, next: async () => null, nextJson: async () => '', leave: async () => {} };
  const results = opened as AsyncIterableIterator<ExecutionResult>;
  const result = async (): Promise<ExecutionResult | null> => (await results.next()).value ?? null;
  return {
    refused: null,
    next: async () => Object.values((await result())?.data ?? {})[0] ?? null,
    nextJson: async () => jsonOf((await result()) as ExecutionResult),
    leave: async () => results.return?.(),
  };
}

const STATE = 'subscription { state }';
const landed = (): void => live.publish('facts.landed', 'w', { messageCount: 1 });
/** The next execution that nobody has given a value. */
async function executed(index: number): Promise<Execution> {
  await expect.poll(() => executions.length).toBeGreaterThan(index);
  return executions[index] as Execution;
}
/** Long enough for everything that can go on without the test. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('equal subscriptions', () => {
  test('are executed once for each event, and written once', async () => {
    const readers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => open(STATE, { socket: String(index), keyId: String(index) })),
    );
    for (const value of [1, 2]) {
      const results = readers.map((reader) => reader.nextJson());
      (await executed(value - 1)).give(value);
      expect(new Set(await Promise.all(results))).toEqual(new Set([`{"data":{"state":${value}}}`]));
      landed();
    }
    await settle();
    expect(executions).toHaveLength(2); // the third begins when somebody waits for it
  });
  test.each([
    ['another role', STATE, { role: 'EDITOR' as const }],
    ['another workspace', STATE, { workspaceId: 'other' }],
    ['other variables', 'subscription ($of: String! = "") { state(of: $of) }', { variables: { of: 'x' } }],
    ['another document', 'subscription { state state }', {}],
  ])('are not those of %s', async (_name, query, options) => {
    const ownKeys = { ...options, keyId: 'another' }; // one key has few turns at once
    const readers = [await open(STATE), await open('subscription ($of: String! = "") { state(of: $of) }'), await open(query, ownKeys)];
    const values = readers.map((reader) => reader.next());
    await executed(2);
    executions.forEach(({ give }, index) => give(index));
    expect(new Set(await Promise.all(values))).toEqual(new Set([0, 1, 2]));
  });
  test('that are refused are refused to each', async () => {
    const both = await Promise.all([open('subscription { state(refused: true) }'), open('subscription { state(refused: true) }')]);
    for (const { refused } of both) expect(refused?.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await open('subscription { state(refused: false) }')).refused).toBeNull();
  });
});

test('those of a stream of events share with those of sockets', async () => {
  const reader = await open(STATE);
  const context = { live, viewer: { workspaceId: 'w', role: 'VIEWER', keyId: null } } as unknown as Context;
  const response = await pipeline.fetch(
    'http://localhost/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: STATE }),
    },
    context,
  );
  const value = reader.next();
  (await executed(0)).give(7);
  expect(await value).toBe(7);
  let text = '';
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.includes('data: {')) break;
  }
  expect(text).toContain('event: next\ndata: {"data":{"state":7}}\n\n');
  expect(executions).toHaveLength(1);
});

describe('who joins later', () => {
  test('is given the latest value at once where nothing has changed since', async () => {
    const first = await open(STATE);
    const value = first.next();
    (await executed(0)).give(7);
    expect(await value).toBe(7);
    expect(await (await open(STATE, { socket: 'two' })).next()).toBe(7);
    expect(executions).toHaveLength(1);
  });
  test('waits for a value that holds what changed before, shares it, and is given no older one', async () => {
    const early = await open(STATE);
    const old = early.next();
    const begunBefore = await executed(0);
    landed();
    const late = await Promise.all([open(STATE, { socket: 'two' }), open(STATE, { socket: 'three' })]);
    const values = late.map((reader) => reader.next());
    const own = await executed(1);
    await settle();
    expect(executions).toHaveLength(2);
    begunBefore.give(1);
    expect(await old).toBe(1);
    await settle();
    own.give(2);
    expect(await Promise.all(values)).toEqual([2, 2]);
  });
});

test('a key has so many different ones, of which the next is refused; equal ones, other keys and later ones are not', async () => {
  const shares = new Shares();
  const join = (key: string, viewer: string) =>
    shares.join({
      key,
      sharing: 'state',
      place: { viewer, socket: 'one' },
      open: async () => coalesced(live, 'facts.landed', 'w', { everyMs: 5 }) as never,
    });
  const joined = await Promise.all(Array.from({ length: maxSubscriptionCountOfViewer }, (_, index) => join(String(index), 'a')));
  expect(await join('one more', 'a')).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] });
  expect(await join('0', 'a')).not.toHaveProperty('errors');
  expect(await join('one more', 'b')).not.toHaveProperty('errors');
  await (joined[1] as AsyncIterableIterator<unknown>).return?.();
  expect(await join('another', 'a')).not.toHaveProperty('errors');
  expect(shares.count).toBe(maxSubscriptionCountOfViewer + 1);
});

describe('a member that does not read', () => {
  test('delays no other subscriber, and finds the latest value of a state', async () => {
    const [idle, eager] = [await open(STATE), await open(STATE, { socket: 'two' })];
    for (let value = 0; value < 10; value += 1) {
      const next = eager.next();
      (await executed(value)).give(value);
      expect(await next).toBe(value);
      landed();
    }
    expect(await idle.next()).toBe(9);
  });
  test('finds the newest hundred events, in order', async () => {
    const [idle, eager] = [await open('subscription { stored }'), await open('subscription { stored }', { socket: 'two' })];
    await expect.poll(() => live.hasListeners('messages.stored', 'w')).toBe(true);
    const ids = Array.from({ length: 150 }, (_, index) => String(index));
    live.publish('messages.stored', 'w', { messageIds: ids, conversationIds: ids });
    for (const id of ids) expect(await eager.next()).toBe(id);
    for (const id of ids.slice(50)) expect(await idle.next()).toBe(id);
  });
});

describe('who leaves', () => {
  test('ends nothing for the others; the last one ends it for good', async () => {
    const [first, second] = [await open(STATE), await open(STATE, { socket: 'two' })];
    const values = [first.next(), second.next()];
    const { signal, sockets } = await executed(0);
    expect(sockets).toEqual(['one', 'two']);
    await first.leave();
    expect(await values[0]).toBeNull();
    expect(signal?.aborted).toBe(false);
    await second.leave();
    expect(signal?.aborted).toBe(true);
    expect(live.hasListeners('facts.landed', 'w')).toBe(false);
    expect(await second.next()).toBeNull();
  });
  test('takes along what waits for its turn, and others get theirs', async () => {
    const crowd = await Promise.all(Array.from({ length: 50 }, (_, index) => open(`subscription { state(of: "${index}") }`)));
    for (const reader of crowd) void reader.next();
    await executed(1);
    const other = await open('subscription { state(of: "other") }', { socket: 'two', keyId: 'another' });
    const value = other.next();
    await expect.poll(() => executions.map(({ of }) => of)).toContain('other');
    executions.find(({ of }) => of === 'other')?.give(1);
    expect(await value, 'although fifty of another viewer wait').toBe(1);
    const begunCount = executions.length;
    await Promise.all(crowd.map((reader) => reader.leave()));
    for (const { give } of executions) give(0);
    await settle();
    expect(executions).toHaveLength(begunCount);
  });
});
