import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createApiKey, revokeApiKey } from '../../domains/access/commands.ts';
import { maxDepth, maxOperationsPerSocket, maxSocketMessageBytes } from '../../platform/graphql/limits/limits.ts';
import { testSchema } from '../../platform/graphql/pipeline.testing.ts';
import { openTestServer, sendRaw, type Loose, type TestServer } from '../../server.testing.ts';
import { openLocalBus } from '../../platform/live/bus.ts';
import { coalesced } from '../../platform/live/coalesce.ts';

const live = openLocalBus();
const keepAliveMs = 1_000;
let server: TestServer;
beforeAll(async () => {
  const ticks = () => coalesced(live, 'facts.landed', 'w', { everyMs: 5 });
  server = await openTestServer({ live, schema: testSchema({ ticks }), sockets: { keepAliveMs, initWaitMs: 1_000 } });
});
afterAll(() => server.close());

const address = (): string => `ws://127.0.0.1:${server.port}/graphql`;

interface Talk {
  socket: WebSocket;
  say(message: unknown): void;
  /** The next message of this type. */
  hear(type: string): Promise<Record<string, Loose>>;
  /** Code and reason with which the server closes. */
  closed: Promise<{ code: number; reason: string }>;
}

/** A bare socket that says exactly what it is told. */
async function talk(options: { protocol?: string | null; headers?: Record<string, string>; init?: unknown } = {}): Promise<Talk> {
  const protocol = options.protocol === undefined ? 'graphql-transport-ws' : options.protocol;
  const socket = new WebSocket(address(), protocol === null ? [] : [protocol], { headers: options.headers ?? {} });
  const heard: Record<string, Loose>[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)));
    for (const wake of waiting.splice(0)) wake();
  });
  const closed = once(socket, 'close').then(([code, reason]) => ({ code: code as number, reason: String(reason) }));
  socket.on('error', () => {});
  await Promise.race([once(socket, 'open'), closed]);
  const self: Talk = {
    socket,
    closed,
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async hear(type) {
      for (;;) {
        const index = heard.findIndex((message) => message['type'] === type);
        if (index >= 0) return heard.splice(index, 1)[0] as Record<string, Loose>;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
  if (options.init !== undefined) {
    self.say({ type: 'connection_init', payload: options.init });
    await Promise.race([self.hear('connection_ack'), closed]);
  }
  return self;
}

const subscribe = (id: string, query: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'subscribe',
  payload: { query, ...more },
});

describe('the server closes', () => {
  test('with 4408 when connection_init does not come', async () => {
    expect(await (await talk()).closed).toMatchObject({ code: 4408 });
  });
  test('with 4401 when something is asked before the acknowledgement', async () => {
    const { say, closed } = await talk();
    say(subscribe('1', '{ hello }'));
    expect(await closed).toMatchObject({ code: 4401 });
  });
  test('with 4429 on a second connection_init', async () => {
    const { say, closed } = await talk({ init: {} });
    say({ type: 'connection_init' });
    expect(await closed).toMatchObject({ code: 4429 });
  });
  test.each(['{', '[]', '{"type":"hello"}', '{"id":"1","type":"subscribe"}', '{"id":"1","type":"subscribe","payload":{"query":1}}'])(
    'with 4400 on a message that is none: %s',
    async (message) => {
      const { say, closed } = await talk({ init: {} });
      say(message);
      expect(await closed).toMatchObject({ code: 4400 });
    },
  );
  test('with 4409 when an id is used twice at a time', async () => {
    const { say, closed } = await talk({ init: {} });
    say(subscribe('1', 'subscription { ticks }'));
    say(subscribe('1', 'subscription { ticks }'));
    expect(await closed).toMatchObject({ code: 4409 });
  });
  test('with 4406 on another subprotocol', async () => {
    const key = Buffer.from('0123456789abcdef').toString('base64');
    const answer = await sendRaw(
      server.port,
      `GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Protocol: graphql-ws\r\n\r\n`,
    );
    // a close frame: 0x88, its length, then the code 4406 = 0x1136
    expect(Buffer.from(answer.slice(answer.indexOf('\r\n\r\n') + 4)).includes(Buffer.from([0x11, 0x36]))).toBe(true);
  });
  test('with 1009 on a message beyond the limit', async () => {
    const { say, closed } = await talk({ init: {} });
    say(subscribe('1', '{ hello }', { variables: { text: 'x'.repeat(maxSocketMessageBytes) } }));
    expect(await closed).toMatchObject({ code: 1009 });
  });
  test('with 4403 on a wrong key, in connection_init or in the headers', async () => {
    expect(await (await talk({ init: { authorization: 'Bearer ftl_wrong' } })).closed).toMatchObject({ code: 4403 });
    expect(await (await talk({ init: { apiKey: 'ftl_wrong' } })).closed).toMatchObject({ code: 4403 });
    expect(await (await talk({ headers: { authorization: 'Bearer ftl_wrong' }, init: {} })).closed).toMatchObject({ code: 4403 });
  });
  test('with 4403 soon after the key was revoked', async () => {
    const { apiKey, secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'test', role: 'EDITOR' });
    const { hear, say, closed } = await talk({ init: { authorization: `Bearer ${secret}` } });
    say(subscribe('1', '{ hello }'));
    await hear('next');
    await revokeApiKey(server, { workspaceId: server.defaultWorkspaceId, id: apiKey.id });
    expect(await closed).toMatchObject({ code: 4403 });
  });
  test('a peer that does not answer pings', async () => {
    const { socket, closed } = await talk({ init: {} });
    socket.removeAllListeners('ping');
    (socket as unknown as { pong: () => void }).pong = () => {};
    expect(await closed).toMatchObject({ code: 1006 });
  });
});

