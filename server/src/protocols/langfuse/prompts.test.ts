import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../domains/access/commands.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openLangfuse, type LangfuseWorkspace } from './langfuse.fixtures.ts';

let server: TestServer;
let langfuse: LangfuseWorkspace;
beforeAll(async () => {
  server = await openTestServer();
  langfuse = await openLangfuse(server, 'prompts');
});
afterAll(() => server.close());

const create = async (body: object): Promise<Loose> => {
  const answered = await langfuse.call('POST', 'v2/prompts', body);
  expect(answered).toMatchObject({ status: 201 });
  return answered.body;
};
const get = (path: string) => langfuse.call('GET', `v2/prompts/${path}`);
const plain = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/prompts/${path}`, { headers: { ...langfuse.headers, ...headers } });

test('a prompt is created, fetched by label, version and name, and its labels move', async () => {
  const one = await create({
    name: 'folder/a b',
    type: 'text',
    prompt: 'Hi {{x}}',
    labels: ['production'],
    config: { t: 1 },
    tags: ['z'],
    commitMessage: 'first',
  });
  expect(one).toMatchObject({
    version: 1,
    type: 'text',
    labels: ['latest', 'production'],
    tags: ['z'],
    config: { t: 1 },
    commitMessage: 'first',
    resolutionGraph: null,
  });
  expect(await create({ name: 'folder/a b', prompt: 'Hello {{x}}' })).toMatchObject({
    version: 2,
    labels: ['latest'],
    tags: ['z'],
    config: {},
  });
  expect((await get('folder%2Fa%20b')).body).toMatchObject({ version: 1, prompt: 'Hi {{x}}', labels: ['production'], isActive: true });
  expect((await get('folder%2Fa%20b?label=latest')).body).toMatchObject({ version: 2 });
  const moved = await langfuse.call('PATCH', 'v2/prompts/folder%2Fa%20b/versions/2', { newLabels: ['production', 'eu'] });
  expect(moved).toMatchObject({ status: 200, body: { version: 2, labels: ['eu', 'latest', 'production'] } });
  expect((await get('folder%2Fa%20b')).body).toMatchObject({ version: 2 });
  expect((await get('folder%2Fa%20b?version=1')).body).toMatchObject({ version: 1, labels: [] });
  // Labels that are not named stay.
  const added = await langfuse.call('PATCH', 'v2/prompts/folder%2Fa%20b/versions/2', { newLabels: ['us'] });
  expect(added.body.labels).toEqual(['eu', 'latest', 'production', 'us']);
});

test('a chat prompt keeps its messages and placeholders', async () => {
  const prompt = [
    { role: 'system', content: 'S', type: 'chatmessage' },
    { type: 'placeholder', name: 'history' },
    { role: 'user', content: '{{q}}' },
  ];
  await create({ name: 'chat', type: 'chat', prompt, labels: ['production'] });
  expect((await get('chat')).body).toMatchObject({
    type: 'chat',
    prompt: [
      { type: 'chatmessage', role: 'system', content: 'S' },
      { type: 'placeholder', name: 'history' },
      { type: 'chatmessage', role: 'user', content: '{{q}}' },
    ],
  });
});

test('references are put in place, or given as they stand', async () => {
  await create({ name: 'tone', prompt: 'kind', labels: ['production'] });
  const { id } = await create({ name: 'uses', prompt: 'Be @@@langfusePrompt:name=tone|label=production@@@', labels: ['production'] });
  const { body } = await get('uses');
  expect(body.prompt).toBe('Be kind');
  expect(body.resolutionGraph).toMatchObject({
    root: { id, name: 'uses', version: 1 },
    dependencies: { [id]: [{ name: 'tone', version: 1 }] },
  });
  expect((await get('uses?resolve=false')).body.prompt).toContain('@@@');
  // What changes elsewhere is served at once.
  await create({ name: 'tone', prompt: 'short', labels: ['production'] });
  expect((await get('uses')).body.prompt).toBe('Be short');
  await create({ name: 'tone', prompt: 'x', labels: ['production'] });
  const circle = await langfuse.call('POST', 'v2/prompts', {
    name: 'tone',
    prompt: '@@@langfusePrompt:name=uses|version=1@@@',
    labels: ['production'],
  });
  expect(circle).toMatchObject({ status: 409, body: { error: 'LangfuseConflictError' } });
});

test('lists are filtered and paged', async () => {
  const { body } = await langfuse.call('GET', 'v2/prompts?limit=2&page=1');
  expect(body.meta).toEqual({ page: 1, limit: 2, totalItems: 4, totalPages: 2 });
  expect(body.data[0]).toMatchObject({
    name: 'chat',
    type: 'chat',
    versions: [1],
    labels: ['latest', 'production'],
    tags: [],
    lastConfig: {},
  });
  const names = async (query: string) => (await langfuse.call('GET', `v2/prompts?${query}`)).body.data.map(({ name }: Loose) => name);
  expect(await names('tag=z')).toEqual(['folder/a b']);
  expect(await names('label=eu')).toEqual(['folder/a b']);
  expect(await names('name=tone')).toEqual(['tone']);
  expect(await names('fromUpdatedAt=2999-01-01T00:00:00Z')).toEqual([]);
  expect(await langfuse.call('GET', 'v2/prompts?limit=0')).toMatchObject({ status: 400 });
});

test('what is refused is refused in Langfuse’s form', async () => {
  expect(await get('none')).toMatchObject({
    status: 404,
    body: { message: "Prompt not found: 'none' with label 'production'", error: 'LangfuseNotFoundError' },
  });
  expect((await get('none?version=7')).body.message).toBe("Prompt not found: 'none' with version 7");
  expect((await get('a%00b')).status).toBe(404);
  expect(await langfuse.call('POST', 'v2/prompts', { name: 'a|b', prompt: 3, labels: ['Bad'] })).toMatchObject({
    status: 400,
    body: { message: 'Invalid request data', error: [{ path: ['name'] }, { path: ['prompt'] }, { path: ['labels', 0] }] },
  });
  expect(await langfuse.call('POST', 'v2/prompts', { name: 'chat', prompt: 'x' })).toMatchObject({ status: 400 });
  expect(await langfuse.call('POST', 'v2/prompts', { name: 'q', type: 'song', prompt: 'x' })).toMatchObject({ status: 400 });
  expect(await langfuse.call('PATCH', 'v2/prompts/chat/versions/9', { newLabels: [] })).toMatchObject({ status: 404 });
  expect(await langfuse.call('PATCH', 'v2/prompts/chat/versions/1', {})).toMatchObject({ status: 400 });
  const reader = await createApiKey(server.stores, {
    workspaceId: langfuse.workspaceId,
    name: 'r',
    role: 'EDITOR',
    scope: 'READ',
  } as never);
  const authorization = `Bearer ${reader.secret}`;
  const refused = await fetch(`${server.url}/api/public/v2/prompts`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'r', prompt: 'x' }),
  });
  expect(refused.status).toBe(403);
  expect((await fetch(`${server.url}/api/public/v2/prompts/chat`, { headers: { authorization } })).status).toBe(200);
});

test('over plain HTTP it has an ETag, which holds until something changes', async () => {
  await create({ name: 'plain/one', prompt: 'A', labels: ['production'], config: { m: 1 } });
  const first = await plain('plain/one');
  expect(await first.json()).toMatchObject({
    name: 'plain/one',
    version: 1,
    type: 'TEXT',
    text: 'A',
    config: { m: 1 },
    labels: ['latest', 'production'],
  });
  const etag = first.headers.get('etag') as string;
  expect((await plain('plain%2Fone', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
  await create({ name: 'plain/one', prompt: 'B', labels: ['production'] });
  const second = await plain('plain/one', { 'if-none-match': etag });
  expect([second.status, (await second.json()).text]).toEqual([200, 'B']);
  expect((await (await plain('plain/one?version=1')).json()).text).toBe('A');
  const missing = await plain('nowhere?label=eu');
  expect([missing.status, await missing.json()]).toEqual([
    404,
    { error: { code: 'NOT_FOUND', message: "Prompt not found: 'nowhere' with label 'eu'" } },
  ]);
  expect((await plain('plain/one?version=x')).status).toBe(400);
  expect((await fetch(`${server.url}/api/prompts/plain/one`, { method: 'DELETE', headers: langfuse.headers })).status).toBe(405);
});

test('versions by number and by label, then the whole prompt, are deleted', async () => {
  for (const prompt of ['1', '2', '3']) await create({ name: 'gone', prompt, labels: [`l${prompt}`] });
  const remove = async (query: string) =>
    (await fetch(`${server.url}/api/public/v2/prompts/gone${query}`, { method: 'DELETE', headers: langfuse.headers })).status;
  expect(await remove('?label=l1')).toBe(204);
  expect(await remove('?label=l1')).toBe(404);
  expect(await remove('?version=3')).toBe(204);
  expect((await get('gone?label=latest')).body).toMatchObject({ version: 2 });
  expect(await remove('')).toBe(204);
  expect((await get('gone?label=latest')).status).toBe(404);
});

test('a prompt that an experiment serves is not deleted', async () => {
  await create({ name: 'served', prompt: 'a' });
  const { secret } = await createApiKey(server.stores, { workspaceId: langfuse.workspaceId, name: 'experiments', role: 'EDITOR' });
  const run = async (query: string, variables: object): Promise<Loose> =>
    (await ask(server, query, { headers: { authorization: `Bearer ${secret}` }, variables })).body.data;
  const variants = [{ key: 'a', promptName: 'served', promptVersion: 1 }, { key: 'b' }];
  const { createExperiment } = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', {
    input: { key: 'served', name: 'Served', variants },
  });
  await run('mutation ($id: ID!) { startExperiment(id: $id) { id } }', createExperiment);
  const kept = { status: 409, body: { error: 'LangfuseConflictError', message: expect.stringContaining('the experiment "served"') } };
  expect(await langfuse.call('DELETE', 'v2/prompts/served?version=1')).toMatchObject(kept);
  expect(await langfuse.call('DELETE', 'v2/prompts/served')).toMatchObject(kept);
});
