import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';
import { createApiKey } from '../access/commands.ts';
import { makeTeam } from '../access/tests/members.testing.ts';
import { forgetWorkspace, recordEvent, recordKeyPlace } from './commands.ts';
import { expireEntries, keepAuditFor } from './background/retention.ts';
import { recordGathered } from './commands/gathering.ts';
import { gapsOf } from './load/gaps.ts';
import { verifyAudit, type VerifiedChain } from './load/verify.ts';
import { additionsTests } from './tests/additions.testing.ts';
import { secretTests } from './tests/secrets.testing.ts';
import { forgetEntries } from './queries/entries.ts';

let server: TestServer;
/** As the owner of the tables, and past the product's own door. */
let owner: pg.Client;
beforeAll(async () => {
  server = await openTestServer();
  const { rows } = await server.stores.postgres.query('SELECT current_database() AS name');
  owner = new pg.Client({
    connectionString: (process.env['TEST_TEMPLATE_DATABASE_URL'] as string).replace(/\/[^/]*$/, `/${rows[0].name}`),
  });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await server?.close();
});

const entryFields = `action change targetType targetId targetName outcome count permission reason address requestId keyId
  actor { kind key name } changes { field before after }`;
const logOf = async ({ run }: TestWorkspace, filter: object = {}): Promise<Loose[]> => {
  const { data, errors } = await run(
    `query ($filter: AuditFilter) { auditLog(first: 100, filter: $filter) { edges { node { id ${entryFields} } } } }`,
    { filter },
  );
  expect(errors).toBeUndefined();
  // The first use of a key is an entry of its own, in each test.
  return data.auditLog.edges.map(({ node }: Loose) => node).filter(({ action }: Loose) => action !== 'useKeyFromNewPlace');
};
const saveView = 'mutation ($name: String!, $search: String!) { saveView(input: { page: "traces", name: $name, search: $search }) { id } }';

test('each change has an entry with actor, place, and the fields before and after', async () => {
  const workspace = await openTestWorkspace(server);
  const { data } = await workspace.run(saveView, { name: 'slow', search: 'a' });
  await workspace.run(saveView, { name: 'slow', search: 'b' });
  await workspace.run(saveView, { name: 'slow', search: 'b' });
  await workspace.run('mutation ($id: ID!) { deleteView(id: $id) }', { id: data.saveView.id });
  const [deleted, changed, created, key, own] = await logOf(workspace);
  const by = {
    actor: { kind: 'KEY', name: 'test' },
    address: '127.0.0.1',
    targetType: 'SavedView',
    targetName: 'slow',
    outcome: 'DONE',
    count: 1,
  };
  expect(created).toMatchObject({ ...by, action: 'saveView', change: 'CREATED' });
  expect(created.changes).toContainEqual({ field: 'search', before: null, after: 'a' });
  expect(changed).toMatchObject({ ...by, action: 'saveView', change: 'CHANGED', changes: [{ field: 'search', before: 'a', after: 'b' }] });
  expect(deleted).toMatchObject({ ...by, action: 'deleteView', change: 'DELETED', targetId: created.targetId });
  expect(deleted.changes).toContainEqual({ field: 'search', before: 'b', after: null });
  expect(new Set([created.requestId, changed.requestId, deleted.requestId]).size).toBe(3);
  // Who may do what is recorded also where the server itself changes it; the secret is not.
  expect(key).toMatchObject({ actor: { kind: 'SYSTEM' }, targetType: 'ApiKey', change: 'CREATED' });
  expect(key.changes).toContainEqual({ field: 'secretHash', before: null, after: '•••' });
  expect(own).toMatchObject({ actor: { kind: 'SYSTEM' }, targetType: 'Workspace' });
});

test('of a statement that changes many rows, one entry has their number and the first ones', async () => {
  const workspace = await openTestWorkspace(server);
  const table = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [
      `m-${n}`,
      { input_cost_per_token: 1e-6, output_cost_per_token: 2e-6, litellm_provider: 'openai', mode: 'chat' },
    ]),
  );
  const { errors } = await workspace.run('mutation ($table: JSON!) { importPrices(input: { table: $table }) { added } }', { table });
  expect(errors).toBeUndefined();
  const entries = await logOf(workspace, { action: 'importPrices', targetType: 'Price' });
  expect(entries).toMatchObject([{ count: 30, targetId: null, change: 'CREATED', changes: [{ field: 'rows' }] }]);
  expect(entries[0].changes[0].after).toHaveLength(20);
});

