import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { recordGathered } from '../../audit/commands/gathering.ts';
import { verifyAudit } from '../../audit/load/verify.ts';
import { createPerson } from '../commands/person.ts';
import { Browser, password, codesOf } from './browser.testing.ts';

let count = 0;
async function person(server: TestServer, workspaceIds: readonly string[]): Promise<{ id: string; email: string; name: string }> {
  const email = `trail${(count += 1)}@example.com`;
  const made = await createPerson(server.stores, { email, name: `Trail ${count}`, password });
  if (!made.ok) throw made.failure;
  const personId = made.value.id;
  for (const workspaceId of workspaceIds) await server.stores.prisma.member.create({ data: { workspaceId, personId, role: 'ADMIN' } });
  return made.value;
}

/** What the trail of a workspace has about a person, oldest first; by the door that pages use where a browser is given. */
async function acts({ stores }: TestServer, browser: Browser, id: string, headers: Record<string, string> = {}): Promise<Loose[]> {
  await recordGathered(stores);
  const fields = `action outcome count reason address userAgent targetName actor { kind key name } changes { field after }`;
  const query = `query ($filter: AuditFilter) { auditLog(first: 100, filter: $filter) { edges { node { ${fields} } } } }`;
  const { body } = await browser.ask(query, { filter: { targetType: 'Person', targetId: id } }, headers);
  expect(body.errors).toBeUndefined();
  return body.data.auditLog.edges.map(({ node }: Loose) => node).toReversed();
}

