import { prismaAdapter } from 'better-auth/adapters/prisma';
import { describe, expect, test } from 'vitest';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { TestServer } from '../../../server.testing.ts';
import { hashPassword } from '../commands/password-hash.ts';
import { presentCredentials } from '../commands/present-credentials.ts';
import { createPerson, resetSignIn, setPassword } from '../commands/person.ts';
import { Browser, codesOf, password, viewerQuery, type SignInAnswer } from './browser.testing.ts';

let count = 0;
async function personAt(server: TestServer): Promise<{ id: string; email: string; browser: Browser }> {
  const email = `meanwhile${(count += 1)}@example.com`;
  const made = await createPerson(server.stores, { email, name: `Person ${count}`, password });
  if (!made.ok) throw made.failure;
  const browser = new Browser(server, { 'user-agent': `Meanwhile ${count}` });
  await browser.post('/sign-in', { email, password });
  return { id: made.value.id, email, browser };
}

const newPassword = 'another tin cup';

/** Sign-ins that have checked what the person showed, and are about to store what comes of it, while a change is not committed yet. */
export function changedMeanwhileTests(at: () => TestServer): void {
  /** Begins `work` once the change has been made, and commits the change when the work waits for it. */
  async function whileChanging<Value>(
    change: (transaction: Prisma.TransactionClient) => Promise<void>,
    work: () => Promise<Value>,
  ): Promise<Value> {
    const { prisma, postgres } = at().stores;
    let begun: Promise<Value> | undefined;
    await prisma.$transaction(
      async (transaction) => {
        await change(transaction);
        begun = work();
        begun.catch(() => {});
        // Who waits for a row that another transaction has changed holds the lock of that row's turn.
        const waiting = `SELECT FROM pg_locks WHERE locktype = 'tuple' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
        await expect.poll(async () => (await postgres.query(waiting)).rowCount, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
      },
      { timeout: 30_000 },
    );
    return begun as Promise<Value>;
  }
  const refused = { status: 401, body: { error: { code: 'SIGN_IN_REFUSED' } } };
  const sessionsOf = (personId: string): Promise<number> => at().stores.prisma.personSession.count({ where: { personId } });

  describe('a sign-in that is under way', () => {
    test('by a password that is set again at that moment leaves no session, and by the new one a session', async () => {
      const { id, email, browser } = await personAt(at());
      const hash = await hashPassword(newPassword);
      const tryIn = (known: string) => (): Promise<SignInAnswer> => new Browser(at()).post('/sign-in', { email, password: known });
      const old = await whileChanging((transaction) => setPassword(transaction, id, hash), tryIn(password));
      expect(old).toMatchObject(refused);
      expect([await sessionsOf(id), (await browser.ask(viewerQuery)).status]).toEqual([0, 401]);
      const same = await whileChanging((transaction) => setPassword(transaction, id, hash), tryIn(newPassword));
      expect(same, 'the credentials have changed, and the password is right').toMatchObject({ status: 200, body: { status: 'SIGNED_IN' } });
    });
    test('when every way in ends leaves none, and adds none', async () => {
      const { id, email } = await personAt(at());
      const answer = await whileChanging(
        (transaction) => resetSignIn(transaction, id),
        () => new Browser(at()).post('/sign-in', { email, password }),
      );
      expect([answer, await sessionsOf(id)]).toMatchObject([refused, 0]);
    });
    test('and is to wait for a code, or waits for it, ends with the password', async () => {
      const { id, email, browser } = await personAt(at());
      const { uri, recoveryCodes } = (await browser.post('/second-factor/enable', { password })).body;
      await browser.post('/second-factor/confirm', { code: codesOf(uri)() });
      const hash = await hashPassword(newPassword);
      const change = (transaction: Prisma.TransactionClient): Promise<void> => setPassword(transaction, id, hash);
      const waitsFor = (): Promise<number> => at().stores.prisma.verification.count({ where: { value: id } });
      const begin = async (known: string): Promise<Browser> => {
        const next = new Browser(at());
        expect((await next.post('/sign-in', { email, password: known })).body).toEqual({ status: 'SECOND_FACTOR' });
        return next;
      };
      const code = { code: recoveryCodes[0] as string, trustDevice: true };
      const expired = { status: 401, body: { error: { code: 'SECOND_FACTOR_EXPIRED' } } };
      const waiting = await begin(password);
      expect(await whileChanging(change, () => waiting.post('/sign-in/recovery-code', code)), 'the code is checked').toMatchObject(expired);
      const later = await begin(newPassword);
      const owner = await begin(newPassword);
      await owner.post('/sign-in/recovery-code', { code: recoveryCodes[1] as string });
      expect((await owner.post('/account/password', { currentPassword: newPassword, newPassword: password })).status).toBe(200);
      expect(await later.post('/sign-in/recovery-code', { code: recoveryCodes[2] as string }), 'it waited').toMatchObject(expired);
      const early = await whileChanging(change, () => new Browser(at()).post('/sign-in', { email, password }));
      expect([early, await waitsFor()]).toMatchObject([refused, 0]);
    });
    test('a change of the password by one who knows the earlier one does not undo a new one', async () => {
      const { id, email, browser } = await personAt(at());
      const hash = await hashPassword(newPassword);
      const answer = await whileChanging(
        (transaction) => setPassword(transaction, id, hash),
        () => browser.post('/account/password', { currentPassword: password, newPassword: 'of a stranger' }),
      );
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'PASSWORD_REFUSED' } } });
      expect((await new Browser(at()).post('/sign-in', { email, password: newPassword })).status).toBe(200);
    });
    test('links no provider to an account whose ways in have ended', async () => {
      const { id } = await personAt(at());
      const { stores } = at();
      const { open, watch } = presentCredentials(
        stores,
        (client) => prismaAdapter(client, { provider: 'postgresql' }),
        () => new Error('changed'),
      );
      const library = open({
        user: { modelName: 'person' },
        account: { modelName: 'personAccount', fields: { userId: 'personId' } },
        advanced: { database: { generateId: false } },
      });
      const link = async (): Promise<unknown> => {
        await library.findOne({ model: 'user', where: [{ field: 'id', value: id }] });
        const data = { userId: id, providerId: 'oidc', accountId: id, createdAt: new Date(), updatedAt: new Date() };
        return library.create({ model: 'account', data }).catch((error: unknown) => error);
      };
      const { value, isOvertaken } = await whileChanging(
        (transaction) => resetSignIn(transaction, id),
        () => watch(link),
      );
      expect([value, isOvertaken]).toEqual([expect.any(Error), true]);
      expect(await stores.prisma.personAccount.count({ where: { personId: id } })).toBe(0);
    });
  });
}