test('what is sent by programs, and what is rolled back, leaves no entry', async () => {
  const workspace = await openTestWorkspace(server);
  await workspace.run(
    'mutation { ingestMessages(messages: [{ externalId: "a", conversationId: "c", role: USER, content: "x" }]) { accepted } }',
  );
  await workspace.run('mutation { saveView(input: { page: "traces", name: "", search: "" }) { id } }');
  const rolledBack = server.stores.postgres.transaction(async (session) => {
    await recordEvent(session, workspace.id, { action: 'deleteTrace', targetType: 'Trace', targetId: 'a' });
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  expect((await logOf(workspace)).map(({ targetType }) => targetType)).toEqual(['ApiKey', 'Workspace']);
});

test('the trail is filtered, searched and paged, and shows no other workspace', async () => {
  const workspace = await openTestWorkspace(server);
  const other = await openTestWorkspace(server);
  for (const name of ['one', 'two', 'three']) await workspace.run(saveView, { name, search: `q=${name}` });
  await other.run(saveView, { name: 'theirs', search: '' });
  const names = async (filter: object): Promise<string[]> => (await logOf(workspace, filter)).map(({ targetName }) => targetName);
  expect(await names({ action: 'saveView' })).toEqual(['three', 'two', 'one']);
  expect(await names({ search: 'SAVEVIEW tw' })).toEqual(['two']);
  expect(await names({ search: '100%' })).toEqual([]);
  expect(await names({ actor: 'tes', targetType: 'SavedView', outcome: 'DONE', from: '2020-01-01T00:00:00Z' })).toHaveLength(3);
  expect(await names({ outcome: 'REFUSED' })).toEqual([]);
  expect(await names({ to: '2020-01-01T00:00:00Z' })).toEqual([]);
  const page =
    'query ($after: String) { auditLog(first: 2, after: $after) { edges { node { targetName } } pageInfo { endCursor hasNextPage } } }';
  const first = (await workspace.run(page)).data.auditLog;
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = (await workspace.run(page, { after: first.pageInfo.endCursor })).data.auditLog;
  expect([...first.edges, ...second.edges].map(({ node }: Loose) => node.targetName).slice(0, 3)).toEqual(['three', 'two', 'one']);
  const bad = await workspace.run(
    '{ auditLog(filter: { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" }) { edges { cursor } } }',
  );
  expect(bad.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'filter.to' });
});

test('an editor may not read the trail', async () => {
  const workspace = await openTestWorkspace(server);
  const { secret } = await createApiKey(server.stores, { workspaceId: workspace.id, name: 'editor', role: 'EDITOR' });
  const { body } = await ask(server, '{ auditLog { edges { cursor } } }', { headers: { authorization: `Bearer ${secret}` } });
  expect(body.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'READ_AUDIT' });
});

const slugOf = async ({ id }: TestWorkspace): Promise<string> =>
  (await owner.query('SELECT slug FROM workspaces WHERE id = $1', [id])).rows[0].slug;

test('the database refuses to change or to remove entries and seals, of its owner too', async () => {
  await openTestWorkspace(server);
  for (const table of ['audit_entries', 'audit_seals']) {
    const column = table === 'audit_entries' ? 'count = 2' : 'position = 9';
    for (const statement of [`UPDATE ${table} SET ${column}`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
      await expect(owner.query(statement)).rejects.toThrow(/append-only/);
      await expect(owner.query(`SET session_replication_role = replica; ${statement}`)).rejects.toThrow(/append-only/);
      await owner.query('RESET session_replication_role');
    }
  }
  expect((await verifyAudit(server.stores.postgres)).chains.filter((chain) => chain.break !== null)).toEqual([]);
});

/** Changes rows as one who may switch off the trigger that refuses it. */
async function behindItsBack(table: string, statement: string): Promise<void> {
  await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER audit_keep`);
  await owner.query(statement);
  await owner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER audit_keep`);
}

