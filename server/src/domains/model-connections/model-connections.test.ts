import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { useKeyring } from '../../platform/store/keyring.ts';
import { setPrice, testsOfStreams } from './tests/stream.testing.ts';
import { openFakeModels, type FakeModels } from './tests/fake-models.testing.ts';

let server: TestServer;
let folder: string;
let fake: FakeModels;
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'ftl-models-'));
  useKeyring(server.stores, { dataDir: folder, secret: null });
  fake = await openFakeModels({ api: 'openai' });
});
afterAll(async () => {
  await fake?.close();
  await server?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const fields =
  'id name kind baseUrl hasKey keyEnd allowedModels listedModels models toolProtocol isEnabled checkedAt latencyMs checkCode checkMessage';
const create = `mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { ${fields} } }`;
const update = `mutation ($input: UpdateModelConnectionInput!) { updateModelConnection(input: $input) { ${fields} } }`;
const check = `mutation ($id: ID!) { checkModelConnection(id: $id) { ${fields} } }`;
const key = 'sk-test-0123456789abcdef';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await openTestWorkspace(server);
});
const made = async (input: object): Promise<Loose> =>
  (await workspace.run(create, { input: { name: 'local', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, ...input } })).data
    .createModelConnection;

describe('a connection', () => {
  test('is made, checked, changed and deleted, and never shows its key', async () => {
    const connection = await made({ apiKey: key });
    expect(connection).toMatchObject({
      hasKey: true,
      keyEnd: 'cdef',
      listedModels: [],
      models: [],
      checkedAt: null,
      toolProtocol: 'NATIVE',
    });
    const checked = (await workspace.run(check, { id: connection.id })).data.checkModelConnection;
    expect(checked).toMatchObject({ listedModels: ['large', 'small'], models: ['local/large', 'local/small'], checkCode: null });
    expect(checked.latencyMs).toBeGreaterThanOrEqual(0);
    const input = { id: connection.id, name: 'mine', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, allowedModels: ['small'] };
    const changed = (await workspace.run(update, { input })).data.updateModelConnection;
    expect(changed).toMatchObject({ name: 'mine', hasKey: true, models: ['mine/small'], listedModels: ['large', 'small'] });
    expect((await workspace.run(update, { input: { ...input, apiKey: '' } })).data.updateModelConnection).toMatchObject({
      hasKey: false,
      keyEnd: null,
    });
    expect(
      (await workspace.run('mutation ($id: ID!) { deleteModelConnection(id: $id) }', { id: connection.id })).data.deleteModelConnection,
    ).toBe(connection.id);
    expect((await workspace.run('{ modelConnections { id } }')).data.modelConnections).toEqual([]);
  });

  test('keeps its key encrypted in the database, bound to its row, and the key of that outside of it', async () => {
    const one = await made({ apiKey: key });
    const other = await made({ name: 'other', apiKey: `${key}-other` });
    const rows = await server.stores.prisma.modelConnection.findMany({ where: { workspaceId: workspace.id }, orderBy: { name: 'asc' } });
    expect(JSON.stringify(rows, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(key);
    expect((await stat(join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'secret.key'))).toHaveLength(32);
    // The text of one row in another row is of no use.
    await server.stores.prisma.modelConnection.update({
      where: { workspaceId_name: { workspaceId: workspace.id, name: 'other' } },
      data: { keyCipher: rows[0]?.keyCipher ?? null },
    });
    expect((await workspace.run(check, { id: other.id })).data.checkModelConnection).toMatchObject({ checkCode: 'KEY_UNREADABLE' });
    expect((await workspace.run(check, { id: one.id })).data.checkModelConnection).toMatchObject({ checkCode: null });
  });

  test('leaves nothing of its key in the audit trail', async () => {
    await made({ apiKey: key });
    const entries = JSON.stringify(
      (await workspace.run('{ auditLog(first: 20) { edges { node { action changes { field before after } } } } }')).data,
    );
    expect(entries).toContain('createModelConnection');
    expect(entries).not.toContain(key);
    expect(entries).not.toContain('cdef');
  });

  test('can be read by a server with another AUTH_SECRET no more, and with the file still', async () => {
    const { id } = await made({ apiKey: key });
    try {
      useKeyring(server.stores, { dataDir: folder, secret: 'x'.repeat(40) });
      expect((await workspace.run(check, { id })).data.checkModelConnection).toMatchObject({ checkCode: null });
      useKeyring(server.stores, { dataDir: join(folder, 'another'), secret: 'x'.repeat(40) });
      expect((await workspace.run(check, { id })).data.checkModelConnection).toMatchObject({ checkCode: 'KEY_UNREADABLE' });
    } finally {
      useKeyring(server.stores, { dataDir: folder, secret: null });
    }
  });

  test('does not send its key to another server than that it was given for', async () => {
    const { id } = await made({ apiKey: key });
    const input = { id, name: 'local', kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:9/v1' };
    expect((await workspace.run(update, { input })).errors[0].extensions).toMatchObject({
      code: 'BAD_MODEL_CONNECTION',
      field: 'input.apiKey',
    });
    expect((await workspace.run(update, { input: { ...input, apiKey: 'another-key-of-that' } })).data.updateModelConnection).toMatchObject({
      hasKey: true,
    });
  });
});

test.each([
  [{ name: 'a/b' }, 'input.name', /slash/],
  [{ name: 'environment' }, 'input.name', /ANALYTICS_MODEL_BASE_URL/],
  [{ name: ' ' }, 'input.name', /must not be empty/],
  [{ baseUrl: 'ftp://127.0.0.1/' }, 'input.baseUrl', /http: and https:/],
  [{ baseUrl: 'no address' }, 'input.baseUrl', /is not an address/],
  [{ baseUrl: 'http://user:pass@127.0.0.1/v1' }, 'input.baseUrl', /key is given in `apiKey`/],
  [{ baseUrl: 'http://127.0.0.1/v1?x=1' }, 'input.baseUrl', /query/],
  [{ baseUrl: 'http://example.com/v1', apiKey: key }, 'input.baseUrl', /use https/],
  [{ apiKey: 'with blank inside' }, 'input.apiKey', /characters that no key has/],
  [{ allowedModels: ['ok', ''] }, 'input.allowedModels[1]', /a name of 1 to 200/],
])('%j is refused at %s', async (input, field, reason) => {
  const { errors } = await workspace.run(create, { input: { name: 'x', kind: 'ANTHROPIC', baseUrl: 'http://127.0.0.1/v1', ...input } });
  expect(errors[0].extensions).toMatchObject({ code: 'BAD_MODEL_CONNECTION', field, reason: expect.stringMatching(reason) });
});

test.each([
  ['http://169.254.169.254/latest', 'ADDRESS_REFUSED'],
  ['http://[fe80::1]/v1', 'ADDRESS_REFUSED'],
  ['http://[::ffff:169.254.169.254]/v1', 'ADDRESS_REFUSED'],
  ['http://127.0.0.1:1/v1', 'UNREACHABLE'],
  ['http://name.invalid/v1', 'UNREACHABLE'],
])('a check of %s ends with %s', async (baseUrl, code) => {
  const { id } = await made({ baseUrl });
  expect((await workspace.run(check, { id })).data.checkModelConnection).toMatchObject({ checkCode: code, latencyMs: null });
});

test('the check of a server that has no list of models fails with a reason', async () => {
  const { id } = await made({ baseUrl: server.url });
  expect((await workspace.run(check, { id })).data.checkModelConnection.checkCode).toMatch(/SERVER_FAILED|MODEL_NOT_FOUND/);
});

describe('the settings', () => {
  const set =
    'mutation ($input: SetModelSettingsInput!) { setModelSettings(input: $input) { defaultModel fallbackModels dailyUsdPerPerson dailyTokensPerPerson } }';
  const choices =
    '{ modelChoices { models { ref turnUsd relativeCost inputUsdPerMillion } answering { ref } reason today { callCount usd tokens } } }';

  test('name models that are connected, and are taken back as a whole', async () => {
    await made({ allowedModels: ['small', 'gpt-4o'] });
    const input = { defaultModel: 'local/gpt-4o', fallbackModels: ['local/small'], dailyUsdPerPerson: 1.5, dailyTokensPerPerson: 100_000 };
    expect((await workspace.run(set, { input })).data.setModelSettings).toEqual({ ...input, dailyTokensPerPerson: 100_000 });
    expect((await workspace.run(choices)).data.modelChoices).toMatchObject({ answering: { ref: 'local/gpt-4o' }, reason: 'WORKSPACE' });
    expect((await workspace.run(set, { input: {} })).data.setModelSettings).toEqual({
      defaultModel: null,
      fallbackModels: [],
      dailyUsdPerPerson: null,
      dailyTokensPerPerson: null,
    });
    for (const [bad, field] of [
      [{ defaultModel: 'local/none' }, 'input.defaultModel'],
      [{ fallbackModels: ['local/small', 'x/y'] }, 'input.fallbackModels[1]'],
      [{ dailyUsdPerPerson: -1 }, 'input.dailyUsdPerPerson'],
    ] as const)
      expect((await workspace.run(set, { input: bad })).errors[0].extensions).toMatchObject({ code: 'BAD_MODEL_CONNECTION', field });
  });

  test('costs stand beside each model, relative to the one that answers', async () => {
    await made({ name: 'openai', baseUrl: 'https://api.openai.com/v1', allowedModels: ['gpt-4o', 'gpt-4o-mini', 'my-own'] });
    const set4o = { input: { defaultModel: 'openai/gpt-4o' } };
    await workspace.run(set, set4o);
    await setPrice(workspace, 'gpt-4o', 2.5, 10);
    await setPrice(workspace, 'gpt-4o-mini', 0.15, 0.6);
    const { models } = (await workspace.run(choices)).data.modelChoices;
    // 9,000 × 2.5 + 700 × 10 = 29,500; 9,000 × 0.15 + 700 × 0.6 = 1,770, per million.
    expect(models).toEqual([
      { ref: 'openai/gpt-4o', turnUsd: 0.0295, relativeCost: 1, inputUsdPerMillion: 2.5 },
      { ref: 'openai/gpt-4o-mini', turnUsd: 0.00177, relativeCost: expect.closeTo(0.06, 10), inputUsdPerMillion: 0.15 },
      { ref: 'openai/my-own', turnUsd: null, relativeCost: null, inputUsdPerMillion: null },
    ]);
  });
});

test('only those who may edit connections do', async () => {
  const anonymous = await ask(server, create, {
    variables: { input: { name: 'x', kind: 'ANTHROPIC', baseUrl: 'http://127.0.0.1/v1' } },
    headers: { authorization: 'Bearer ftl_nothing' },
  });
  expect(anonymous.body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
});

testsOfStreams(() => server);