export function trailTests(at: () => TestServer): void {
  describe('the audit trail', () => {
    test('has every sign-in and every change of the ways to sign in, in each workspace of the person, sealed', async () => {
      const server = at();
      const other = await server.stores.prisma.workspace.create({ data: { name: 'Second', slug: `second-${Date.now()}` } });
      const { id, email, name } = await person(server, [server.defaultWorkspaceId, other.id]);
      const browser = new Browser(server, { 'user-agent': 'Browser A' });
      await browser.post('/sign-in', { email, password });
      await browser.post('/account', { name: 'Trail L.' });
      await browser.post('/account/password', { currentPassword: 'wrong password', newPassword: 'a new tin cup' });
      await browser.post('/account/password', { currentPassword: password, newPassword: 'a new tin cup' });
      const { uri, recoveryCodes } = (await browser.post('/second-factor/enable', { password: 'a new tin cup' })).body;
      const code = codesOf(uri);
      await browser.post('/second-factor/confirm', { code: code() });
      const lost = new Browser(server, { 'user-agent': 'Browser B' });
      await lost.post('/sign-in', { email, password: 'a new tin cup' });
      await lost.post('/sign-in/recovery-code', { code: recoveryCodes[0] });
      await lost.post('/sign-in', { email, password: 'a new tin cup' });
      await lost.post('/sign-in/second-factor', { code: '000000' });
      await lost.post('/sign-in/second-factor', { code: code() });
      await browser.ask('mutation { revokeOtherSessions }');
      await browser.post('/second-factor/recovery-codes', { password: 'a new tin cup' });
      await browser.post('/second-factor/disable', { password: 'a new tin cup' });
      const key = { personId: id, publicKey: 'x', credentialID: `trail-${id}`, counter: 0, deviceType: 'singleDevice', backedUp: false };
      const passkey = await server.stores.prisma.passkey.create({ data: key });
      await new Browser(server).post('/sign-in/passkey', { response: { id: key.credentialID } });
      await browser.post('/passkeys/rename', { id: passkey.id, name: 'Laptop' });
      await browser.post('/passkeys/delete', { id: passkey.id });
      await browser.post('/sign-out');
      await browser.post('/sign-out');
      await browser.post('/sign-in', { email, password: 'a new tin cup' });
      const expected = [
        ['signIn', 'DONE'],
        ['changeName', 'DONE'],
        ['changePassword', 'REFUSED'],
        ['changePassword', 'DONE'],
        ['enableSecondFactor', 'DONE'],
        ['useRecoveryCode', 'DONE'],
        ['signIn', 'DONE'],
        ['signIn', 'REFUSED'],
        ['signIn', 'DONE'],
        ['revokeOtherSessions', 'DONE'],
        ['renewRecoveryCodes', 'DONE'],
        ['disableSecondFactor', 'DONE'],
        ['signIn', 'REFUSED'],
        ['renamePasskey', 'DONE'],
        ['deletePasskey', 'DONE'],
        ['signOut', 'DONE'],
        ['signOut', 'DONE'], // of the session that Browser B had when it signed in again
        ['signIn', 'DONE'],
      ];
      const sorted = (list: readonly (readonly unknown[])[]): string[] => list.map((item) => item.join(' ')).toSorted();
      await expect
        .poll(async () => sorted((await acts(server, browser, id)).map(({ action, outcome }) => [action, outcome])))
        .toEqual(sorted(expected));
      const entries = await acts(server, browser, id);
      expect(
        sorted((await acts(server, browser, id, { 'x-workspace': other.slug })).map(({ action, outcome }) => [action, outcome])),
      ).toEqual(sorted(expected));
      const [first] = entries;
      expect(first).toMatchObject({
        action: 'signIn',
        actor: { kind: 'PERSON', key: id, name },
        address: '127.0.0.1',
        userAgent: 'Browser A',
        targetName: email,
        changes: [{ field: 'method', after: 'PASSWORD' }],
      });
      const methods = entries.filter(({ action }) => action === 'signIn').map(({ changes }) => changes[0]?.after);
      expect(methods).toEqual(expect.arrayContaining(['PASSWORD_AND_RECOVERY_CODE', 'PASSWORD_AND_CODE']));
      expect(entries.find(({ action }) => action === 'revokeOtherSessions')).toMatchObject({
        actor: { kind: 'PERSON', key: id },
        changes: [{ field: 'sessionCount', after: 1 }],
      });
      const renamed = await server.stores.postgres.query(
        `SELECT actor_id FROM audit_entries WHERE workspace_id IS NULL AND target_id = $1 AND change = 'CHANGED' AND after ? 'name'`,
        [id],
      );
      expect(renamed.rows, 'what changes the row is changed by the person').toEqual([{ actor_id: id }]);
      const { chains, gaps } = await verifyAudit(server.stores.postgres);
      expect([...chains.filter((chain) => chain.break !== null), ...gaps]).toEqual([]);
      const feed = await browser.ask('{ activity(first: 100) { edges { node { action } } } }');
      expect(JSON.stringify(feed.body.data)).not.toContain('"signIn"');
      // No secret of any kind is in it.
      const { rows } = await server.stores.postgres.query('SELECT string_agg(audit_entries::text, chr(10)) AS text FROM audit_entries');
      for (const secret of [password, 'a new tin cup', 'wrong password', recoveryCodes[0]]) expect(rows[0].text).not.toContain(secret);
    });

    test('has what a person does by mutations that programs send as well, and not what a key does', async () => {
      const server = at();
      const { id, email } = await person(server, [server.defaultWorkspaceId]);
      const browser = new Browser(server);
      await browser.post('/sign-in', { email, password });
      const key = await browser.ask('mutation { createApiKey(input: { name: "program", role: EDITOR }) { secret } }');
      const { secret } = key.body.data.createApiKey as { secret: string };
      const program = new Browser(server, { authorization: `Bearer ${secret}` });
      for (const by of [browser, program]) {
        const made = await by.ask(`mutation { createTrainingJob(input: { externalId: "acts", name: "Of Ann" }) { id } }`);
        const input = { jobId: made.body.data.createTrainingJob.id, status: by === browser ? 'FAILED' : 'RUNNING' };
        const report = 'mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { status } }';
        await by.ask(report, { input });
        for (const externalId of ['one', 'two', 'three'])
          await by.ask('mutation ($m: [MessageInput!]!) { ingestMessages(messages: $m) { accepted } }', {
            m: [{ externalId, conversationId: 'acts', role: 'USER', content: 'x' }],
          });
      }
      await recordGathered(server.stores);
      const { rows } = await server.stores.postgres.query<Loose>(
        `SELECT action, target_type AS type, target_name AS name, after->>'status' AS status, count FROM audit_entries
         WHERE workspace_id = $1 AND action IN ('createTrainingJob', 'reportTrainingStatus', 'ingestMessages') AND actor_id = $2 ORDER BY id`,
        [server.defaultWorkspaceId, id],
      );
      const job = { type: 'TrainingJob', name: 'Of Ann', count: 1 };
      expect(rows).toMatchObject([
        { action: 'createTrainingJob', ...job },
        { action: 'reportTrainingStatus', ...job, status: 'FAILED' },
        { action: 'ingestMessages', type: null, count: 1 },
        { action: 'ingestMessages', type: null, count: 2 },
      ]);
      const others = await server.stores.postgres.query(
        `SELECT action FROM audit_entries WHERE actor_kind = 'KEY' AND action IN ('createTrainingJob', 'reportTrainingStatus', 'ingestMessages')`,
      );
      expect(others.rows).toEqual([]);
    });
    test('has failed sign-ins, gathered, and never an address without an account', async () => {
      const server = at();
      const { id, email } = await person(server, [server.defaultWorkspaceId]);
      const total = async (where: string, values: unknown[]): Promise<number> => {
        await recordGathered(server.stores);
        const { rows } = await server.stores.postgres.query(
          `SELECT coalesce(sum(count), 0)::int AS total FROM audit_entries WHERE action = 'signIn' AND outcome = 'REFUSED' AND ${where}`,
          values,
        );
        return rows[0].total;
      };
      const guesser = new Browser(server, { 'user-agent': 'Guesser' });
      const unknown = (): Promise<number> => total('target_id IS NULL AND workspace_id IS NULL', []);
      const before = await unknown();
      const answers = [];
      for (let n = 0; n < 3; n += 1) answers.push((await guesser.post('/sign-in', { email, password: `wrong password ${n}` })).body);
      for (let n = 0; n < 3; n += 1)
        answers.push((await guesser.post('/sign-in', { email: `unknown-${n}@example.com`, password: 'wrong password' })).body);
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      await expect.poll(() => total('target_id = $1 AND workspace_id = $2', [id, server.defaultWorkspaceId])).toBe(3);
      await expect.poll(() => unknown()).toBe(before + 3);
      const { rows } = await server.stores.postgres.query(
        `SELECT DISTINCT actor_kind, actor_id, target_name FROM audit_entries WHERE workspace_id IS NULL AND action = 'signIn' AND outcome = 'REFUSED' AND user_agent = 'Guesser'`,
      );
      expect(rows).toEqual([{ actor_kind: 'UNKNOWN', actor_id: null, target_name: null }]);
      const { rows: all } = await server.stores.postgres.query(
        'SELECT string_agg(audit_entries::text, chr(10)) AS text FROM audit_entries',
      );
      expect(all[0].text).not.toContain('unknown-');
    });

    test('of a person who is a member of no workspace is that of the installation', async () => {
      const server = at();
      const { id, email } = await person(server, []);
      await new Browser(server).post('/sign-in', { email, password });
      const { rows } = await server.stores.postgres.query(
        `SELECT workspace_id, actor_id FROM audit_entries WHERE target_id = $1 AND action = 'signIn'`,
        [id],
      );
      expect(rows).toEqual([{ workspace_id: null, actor_id: id }]);
    });
  });
}