test('what was changed behind its back is found, with the first place', async () => {
  const { postgres } = server.stores;
  const workspaces = await Promise.all(Array.from({ length: 4 }, () => openTestWorkspace(server)));
  const [edited, removed, cut, added] = workspaces as [TestWorkspace, TestWorkspace, TestWorkspace, TestWorkspace];
  for (const { run } of workspaces) for (const search of ['a', 'b', 'c']) await run(saveView, { name: 'view', search });
  const chainOf = async ({ id }: TestWorkspace, kept: string[] = []) => {
    const verification = await verifyAudit(postgres, { keptHashes: kept });
    return { ...verification, chain: verification.chains.find(({ workspaceId }) => workspaceId === id) };
  };
  const { chain: whole, gaps } = await chainOf(cut);
  expect(gaps).toEqual([]);
  expect(whole).toMatchObject({ entryCount: 6, firstPosition: 1, lastPosition: 6, break: null });

  const third = (id: string, what: string): string => `(SELECT ${what} FROM audit_seals WHERE workspace_id = '${id}' AND position = 4)`;
  await behindItsBack('audit_entries', `UPDATE audit_entries SET actor_name = 'another' WHERE id = ${third(edited.id, 'entry_id')}`);
  expect((await chainOf(edited)).chain?.break).toMatchObject({ position: 4, reason: 'the entry is not what was sealed' });

  await behindItsBack('audit_entries', `DELETE FROM audit_entries WHERE id = ${third(removed.id, 'entry_id')}`);
  expect((await chainOf(removed)).chain?.break).toMatchObject({ position: 4, reason: 'the entry is missing' });
  await behindItsBack('audit_seals', `DELETE FROM audit_seals WHERE workspace_id = '${removed.id}' AND position = 4`);
  expect((await chainOf(removed)).chain?.break).toMatchObject({ position: 5, reason: 'seals are missing after position 3' });

  await behindItsBack(
    'audit_entries',
    `DELETE FROM audit_entries USING audit_seals s WHERE s.workspace_id = '${cut.id}' AND position > 5 AND entry_id = id`,
  );
  await behindItsBack('audit_seals', `DELETE FROM audit_seals WHERE workspace_id = '${cut.id}' AND position > 5`);
  const shortened = await chainOf(cut, [whole?.lastHash as string]);
  expect(shortened).toMatchObject({ chain: { lastPosition: 5, break: null }, lostHashes: [whole?.lastHash] });

  await owner.query('ALTER TABLE audit_entries DISABLE TRIGGER audit_seal');
  await owner.query(`INSERT INTO audit_entries (workspace_id, actor_kind, action) VALUES ('${added.id}', 'SYSTEM', 'made up')`);
  expect((await chainOf(added)).chain?.break).toMatchObject({
    position: null,
    reason: 'the entry was written past the chain: it has no seal',
  });
  expect((await chainOf(added)).gaps).toEqual(['The trigger audit_seal of the table audit_entries is missing or disabled.']);
  await owner.query('ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_seal');
});

test('entries leave by their age from the oldest on, and the chain still holds', async () => {
  const { postgres } = server.stores;
  const workspace = await openTestWorkspace(server);
  for (const search of ['a', 'b', 'c']) await workspace.run(saveView, { name: 'view', search });
  const [, second] = await logOf(workspace, { targetType: 'SavedView' });
  const { rows } = await owner.query('SELECT at FROM audit_entries WHERE id = $1', [
    Buffer.from(second.id, 'base64').toString().split(':')[1],
  ]);
  const chain = async (retentionDays: number | null = 1) =>
    (await verifyAudit(postgres, { retentionDays })).chains.find(({ workspaceId }) => workspaceId === workspace.id);
  const forget = (earlier: Date) => forgetEntries(postgres, { workspaceId: workspace.id, earlier, days: 1 });
  expect(await forget(rows[0].at)).toEqual([{ count: 4 }]);
  const left = { entryCount: 3, firstPosition: 5, lastPosition: 7 };
  const [note] = await logOf(workspace);
  expect(note).toMatchObject({
    action: 'expireAuditEntries',
    changes: expect.arrayContaining([{ field: 'lastPosition', before: null, after: 4 }]),
  });
  expect((await chain())?.break?.reason, 'a call in the wrong hands').toBe('entries were removed that were younger than 1 days');
  expect((await chain(null))?.break?.reason).toContain('AUDIT_RETENTION_DAYS is not that');
  // As if they had been a day old.
  const aged = `UPDATE audit_entries SET after = after || '{"earlier_than": "2020-01-01"}' WHERE workspace_id = '${workspace.id}' AND action = 'expireAuditEntries'`;
  await behindItsBack('audit_entries', aged);
  expect((await chain())?.break, 'which its seal tells').toMatchObject({ position: 7, reason: 'the entry is not what was sealed' });
  expect(await chain()).toMatchObject(left);
  expect(await forget(new Date(Date.now() + 60_000))).toEqual([{ count: 3 }]);
  await workspace.run(saveView, { name: 'view', search: 'd' });
  expect(await chain()).toMatchObject({ entryCount: 2, firstPosition: 7, lastPosition: 9 });
  await expect(forgetEntries(postgres, { workspaceId: workspace.id, earlier: 'infinity', days: null })).rejects.toThrow(
    'with their workspace',
  );
});

