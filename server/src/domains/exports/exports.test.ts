import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { createApiKey } from '../access/commands.ts';
import { useArtifactStore } from '../artifacts/load.ts';
import { deleteUserJob } from '../deletions/background/delete-user.ts';
import { heldKinds } from '../deletions/types.ts';
import { evaluateMessages } from '../evaluations/commands.ts';
import { ingestMessages } from '../messages/commands.ts';
import { everyText, haveSpans } from '../policies/policies.testing.ts';
import { logPredictions } from '../predictions/commands.ts';
import { testSpan } from '../traces/spans.testing.ts';
import { exportUserJob } from './background/export-user.ts';
import { removeExpiredExports } from './commands.ts';
import { fileTests } from './tests/files.testing.ts';
import { reportTests } from './tests/report.testing.ts';
import { workTests } from './tests/work.testing.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'ftl-exports-'));
  useArtifactStore(server.stores, { dataDir: folder, url: null });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

// First: its runner works on what the others leave in the queue.
workTests(
  () => server,
  () => folder,
);
fileTests(() => server);
reportTests(() => server);

const at = new Date('2026-11-20T12:00:00Z');
const startUs = at.getTime() * 1_000;
/** What the user wrote has this word in it, and what others wrote has the other one. */
const theirs = 'zanzibar';
const others = 'umbrella';

async function have(workspaceId: string): Promise<void> {
  const { stores, live } = server;
  const message = (externalId: string, content: string, rest: object) => ({
    externalId,
    conversationId: 'c',
    role: 'USER',
    content,
    createdAt: at,
    ...rest,
  });
  await ingestMessages(
    { stores, live },
    workspaceId,
    [
      message('m-1', `I live in ${theirs}, at the old harbour`, {
        userId: 'ada',
        toolCalls: [{ name: 'find', arguments: { text: theirs } }],
      }),
      message('m-2', `Is there an ${others} shop in the town?`, { conversationId: 'd', userId: 'bob' }),
    ],
    at,
  );
  await evaluateMessages(
    stores,
    workspaceId,
    [
      { messageExternalId: 'm-1', externalId: 'e-1', rating: 1, comment: `${theirs}!` },
      { messageExternalId: 'm-2', externalId: 'e-2', rating: 2, evaluator: 'ada', comment: `from ${theirs}` },
      { messageExternalId: 'm-2', externalId: 'e-3', rating: 5, comment: others },
    ],
    at,
  );
  await haveSpans(stores, live, workspaceId, [
    testSpan(1, { traceId: 'a'.repeat(32), startUs, userId: 'ada', input: { form: 'TEXT', text: `${theirs} in a root` } }),
    testSpan(2, {
      traceId: 'a'.repeat(32),
      parentId: '0000000000000001',
      startUs: startUs + 1,
      output: { form: 'TEXT', text: `${theirs} in a step` },
    }),
    // Of a trace in which another user has spans, only those of the user.
    testSpan(3, { traceId: 'b'.repeat(32), startUs, userId: 'bob', input: { form: 'TEXT', text: others } }),
    testSpan(4, {
      traceId: 'b'.repeat(32),
      parentId: '0000000000000003',
      startUs: startUs + 1,
      userId: 'ada',
      input: { form: 'TEXT', text: theirs },
    }),
  ]);
  const { id: jobId } = await stores.prisma.trainingJob.create({ data: { workspaceId, name: 'job', status: 'RUNNING' } });
  const prediction = (sampleIndex: number, prompt: string) => ({ epoch: 1, sampleIndex, prompt, prediction: 'yes' });
  const items = [
    prediction(0, `User: I live in ${theirs}, at the old harbour`),
    prediction(1, `User: Is there an ${others} shop in the town?`),
  ];
  await logPredictions({ stores, live }, workspaceId, { jobId, items }, at);
  await drainProjection(stores);
}

const start = 'mutation ($userId: String!) { exportUserData(input: { userId: $userId }) { id path task { kind status } } }';
const fields = 'id path sizeBytes messageCount evaluationCount spanCount predictionCount readyAt';
const keyOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;

async function exported({ id: workspaceId, run }: TestWorkspace, userId: string): Promise<Loose> {
  const { data, errors } = await run(start, { userId });
  expect(errors).toBeUndefined();
  expect(data.exportUserData).toMatchObject({ path: null, task: { kind: 'exportUser', status: 'QUEUED' } });
  await work(workspaceId, keyOf(data.exportUserData.id));
  return (await run(`query ($id: ID!) { node(id: $id) { ... on UserExport { ${fields} } } }`, { id: data.exportUserData.id })).data.node;
}

async function work(workspaceId: string, id: string, stores: Stores = server.stores): Promise<void> {
  const { task } = await server.stores.prisma.userExport.findUniqueOrThrow({ where: { id, workspaceId }, include: { task: true } });
  await exportUserJob.run(stores, task, async () => {}, new AbortController().signal, server.live);
}