test('a server that stops closes its sockets with 1001, those that do not answer too', async () => {
  const stopping = await openTestServer({ stores: server.stores, schema: testSchema() });
  const open = (): WebSocket => new WebSocket(`ws://127.0.0.1:${stopping.port}/graphql`, 'graphql-transport-ws');
  const [polite, deaf] = [open(), open()];
  await Promise.all([once(polite, 'open'), once(deaf, 'open')]);
  (deaf as unknown as { _socket: { pause(): void } })._socket.pause();
  const closed = once(polite, 'close');
  await stopping.close();
  expect((await closed)[0]).toBe(1001);
  deaf.terminate();
});

describe('a socket stays open', () => {
  test.each([
    ['a syntax error', '{ hello', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a limit', `{ item ${'{ self '.repeat(maxDepth)}{ name }${'}'.repeat(maxDepth)} }`, 'QUERY_TOO_DEEP'],
    ['a page too large', '{ items(first: 201) { edges { node { name } } } }', 'BAD_PAGE_SIZE'],
  ])('after %s, which is answered by an error message with its code', async (_name, query, code) => {
    const { say, hear, socket } = await talk({ init: {} });
    say(subscribe('1', query));
    const { payload } = await hear('error');
    expect(payload[0].extensions.code).toBe(code);
    expect(JSON.stringify(payload)).not.toMatch(/did you mean|"http"/i);
    say(subscribe('2', '{ hello }'));
    expect((await hear('next'))['payload'].data).toEqual({ hello: 'hello' });
    socket.close();
  });
  test('after an unexpected error, which is masked', async () => {
    const { say, hear, socket } = await talk({ init: {} });
    say(subscribe('1', '{ bug hello }'));
    const { payload } = await hear('next');
    expect(payload.data).toEqual({ bug: null, hello: 'hello' });
    expect(payload.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(payload)).not.toContain('hunter2');
    say(subscribe('2', 'subscription { buggyTicks }'));
    await expect.poll(() => live.hasListeners('facts.landed', 'w')).toBe(true);
    live.publish('facts.landed', 'w', { messageCount: 1 });
    expect(JSON.stringify(await hear('next'))).not.toContain('hunter2');
    socket.close();
  });
  test('when an operation too many is refused', async () => {
    const { say, hear, socket } = await talk({ init: {} });
    for (let index = 0; index <= maxOperationsPerSocket; index += 1) say(subscribe(String(index), 'subscription { ticks }'));
    const refused = await hear('error');
    expect(refused).toMatchObject({ id: String(maxOperationsPerSocket), payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] });
    say({ id: '0', type: 'complete' });
    say(subscribe('again', '{ hello }'));
    expect(await hear('next')).toMatchObject({ id: 'again' });
    socket.close();
  });
  test('mutations go through, as over HTTP', async () => {
    const { say, hear, socket } = await talk({ init: {} });
    say(subscribe('1', 'mutation ($items: [Nested!]!) { store(items: $items) }', { variables: { items: [{ text: 'x' }] } }));
    expect((await hear('next'))['payload'].data).toEqual({ store: 1 });
    socket.close();
  });
});