test('a chain that was removed as a whole is missed', async () => {
  const { postgres } = server.stores;
  const workspace = await openTestWorkspace(server);
  await behindItsBack('audit_entries', `DELETE FROM audit_entries WHERE workspace_id = '${workspace.id}'`);
  await behindItsBack('audit_seals', `DELETE FROM audit_seals WHERE workspace_id = '${workspace.id}'`);
  const { rows } = await owner.query('SELECT slug FROM workspaces WHERE id = $1', [workspace.id]);
  expect((await verifyAudit(postgres)).gaps).toEqual([`The workspace ${rows[0].slug} has no entry: its chain was removed.`]);
  await owner.query('DELETE FROM workspaces WHERE id = $1', [workspace.id]);
});

test('a function or a trigger that was replaced is found, whatever its name', async () => {
  const gaps = async (change: string): Promise<readonly string[]> => {
    await owner.query('BEGIN');
    await owner.query(change);
    const found = await gapsOf(owner as never);
    await owner.query('ROLLBACK');
    return found;
  };
  const other = (name: string): string => `The ${name} is not the one that this version makes.`;
  expect(await gaps('SELECT 1')).toEqual([]);
  expect(await gaps('CREATE OR REPLACE FUNCTION audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$')).toEqual([
    other('function audit_change'),
  ]);
  const replaced = `CREATE OR REPLACE TRIGGER audit_update AFTER UPDATE ON saved_views REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION audit_change('{}')`;
  expect(await gaps(replaced)).toEqual([other('trigger audit_update of the table saved_views')]);
  expect(await gaps('ALTER TABLE audit_seals ENABLE REPLICA TRIGGER audit_keep')).toEqual([
    'The trigger audit_keep of the table audit_seals is missing or disabled.',
  ]);
  expect(await gaps(`ALTER ROLE CURRENT_USER SET session_replication_role = 'replica'`)).toEqual([
    'A setting of the database or of a role switches triggers off (session_replication_role).',
  ]);
});

test('a workspace that is deleted for good takes its trail along, and leaves one entry of the installation', async () => {
  const { postgres } = server.stores;
  const workspace = await openTestWorkspace(server);
  await workspace.run('mutation ($slug: String!) { deleteWorkspace(input: { confirmSlug: $slug }) { slug } }', {
    slug: await slugOf(workspace),
  });
  await owner.query('DELETE FROM workspaces WHERE id = $1', [workspace.id]);
  const { lastHash, lastPosition } = (await verifyAudit(postgres)).chains.find(
    ({ workspaceId }) => workspaceId === workspace.id,
  ) as VerifiedChain;
  await postgres.transaction((session) => forgetWorkspace(session, { id: workspace.id, name: 'gone' }));
  expect((await verifyAudit(postgres)).chains.find(({ workspaceId }) => workspaceId === workspace.id)).toBeUndefined();
  const { rows } = await owner.query('SELECT action, after FROM audit_entries WHERE workspace_id IS NULL AND target_id = $1', [
    workspace.id,
  ]);
  const by = { askedBy: 'test', askedById: expect.any(String), askedFrom: '127.0.0.1', askedAt: expect.stringMatching(/^20\d\d-/) };
  expect(rows).toEqual([{ action: 'deleteWorkspaceForGood', after: { entryCount: lastPosition, lastHash, ...by } }]);
});

test('changes of one workspace at the same time make one chain', async () => {
  const workspace = await openTestWorkspace(server);
  const save = () => workspace.run(saveView, { name: randomUUID(), search: '' });
  await save(); // its key is new to the trail, once
  await Promise.all(Array.from({ length: 11 }, save));
  const chain = (await verifyAudit(server.stores.postgres)).chains.find(({ workspaceId }) => workspaceId === workspace.id);
  expect(chain).toMatchObject({ entryCount: 15, lastPosition: 15, break: null });
});

