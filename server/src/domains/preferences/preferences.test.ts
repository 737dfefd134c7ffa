import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace } from '../../workspace.testing.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { setPreference } from './commands.ts';
import { preferencesFor } from './load.ts';
import { maxValueBytes } from './types.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const set = 'mutation ($name: String!, $value: JSON) { setPreference(input: { name: $name, value: $value }) }';
const asOwner = async (name: string, value: unknown): Promise<Loose> => (await ask(server, set, { variables: { name, value } })).body;

test('a preference is set, replaced, and taken back', async () => {
  expect((await asOwner('theme', 'dark')).data.setPreference).toEqual({ theme: 'dark' });
  expect((await asOwner('theme', 'light')).data.setPreference).toEqual({ theme: 'light' });
  expect((await asOwner('lastView', { traces: 'order=COST' })).data.setPreference).toEqual({
    theme: 'light',
    lastView: { traces: 'order=COST' },
  });
  expect((await asOwner('theme', null)).data.setPreference).toEqual({ lastView: { traces: 'order=COST' } });
  expect((await ask(server, '{ preferences }')).body.data).toEqual({ preferences: { lastView: { traces: 'order=COST' } } });
});

test('each person has their own: some in every workspace, some in one', async () => {
  const [one, other] = await Promise.all([openTestWorkspace(server), openTestWorkspace(server)]);
  const viewer = (workspaceId: string, id: string): Viewer => ({
    workspaceId,
    role: 'VIEWER',
    keyScope: null,
    keyId: null,
    person: { id, name: id, email: `${id}@example.com` },
    sessionId: null,
  });
  await setPreference(server.stores, viewer(one.id, 'ada'), { name: 'timeZone', value: 'Europe/Berlin' });
  await setPreference(server.stores, viewer(one.id, 'ada'), { name: 'assistantModel', value: 'gpt-5' });
  expect(await preferencesFor(server.stores, viewer(one.id, 'ada'))).toEqual({ timeZone: 'Europe/Berlin', assistantModel: 'gpt-5' });
  expect(await preferencesFor(server.stores, viewer(other.id, 'ada'))).toEqual({ timeZone: 'Europe/Berlin' });
  expect(await preferencesFor(server.stores, viewer(one.id, 'bob'))).toEqual({});
});

test.each([
  ['colour', 'red', 'input.name', /one of theme, workspace, /],
  ['theme', 'pink', 'input.value', /"light", "dark", "system" is taken/],
  ['timeZone', 'Mars/Olympus', 'input.value', /Europe\/Berlin/],
  ['isSidebarNarrow', 1, 'input.value', /true or false/],
  ['lastView', { traces: 1 }, 'input.value', /an object of texts/],
  ['lastView', { traces: 'x'.repeat(maxValueBytes) }, 'input.value', /at most 8192/],
  ['lastView', { traces: '\u0000' }, 'input.value', /./],
])('%s is not set to %j', async (name, value, field, reason) => {
  const { errors } = await asOwner(name, value);
  expect(errors[0].extensions).toMatchObject({ code: 'BAD_PREFERENCE', field, reason: expect.stringMatching(reason) });
});

test('a key of the workspace is no person', async () => {
  const { run } = await openTestWorkspace(server);
  expect((await run('{ preferences }')).data.preferences).toEqual({});
  expect((await run(set, { name: 'theme', value: 'dark' })).errors[0].extensions).toMatchObject({
    code: 'BAD_PREFERENCE',
    field: 'input.name',
  });
});