describe('the upgrade', () => {
  const upgrade = (path: string, headers: string) =>
    sendRaw(
      server.port,
      `GET ${path} HTTP/1.1\r\n${headers}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
    );
  test.each([
    ['a page of another origin', 'Host: localhost\r\nOrigin: http://evil.example\r\n'],
    ['a page of another port', 'Host: localhost:4000\r\nOrigin: http://localhost:3000\r\n'],
    ['another name of the host', 'Host: evil.example\r\nOrigin: http://evil.example\r\n'],
  ])('by %s is refused with 403', async (_name, headers) => {
    expect(await upgrade('/graphql', headers)).toContain(' 403 ');
  });
  test('elsewhere is refused with 404', async () => {
    expect(await upgrade('/', 'Host: localhost\r\n')).toContain(' 404 ');
  });
});

describe('the ordinary client (graphql-ws)', () => {
  const clientOf = (connectionParams: Record<string, unknown> = {}): Client =>
    createClient({ url: address(), webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });

  test('subscribes, receives and leaves a quiet topic at once', async () => {
    const client = clientOf();
    const events = client.iterate({ query: 'subscription { ticks }' });
    const first = events.next();
    await expect.poll(() => live.hasListeners('facts.landed', 'w')).toBe(true);
    live.publish('facts.landed', 'w', { messageCount: 1 });
    expect((await first).value).toMatchObject({ data: { ticks: 1 } });
    await events.return?.();
    await expect.poll(() => live.hasListeners('facts.landed', 'w')).toBe(false);
    await client.dispose();
  });
  test('a lost connection ends its subscriptions', async () => {
    const { socket, say } = await talk({ init: {} });
    say(subscribe('1', 'subscription { ticks }'));
    await expect.poll(() => live.hasListeners('facts.landed', 'w')).toBe(true);
    socket.terminate();
    await expect.poll(() => live.hasListeners('facts.landed', 'w')).toBe(false);
  });
  test('shows its key when it connects', async () => {
    const { secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'test', role: 'EDITOR' });
    for (const params of [{ authorization: `Bearer ${secret}` }, { 'x-api-key': secret }, { apiKey: secret }]) {
      const client = clientOf(params);
      const { value } = await client.iterate({ query: '{ hello }' }).next();
      expect(value).toMatchObject({ data: { hello: 'hello' } });
      await client.dispose();
    }
  });
  test('a reader that stops reading costs no memory and harms no other', async () => {
    const stalled = await talk({ init: {} });
    stalled.say(subscribe('1', 'subscription { ticks }'));
    const healthy = await talk({ init: {} });
    healthy.say(subscribe('1', 'subscription { ticks }'));
    for (const { say, hear } of [stalled, healthy]) {
      say(subscribe('2', '{ hello }'));
      await hear('next'); // by now the subscription stands
    }
    (stalled.socket as unknown as { _socket: { pause(): void } })._socket.pause();
    for (let index = 0; index < 20_000; index += 1) live.publish('facts.landed', 'w', { messageCount: index });
    expect(await healthy.hear('next')).toBeDefined();
    stalled.socket.terminate();
    healthy.socket.terminate();
  });
});