test('a refused change is recorded with the permission that lacked, and a flood of them as one more entry', async () => {
  const workspace = await openTestWorkspace(server);
  const { secret } = await createApiKey(server.stores, { workspaceId: workspace.id, name: 'reader', role: 'VIEWER' });
  const headers = { authorization: `Bearer ${secret}` };
  for (let n = 0; n < 5; n += 1) await ask(server, saveView, { variables: { name: 'no', search: '' }, headers });
  const refused = () => logOf(workspace, { outcome: 'REFUSED' });
  await expect
    .poll(refused)
    .toMatchObject([{ action: 'saveView', permission: 'SAVE_VIEWS', count: 1, actor: { kind: 'KEY', name: 'reader' } }]);
  await recordGathered(server.stores);
  expect(await refused()).toMatchObject([{ count: 4 }, { count: 1 }]);
});

test('wrong credentials are recorded in the workspace of their key, and what a protocol refuses, too', async () => {
  const workspace = await openTestWorkspace(server);
  const wrong = { authorization: `Bearer ${workspace.secret.slice(0, 10)}${'x'.repeat(38)}` };
  expect((await ask(server, '{ workspace { id } }', { headers: wrong })).status).toBe(401);
  const { secret } = await createApiKey(server.stores, { workspaceId: workspace.id, name: 'reader', role: 'VIEWER' });
  const sent = await fetch(`${server.url}/v1/traces`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json', 'x-api-key': secret },
  });
  expect(sent.status).toBe(403);
  await expect.poll(() => logOf(workspace, { outcome: 'REFUSED' })).toHaveLength(2);
  expect(await logOf(workspace, { outcome: 'REFUSED' })).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        action: 'authenticate',
        targetType: 'ApiKey',
        targetName: 'test',
        actor: { kind: 'UNKNOWN', key: null, name: null },
      }),
      expect.objectContaining({ action: 'POST /v1/traces', actor: expect.objectContaining({ kind: 'KEY', name: 'reader' }) }),
    ]),
  );
});

test('the feed shows viewers who did what, without addresses, values, refusals and what is private', async () => {
  const workspace = await openTestWorkspace(server);
  const { secret } = await createApiKey(server.stores, { workspaceId: workspace.id, name: 'reader', role: 'VIEWER' });
  const headers = { authorization: `Bearer ${secret}` };
  for (const search of ['a', 'b']) await workspace.run(saveView, { name: 'slow', search });
  await ask(server, saveView, { variables: { name: 'no', search: '' }, headers });
  await recordEvent(server.stores.postgres, workspace.id, { action: 'signIn', isPrivate: true });
  const { body } = await ask(
    server,
    '{ activity(first: 3) { edges { node { action change targetName changedFields actor { name } } } } }',
    { headers },
  );
  expect(body.data.activity.edges.map(({ node }: Loose) => node)).toMatchObject([
    { action: 'saveView', change: 'CHANGED', targetName: 'slow', changedFields: ['search'], actor: { name: 'test' } },
    { action: 'saveView', change: 'CREATED' },
    { action: 'system', change: 'CREATED', targetName: 'reader' },
  ]);
  // A search may not find out what is not shown.
  const hidden = await ask(server, '{ activity(filter: { search: "127.0.0.1" }) { edges { cursor } } }', { headers });
  expect(hidden.body.data.activity.edges).toEqual([]);
});

test('settings say who changed them last, with one statement for a list', async () => {
  const workspace = await openTestWorkspace(server);
  for (const name of ['a', 'b', 'c'])
    await workspace.run('mutation ($name: String!) { saveModel(input: { name: $name }) { id } }', { name });
  await workspace.run('mutation { setDataPolicy(input: { maskingMode: MASK, maskingKinds: [], traceSampleShare: 1 }) { maskingMode } }');
  await server.stores.prisma.model.create({ data: { workspaceId: workspace.id, name: 'd' } });
  const sent: string[] = [];
  server.stores.postgres.observe = (statement) => sent.push(statement);
  const { data, errors } = await workspace.run(
    '{ models { name lastChange { at action actor { name } } } dataPolicy { lastChange { action } } }',
  );
  server.stores.postgres.observe = () => {};
  expect(errors).toBeUndefined();
  expect(data.models.map(({ name, lastChange }: Loose) => [name, lastChange?.action ?? null, lastChange?.actor.name ?? null])).toEqual([
    ['a', 'saveModel', 'test'],
    ['b', 'saveModel', 'test'],
    ['c', 'saveModel', 'test'],
    ['d', null, null],
  ]);
  expect(data.dataPolicy.lastChange.action).toBe('setDataPolicy');
  expect(sent.filter((statement) => statement === 'audit.lastChanges').length).toBeLessThanOrEqual(2);
});