/** Runs a deletion to its end, with the projection beside it. */
async function erase(id: string): Promise<void> {
  const deletion = await server.stores.prisma.userDeletion.findUniqueOrThrow({ where: { id }, include: { task: true } });
  let isDone = false;
  const erasing = deleteUserJob
    .run(server.stores, deletion.task, async () => {}, new AbortController().signal, server.live)
    .finally(() => (isDone = true));
  while (!isDone) await drainProjection(server.stores).then(() => new Promise((resolve) => setTimeout(resolve, 50)));
  await erasing;
}

const download = (path: string, secret: string): Promise<Response> => fetch(`${server.url}${path}`, { headers: { 'x-api-key': secret } });

/** Files of a ZIP, by name. */
function unzipped(zip: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => zip.readUInt16LE(entry + place)) as [
      number,
      number,
      number,
    ];
    const name = zip.toString('utf8', entry + 46, entry + 46 + nameLength);
    const local = zip.readUInt32LE(entry + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(begin, begin + zip.readUInt32LE(entry + 20));
    files[name] = (zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    entry += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}
const rowsOf = (text: string | undefined): Loose[] =>
  (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

test('everything of a user is in the file, each row once, and nothing of another', async () => {
  const workspace = await openTestWorkspace(server);
  await have(workspace.id);
  const made = await exported(workspace, 'ada');
  expect(made).toMatchObject({
    messageCount: 1,
    evaluationCount: 2,
    spanCount: 3,
    predictionCount: 1,
    path: `/v1/exports/${keyOf(made.id)}`,
  });
  const response = await download(made.path, workspace.secret);
  expect(response.headers.get('content-type')).toBe('application/zip');
  const zip = Buffer.from(await response.arrayBuffer());
  expect(zip.length).toBe(made.sizeBytes);
  const files = unzipped(zip);
  expect(Object.keys(files)).toEqual([
    'README.txt',
    ...['messages', 'evaluations', 'spans', 'predictions', ...heldKinds].map((name) => `${name}.jsonl`),
  ]);
  expect(rowsOf(files['messages.jsonl'])).toMatchObject([
    {
      externalId: 'm-1',
      content: `I live in ${theirs}, at the old harbour`,
      createdAt: at.toISOString(),
      toolCalls: [{ name: 'find', arguments: { text: theirs } }],
      conversation: { conversationId: 'c', userId: 'ada' },
    },
  ]);
  expect(rowsOf(files['evaluations.jsonl']).map(({ externalId }) => externalId)).toEqual(['e-1', 'e-2']);
  expect(rowsOf(files['spans.jsonl']).map(({ traceId, input, output }) => [traceId[0], (input ?? output).text])).toEqual([
    ['a', `${theirs} in a root`],
    ['a', `${theirs} in a step`],
    ['b', theirs],
  ]);
  expect(rowsOf(files['predictions.jsonl'])).toMatchObject([
    { prompt: `User: I live in ${theirs}, at the old harbour`, prediction: 'yes' },
  ]);
  expect(Object.values(files).join('\n')).not.toContain(others);
  // Neither the request nor the download puts the user's id into the trail, which is kept for longer.
  const log = (await workspace.run('{ auditLog { edges { node { action changes { field after } } } } }')).data.auditLog.edges.map(
    ({ node }: Loose) => node,
  );
  expect(log.slice(0, 2)).toMatchObject([{ action: 'downloadUserExport' }, { action: 'exportUserData' }]);
  expect(JSON.stringify(log)).not.toContain('ada');
});

test('what the application reported of a user and what the user was shown are files of their own, counted before, and gone with the user', async () => {
  const workspace = await openTestWorkspace(server);
  const { run } = workspace;
  const half = (key: string) => ({ key, weight: 0.5 });
  const made = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', {
    input: { key: 'tone', name: 'Tone', variants: [half('a'), half('b')] },
  });
  const { id } = made.data.createExperiment;
  await run('mutation ($id: ID!) { startExperiment(id: $id) { id } }', { id });
  const sent = await run(
    `mutation ($users: [UserInput!]!, $events: [EventInput!]!, $exposures: [ExposureInput!]!) {
      identifyUsers(users: $users) { accepted } recordEvents(events: $events) { accepted } recordExposures(exposures: $exposures) { accepted } }`,
    {
      users: ['ada', 'bob'].map((userId) => ({ userId, at: at.toISOString(), properties: { home: `${userId} hill`, flags: ['beta', 1] } })),
      events: ['ada', 'bob', 'ada'].map((unitId, nth) => ({
        name: 'order',
        unitId,
        externalId: `o-${nth}`,
        value: nth,
        at: at.toISOString(),
        attributes: { of: unitId },
      })),
      exposures: ['ada', 'bob'].map((unitId) => ({ experiment: 'tone', unitId, variant: 'b' })),
    },
  );
  expect(sent.data).toMatchObject({ identifyUsers: { accepted: 2 }, recordEvents: { accepted: 3 }, recordExposures: { accepted: 2 } });
  await run('mutation ($input: ExperimentOverrideInput!) { setExperimentOverride(input: $input) { id } }', {
    input: { id, unitId: 'ada', variant: 'a' },
  });
  const counted =
    'query ($userId: String!) { userData(userId: $userId) { messageCount propertyCount eventCount exposureCount overrideCount } }';
  const held = { propertyCount: 2, eventCount: 2, exposureCount: 1, overrideCount: 1 };
  expect((await run(counted, { userId: 'ada' })).data.userData).toEqual({ messageCount: 0, ...held });

  const file = await exported(workspace, 'ada');
  const { data } = await run(
    'query ($id: ID!) { node(id: $id) { ... on UserExport { propertyCount eventCount exposureCount overrideCount } } }',
    {
      id: file.id,
    },
  );
  expect(data.node).toEqual(held);
  const files = unzipped(Buffer.from(await (await download(file.path, workspace.secret)).arrayBuffer()));
  expect(rowsOf(files['properties.jsonl'])).toEqual([
    { userId: 'ada', name: 'flags', value: ['beta', 1], at: at.toISOString() },
    { userId: 'ada', name: 'home', value: 'ada hill', at: at.toISOString() },
  ]);
  expect(rowsOf(files['events.jsonl'])).toMatchObject(
    [0, 2].map((nth) => ({
      name: 'order',
      unitId: 'ada',
      externalId: `o-${nth}`,
      value: nth,
      at: at.toISOString(),
      attributes: { of: 'ada' },
    })),
  );
  expect(rowsOf(files['exposures.jsonl'])).toMatchObject([{ experiment: 'tone', phase: 1, unitId: 'ada', variant: 'b' }]);
  expect(rowsOf(files['overrides.jsonl'])).toMatchObject([{ experiment: 'tone', unitId: 'ada', variant: 'a' }]);
  expect(Object.values(files).join('\n')).not.toContain('bob');

  const { data: erased } = await run('mutation { deleteUser(input: { userId: "ada" }) { id } }');
  await erase(keyOf(erased.deleteUser.id));
  const nothing = { messageCount: 0, propertyCount: 0, eventCount: 0, exposureCount: 0, overrideCount: 0 };
  expect((await run(counted, { userId: 'ada' })).data.userData).toEqual(nothing);
  expect((await run(counted, { userId: 'bob' })).data.userData).toEqual({ ...nothing, propertyCount: 2, eventCount: 1, exposureCount: 1 });
});

