import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../store/testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const createTask = (data: { workspaceId?: string; totalCount?: number; doneCount?: number; status?: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' } = {}) =>
  server.stores.prisma.backgroundTask.create({ data: { workspaceId: server.defaultWorkspaceId, kind: 'reprice', ...data } });
const idOf = (task: { id: string }): string => Buffer.from(`BackgroundTask:${task.id}`).toString('base64');

test('tasks are listed newest first with their progress, and never those of another workspace', async () => {
  await createTask({ totalCount: 200, doneCount: 50, status: 'RUNNING' });
  await createTask();
  await createTask({ workspaceId: await createTestWorkspace(server.stores, 'other') });
  const { body } = await ask(server, '{ backgroundTasks { kind status totalCount doneCount progressShare finishedAt error } }');
  expect(body.data.backgroundTasks).toEqual([
    { kind: 'reprice', status: 'QUEUED', totalCount: 0, doneCount: 0, progressShare: 0, finishedAt: null, error: null },
    { kind: 'reprice', status: 'RUNNING', totalCount: 200, doneCount: 50, progressShare: 0.25, finishedAt: null, error: null },
  ]);
});

test('a task that waits for its next attempt says so, and one that was given up has its error', async () => {
  const workspaceId = await createTestWorkspace(server.stores, 'attempts');
  const { prisma } = server.stores;
  const retryAt = new Date('2027-01-01T00:00:00Z');
  const waiting = await prisma.backgroundTask.create({ data: { workspaceId: server.defaultWorkspaceId, kind: 'waiting', error: 'It stopped.', failedCount: 1, retryAt } });
  const dead = await prisma.backgroundTask.create({ data: { workspaceId: server.defaultWorkspaceId, kind: 'dead', status: 'FAILED', error: 'It stopped.', failedCount: 4, finishedAt: retryAt } });
  await prisma.backgroundTask.create({ data: { workspaceId, kind: 'theirs' } });
  const { body } = await ask(server, '{ backgroundTasks { kind status failedCount retryAt error } }');
  expect(body.data.backgroundTasks.slice(0, 2)).toEqual([
    { kind: 'dead', status: 'FAILED', failedCount: 4, retryAt: null, error: 'It stopped.' },
    { kind: 'waiting', status: 'QUEUED', failedCount: 1, retryAt: '2027-01-01T00:00:00.000Z', error: 'It stopped.' },
  ]);
  await prisma.backgroundTask.deleteMany({ where: { id: { in: [waiting.id, dead.id] } } });
});

test('schedules are listed by name with how their last run went', async () => {
  await server.stores.prisma.schedule.createMany({ data: [{ name: 'b', cron: '7 * * * *' }, { name: 'a', cron: '* * * * *', startedAt: new Date(0), finishedAt: new Date(1_000), error: 'It stopped.' }] });
  const { body } = await ask(server, '{ schedules { name cron startedAt finishedAt error } }');
  expect(body.data.schedules).toEqual([
    { name: 'a', cron: '* * * * *', startedAt: '1970-01-01T00:00:00.000Z', finishedAt: '1970-01-01T00:00:01.000Z', error: 'It stopped.' },
    { name: 'b', cron: '7 * * * *', startedAt: null, finishedAt: null, error: null },
  ]);
});

test('nothing waits, nothing lags', async () => {
  expect((await ask(server, '{ ingestStatus { queuedCount lagMs dirtyHourCount } }')).body.data.ingestStatus).toEqual({ queuedCount: 0, lagMs: 0, dirtyHourCount: 0 });
});

test('what waits is counted with its lag, of this workspace only', async () => {
  const { postgres, prisma } = server.stores;
  const other = (await prisma.workspace.findUniqueOrThrow({ where: { slug: 'other' } })).id;
  for (const [workspaceId, seconds] of [[server.defaultWorkspaceId, 60], [server.defaultWorkspaceId, 5], [other, 3_600]] as const) {
    await postgres.query("INSERT INTO projection_queue (workspace_id, message_id, enqueued_at) VALUES ($1, 1, now() - $2 * interval '1 second')", [workspaceId, seconds]);
    await postgres.query("INSERT INTO rollup_dirty_hours (workspace_id, hour, claimed) VALUES ($1, '2026-01-01T00:00Z', $2)", [workspaceId, seconds === 5]);
  }
  const { queuedCount, lagMs, dirtyHourCount } = (await ask(server, '{ ingestStatus { queuedCount lagMs dirtyHourCount } }')).body.data.ingestStatus;
  expect(queuedCount).toBe(2);
  expect(lagMs).toBeGreaterThanOrEqual(60_000);
  expect(lagMs).toBeLessThan(3_600_000);
  expect(dirtyHourCount, 'claimed and marked again is one hour').toBe(1);
});

test('a task is watched: as it stands at once, then as it moves', async () => {
  const task = await createTask({ totalCount: 10 });
  const client = createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket });
  const events = client.iterate({ query: 'subscription ($id: ID!) { backgroundTaskChanged(id: $id) { status doneCount progressShare } }', variables: { id: idOf(task) } });
  expect((await events.next()).value).toMatchObject({ data: { backgroundTaskChanged: { status: 'QUEUED', doneCount: 0 } } });
  await server.stores.prisma.backgroundTask.update({ where: { id: task.id }, data: { status: 'SUCCEEDED', doneCount: 10 } });
  server.live.publish('task.changed', task.id, { status: 'SUCCEEDED' });
  expect((await events.next()).value).toMatchObject({ data: { backgroundTaskChanged: { status: 'SUCCEEDED', doneCount: 10, progressShare: 1 } } });
  await client.dispose();
});

test('a task of another workspace is answered as one that does not exist', async () => {
  const { id: workspaceId } = await server.stores.prisma.workspace.findUniqueOrThrow({ where: { slug: 'other' } });
  const theirs = await createTask({ workspaceId });
  const client = createClient({ url: `ws://127.0.0.1:${server.port}/graphql`, webSocketImpl: WebSocket });
  for (const id of [idOf(theirs), idOf({ id: '00000000-0000-4000-8000-000000000000' })]) {
    const events = client.iterate({ query: 'subscription ($id: ID!) { backgroundTaskChanged(id: $id) { status } }', variables: { id } });
    const { errors } = (await events.next()).value as unknown as { errors: { extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  }
  expect((await ask(server, 'query ($id: ID!) { node(id: $id) { id } }', { variables: { id: idOf(theirs) } })).body.data).toEqual({ node: null });
  await client.dispose();
});