test('what rows do not show is recorded by those who do it', async () => {
  const workspace = await openTestWorkspace(server);
  const traceId = 'a'.repeat(32);
  await workspace.run('mutation ($traceId: String!) { deleteTrace(traceId: $traceId) }', { traceId });
  await workspace.run('mutation { rebuildFacts { id } }');
  expect(await logOf(workspace, { actor: 'test' })).toMatchObject([
    { action: 'rebuildFacts', change: null },
    { action: 'deleteTrace', targetType: 'Trace', targetId: expect.stringContaining('aaaaaaaa') },
  ]);
});

test('entries that belong to no workspace are for owners of the first one', async () => {
  await recordEvent(server.stores.postgres, null, { action: 'signIn', outcome: 'REFUSED', reason: 'wrong password' });
  const query = '{ auditLog(first: 1, scope: INSTALLATION) { edges { node { action reason } } } }';
  expect((await ask(server, query)).body.data.auditLog.edges).toEqual([{ node: { action: 'signIn', reason: 'wrong password' } }]);
  const workspace = await openTestWorkspace(server);
  expect((await workspace.run(query)).errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'scope' });
});

test('the trail is downloaded as CSV and as JSON Lines, and that is recorded', async () => {
  const workspace = await openTestWorkspace(server);
  await workspace.run(saveView, { name: '=cmd()', search: 'a,"b"' });
  const download = (path: string, secret = workspace.secret) => fetch(`${server.url}/v1/${path}`, { headers: { 'x-api-key': secret } });
  const csv = await download('audit.csv?targetType=SavedView');
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
  const lines = (await csv.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^at,actorKind,actorKey,actorName,/);
  expect(lines[1]).toContain(",'=cmd(),DONE,1,");
  const jsonl = await (await download('audit.jsonl?actor=test')).text();
  const entries = jsonl
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries.map(({ action }) => action)).toEqual(['useKeyFromNewPlace', 'saveView', 'downloadAuditLog', 'downloadAuditLog']);
  expect(entries[1].changes).toContainEqual({ field: 'search', before: null, after: 'a,"b"' });
  expect(await (await download('audit.csv?sort=1')).json()).toMatchObject({
    errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'sort' } }],
  });
  expect(await (await download('audit.csv?from=never')).json()).toMatchObject({ errors: [{ extensions: { field: 'from' } }] });
  const { secret } = await createApiKey(server.stores, { workspaceId: workspace.id, name: 'editor', role: 'EDITOR' });
  expect((await download('audit.csv', secret)).status).toBe(403);
  expect((await download('audit.csv', 'wrong')).status).toBe(401);
});

test('entries are kept for good, or for the days that are set', async () => {
  const workspace = await openTestWorkspace(server);
  await workspace.run('{ workspace { id } }');
  const inTenDays = new Date(Date.now() + 10 * 86_400_000);
  await expireEntries(server.stores, inTenDays);
  expect(await logOf(workspace)).toHaveLength(2);
  keepAuditFor(server.stores, 30);
  await expireEntries(server.stores, inTenDays);
  expect(await logOf(workspace)).toHaveLength(2);
  keepAuditFor(server.stores, 9);
  await expireEntries(server.stores, inTenDays);
  expect(await logOf(workspace)).toMatchObject([
    {
      action: 'expireAuditEntries',
      changes: expect.arrayContaining([
        { field: 'days', before: null, after: 9 },
        { field: 'entryCount', before: null, after: 3 },
      ]),
    },
  ]);
  keepAuditFor(server.stores, 36_500);
});