test('the file is for admins of its workspace, when it is ready', async () => {
  const workspace = await openTestWorkspace(server);
  const { data } = await workspace.run(start, { userId: 'eve' });
  const path = `/v1/exports/${keyOf(data.exportUserData.id)}`;
  expect((await download(path, workspace.secret)).status).toBe(404);
  await work(workspace.id, keyOf(data.exportUserData.id));
  expect((await download(path, workspace.secret)).status).toBe(200);
  const stranger = await openTestWorkspace(server);
  expect((await download(path, stranger.secret)).status).toBe(404);
  const { secret } = await createApiKey(server.stores, { workspaceId: workspace.id, name: 'editor', role: 'EDITOR' });
  expect((await download(path, secret)).status).toBe(403);
  expect((await download('/v1/exports/made-up', workspace.secret)).status).toBe(404);
});

test('a user who is deleted takes the file along, also one that is being made', async () => {
  const workspace = await openTestWorkspace(server);
  await have(workspace.id);
  const made = await exported(workspace, 'ada');
  const { data } = await workspace.run(start, { userId: 'ada' });
  const waiting = await server.stores.prisma.userExport.findUniqueOrThrow({
    where: { id: keyOf(data.exportUserData.id) },
    include: { task: true },
  });
  const { data: erased } = await workspace.run('mutation { deleteUser(input: { userId: "ada" }) { id } }');
  await erase(keyOf(erased.deleteUser.id));
  await exportUserJob.run(server.stores, waiting.task, async () => {}, new AbortController().signal, server.live);
  expect((await download(made.path, workspace.secret)).status).toBe(404);
  expect(await readdir(join(folder, 'artifacts', workspace.id, 'exports')).catch(() => [])).toEqual([]);
  const texts = await everyText(server.stores);
  const kept = await server.stores.prisma.userExport.findMany({ where: { workspaceId: workspace.id } });
  expect(kept.map(({ userId }) => userId)).toEqual([null, null]);
  expect([...(texts.get('audit_entries.after') as string)].join('')).not.toContain('"ada"');
});

test('files go after their days', async () => {
  const workspace = await openTestWorkspace(server);
  const made = await exported(workspace, 'eve');
  const file = () => download(made.path, workspace.secret).then(({ status }) => status);
  await removeExpiredExports(server.stores, new Date(Date.now() + 6 * 86_400_000));
  expect(await file()).toBe(200);
  await removeExpiredExports(server.stores, new Date(Date.now() + 8 * 86_400_000));
  expect(await file()).toBe(404);
  const { data } = await workspace.run(`{ userExports { ${fields} } }`);
  expect(data.userExports).toMatchObject([{ id: made.id, path: null, messageCount: 0 }]);
});
