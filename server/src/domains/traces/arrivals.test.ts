import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { havePolicy, haveSpans } from '../policies/policies.testing.ts';
import { quietMs } from './background/sampling.ts';
import { tracesDomain } from './domain.ts';
import { hexId, testSpan } from './spans.testing.ts';
import { summarizeQueued } from './background/summaries.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const start = '2026-11-20T12:00:00.000Z';
const spanId = (n: number): string => hexId(n, 16);

const subscribe = (query: string, variables: Record<string, unknown> = {}) => {
  const client = createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket });
  const events = client.iterate<Record<string, Loose>>({ query, variables });
  return { next: async (field: string): Promise<Loose> => ((await events.next()).value as Loose).data[field], end: () => client.dispose() };
};
const land = async (...landed: object[]): Promise<void> => {
  await ask(server, 'mutation ($spans: [SpanInput!]!) { captureSpans(spans: $spans) { accepted } }', { variables: { spans: landed } });
  for (const [workspaceId, traceIds] of await summarizeQueued(server.stores))
    server.live.publish('traces.landed', workspaceId, { traceIds });
};

test('traceChanged sends a trace at once, and again when spans of it land; others are not sent', async () => {
  const id = 'b2'.repeat(16);
  const live = subscribe('subscription ($id: String!) { traceChanged(id: $id) { id spanCount isRunning columns } }', { id });
  expect(await live.next('traceChanged')).toBeNull();
  const next = live.next('traceChanged');
  await land({ traceId: 'b3'.repeat(16), name: 'another', startedAt: start });
  await land({ traceId: id, spanId: spanId(1), name: 'begun', startedAt: start, isRunning: true });
  expect(await next).toMatchObject({ id, spanCount: 1, isRunning: true, columns: { durations: [null] } });
  const last = live.next('traceChanged');
  await land({ traceId: id, spanId: spanId(1), name: 'done', startedAt: start, durationMs: 5 });
  expect(await last).toMatchObject({ spanCount: 1, isRunning: false, columns: { durations: [5] } });
  const gone = live.next('traceChanged');
  await ask(server, 'mutation ($id: ID!) { deleteTrace(id: $id) }', { variables: { id } });
  expect(await gone).toBeNull();
  await live.end();
});

test('traceCaptured sends traces as they land, and not those that are deleted', async () => {
  const live = subscribe('subscription { traceCaptured { id name } }');
  const first = live.next('traceCaptured');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await land({ traceId: 'c1'.repeat(16), name: 'one', startedAt: start });
  expect(await first).toEqual({ id: 'c1'.repeat(16), name: 'one' });
  await ask(server, 'mutation ($id: ID!) { deleteTrace(id: $id) }', { variables: { id: 'c1'.repeat(16) } });
  const second = live.next('traceCaptured');
  await land({ traceId: 'c2'.repeat(16), name: 'two', startedAt: start });
  expect(await second).toEqual({ id: 'c2'.repeat(16), name: 'two' });
  await live.end();
});

test('tracesDeleted sends the ids of deleted traces, of its workspace alone', async () => {
  const live = subscribe('subscription { tracesDeleted }');
  const first = live.next('tracesDeleted');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const id = 'd1'.repeat(16);
  await land({ traceId: id, name: 'one', startedAt: start });
  server.live.publish('traces.deleted', 'another workspace', { traceIds: ['d2'.repeat(16)] });
  await ask(server, 'mutation ($traceId: String!) { deleteTrace(traceId: $traceId) }', { variables: { traceId: id } });
  expect(await first).toEqual([id]);
  await live.end();
});

test('sampling announces the traces that it deletes', async () => {
  const workspaceId = await createTestWorkspace(server.stores, 'sampled');
  await havePolicy(server.stores, workspaceId, { traceSampleShare: 0 }, new Date(Date.now() - 60_000));
  await haveSpans(server.stores, server.live, workspaceId, [testSpan(1)]);
  const announced: string[] = [];
  const stop = server.live.subscribe('traces.deleted', workspaceId, ({ traceIds }) => announced.push(...traceIds));
  const sampling = tracesDomain.schedules?.find(({ name }) => name === 'sampling');
  await sampling?.run(
    { stores: server.stores, live: server.live, onError: (error) => expect.fail(String(error)) },
    new Date(Date.now() + quietMs + 1_000),
    new AbortController().signal,
  );
  stop();
  expect(announced).toEqual([testSpan(1).traceId]);
});