test('a key that is used from an address for the first time is recorded, once', async () => {
  const { id: workspaceId } = await openTestWorkspace(server);
  const { apiKey } = await createApiKey(server.stores, { workspaceId, name: 'moved', role: 'EDITOR' });
  const use = (address: string): Promise<void> => recordKeyPlace(server.stores, { workspaceId, keyId: apiKey.id, address });
  await Promise.all(Array.from({ length: 8 }, () => use('192.0.2.1')));
  for (const address of ['192.0.2.2', '192.0.2.1']) await use(address);
  const { rows } = await owner.query(
    `SELECT address, actor_name, is_private FROM audit_entries WHERE workspace_id = $1 AND action = 'useKeyFromNewPlace' ORDER BY id`,
    [workspaceId],
  );
  expect(rows).toEqual(['192.0.2.1', '192.0.2.2'].map((address) => ({ address, actor_name: 'moved', is_private: true })));
});

test('what is deleted by other protocols is recorded with its caller, and what is logged is not', async () => {
  const workspace = await openTestWorkspace(server);
  const headers = { authorization: `Bearer ${workspace.secret}`, 'content-type': 'application/json' };
  const post = async (path: string, body: object): Promise<Loose> => {
    const response = await fetch(`${server.url}/api/2.0/mlflow/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
    return response.json();
  };
  const { experiment_id } = await post('experiments/create', { name: 'tuning' });
  const { run } = await post('runs/create', { experiment_id, run_name: 'first' });
  await post('runs/update', { run_id: run.info.run_id, status: 'FINISHED' });
  await post('runs/delete', { run_id: run.info.run_id });
  await workspace.run(
    'mutation { evaluateMessages(evaluations: [{ externalId: "e", sessionId: "s", name: "mood", value: 1 }]) { accepted } }',
  );
  expect((await fetch(`${server.url}/api/public/scores/e`, { method: 'DELETE', headers })).status).toBe(200);
  expect(await logOf(workspace, { actor: 'test' })).toMatchObject([
    { action: 'deleteEvaluation', targetType: 'Evaluation', targetId: 'e' },
    { action: 'mlflow runs/delete', targetType: 'TrainingJob', targetName: 'first', changes: [{ field: 'deletedAt' }] },
    { action: 'mlflow experiments/create', targetType: 'TrainingProject', targetName: 'tuning', change: 'CREATED' },
  ]);
});

test('an event with a text that no store keeps is recorded all the same', async () => {
  const workspace = await openTestWorkspace(server);
  await recordEvent(server.stores.postgres, workspace.id, { action: 'try', targetName: 'a\0b\ud800', after: { 'of it': ['\0'] } });
  expect((await logOf(workspace))[0]).toMatchObject({
    action: 'try',
    targetName: 'a\ufffdb\ufffd',
    changes: [{ field: 'of it', after: ['\ufffd'] }],
  });
});

additionsTests(() => server);
secretTests(() => ({ server, owner }));

// Last: it makes an account, after which a caller on this machine is no owner any more.
test('configurations, runners, mappings, aliases, members and the workspace say so, too', async () => {
  const workspace = await openTestWorkspace(server);
  const person = await server.stores.prisma.person.create({ data: { email: `${randomUUID()}@example.com`, name: 'Member' } });
  await server.stores.prisma.member.create({ data: { workspaceId: workspace.id, personId: person.id, role: 'VIEWER' } });
  const { data: made, errors } = await workspace.run(`mutation {
    saveTrainingConfiguration(input: { name: "c", command: "train" }) { id }
    registerRunner(input: { name: "r" }) { id }
    saveImportMapping(input: { name: "m", columns: [{ field: "content", column: "text" }] }) { id }
    saveModelAlias(input: { name: "Deployment-A", model: "gpt-4o" }) { task { id } }
    renameWorkspace(input: { name: "Renamed" }) { id }
  }`);
  expect(errors).toBeUndefined();
  await workspace.run('mutation ($id: ID!) { saveTrainingConfiguration(input: { id: $id, name: "c", command: "other" }) { id } }', {
    id: made.saveTrainingConfiguration.id,
  });
  const members = 'members(first: 10) { edges { node { id name lastChange { action change actor { name } } } } }';
  const [{ node }] = (await workspace.run(`{ ${members} }`)).data.members.edges;
  await workspace.run('mutation ($id: ID!) { setMemberRole(input: { id: $id, role: EDITOR }) { id } }', { id: node.id });
  const by = 'lastChange { action change actor { name } }';
  const { data } = await workspace.run(
    `{ trainingConfigurations { ${by} } runners { ${by} } importMappings { ${by} } modelAliases { name ${by} } workspace { ${by} } ${members} }`,
  );
  const change = (action: string, what: string) => ({ lastChange: { action, change: what, actor: { name: 'test' } } });
  expect(data.trainingConfigurations).toEqual([change('saveTrainingConfiguration', 'CHANGED')]);
  expect(data.importMappings).toEqual([change('saveImportMapping', 'CREATED')]);
  expect(data.modelAliases).toMatchObject([change('saveModelAlias', 'CREATED')]);
  expect(data.workspace).toEqual(change('renameWorkspace', 'CHANGED'));
  expect(data.members.edges[0].node).toMatchObject(change('setMemberRole', 'CHANGED'));
  expect(data.runners, 'what a program registers is no change by a person').toEqual([{ lastChange: null }]);
});

test('attempts at a role above the own one, and at the last owner, are recorded with who tried', async () => {
  const { of, workspaceId } = await makeTeam(server, ['OWNER', 'ADMIN']);
  const asAdmin = (document: string, variables: object) => ask(server, document, { ...of('ADMIN'), variables });
  const owner = of('OWNER').id;
  await asAdmin('mutation ($id: ID!) { setMemberRole(input: { id: $id, role: VIEWER }) { id } }', { id: owner });
  await asAdmin('mutation ($id: ID!) { removeMember(id: $id) }', { id: owner });
  await asAdmin('mutation ($id: ID!) { createSignInLink(id: $id) }', { id: owner });
  await asAdmin('mutation { inviteMember(input: { email: "eve@example.com", role: OWNER }) { link } }', {});
  await asAdmin('mutation { createApiKey(input: { name: "x", role: OWNER }) { secret } }', {});
  await asAdmin('mutation { createApiKey(input: { name: "" }) { secret } }', {});
  await ask(server, 'mutation { leaveWorkspace }', of('OWNER'));
  await ask(server, 'mutation ($id: ID!) { removeMember(id: $id) }', { ...of('OWNER'), variables: { id: owner } });
  const tried = async () => {
    const { rows } = await server.stores.postgres.query(
      `SELECT action, actor_name FROM audit_entries WHERE workspace_id = $1 AND outcome = 'REFUSED' ORDER BY actor_name, action`,
      [workspaceId],
    );
    return rows.map(({ action, actor_name: name }) => `${name} ${action}`);
  };
  const expected = ['createApiKey', 'createSignInLink', 'inviteMember', 'removeMember', 'setMemberRole'].map((action) => `ADMIN ${action}`);
  await expect.poll(tried).toEqual([...expected, 'OWNER leaveWorkspace', 'OWNER removeMember']);
});

test('a change of a membership names the person, also when it has ended', async () => {
  const { of, workspaceId } = await makeTeam(server, ['OWNER', 'ADMIN', 'EDITOR', 'VIEWER']);
  await ask(server, 'mutation ($id: ID!) { removeMember(id: $id) }', { ...of('OWNER'), variables: { id: of('EDITOR').id } });
  await server.stores.prisma.person.delete({ where: { id: of('VIEWER').personId } });
  const gone = await server.stores.postgres.query(
    `SELECT target_name FROM audit_entries WHERE workspace_id = $1 AND target_id = $2 AND change = 'DELETED'`,
    [workspaceId, of('VIEWER').memberId],
  );
  expect(gone.rows, 'the account is gone with it').toEqual([{ target_name: of('VIEWER').email }]);
  await ask(server, 'mutation ($id: ID!) { removeMember(id: $id) }', { ...of('ADMIN'), variables: { id: of('OWNER').id } });
  const refused = async () =>
    (
      await server.stores.postgres.query(
        `SELECT target_name FROM audit_entries WHERE workspace_id = $1 AND outcome = 'REFUSED' AND target_type = 'Member'`,
        [workspaceId],
      )
    ).rows;
  await expect.poll(refused, { timeout: 10_000 }).toEqual([{ target_name: of('OWNER').email }]);
  const { rows } = await server.stores.postgres.query(
    `SELECT actor_name, target_name FROM audit_entries WHERE workspace_id = $1 AND action = 'removeMember' AND change = 'DELETED'`,
    [workspaceId],
  );
  expect(rows).toEqual([{ actor_name: 'OWNER', target_name: of('EDITOR').email }]);
});
