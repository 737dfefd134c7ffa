import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { TestServer } from '../../../server.testing.ts';
import { createPerson } from '../commands/person.ts';
import { Browser, password, viewerQuery, codesOf } from './browser.testing.ts';

const migration = new URL('../../../../../prisma/migrations/20261129161500_hashed_tokens/migration.sql', import.meta.url);

let count = 0;
async function signedInPerson(server: TestServer): Promise<{ id: string; email: string; browser: Browser }> {
  const email = `token${(count += 1)}@example.com`;
  const made = await createPerson(server.stores, { email, name: 'Token', password });
  if (!made.ok) throw made.failure;
  const browser = new Browser(server);
  expect((await browser.post('/sign-in', { email, password })).status).toBe(200);
  return { id: made.value.id, email, browser };
}

/** What could be shown to the server again: each cookie's value, whole and in its parts. */
const secretsOf = (browser: Browser): string[] =>
  [...browser.cookies.values()].flatMap((value) => decodeURIComponent(value).split(/[.!]/)).filter((part) => part.length >= 16);

const tokenOf = (server: TestServer, browser: Browser): string =>
  decodeURIComponent(browser.cookies.get(`ftl-${server.port}.session_token`) as string).split('.')[0] as string;

export function tokenTests(at: () => TestServer): void {
  describe('what is kept of a session', () => {
    test('leads to none: no table has what a cookie has', async () => {
      const server = at();
      const { id, email, browser } = await signedInPerson(server);
      const { uri } = (await browser.post('/second-factor/enable', { password })).body;
      const code = codesOf(uri);
      expect((await browser.post('/second-factor/confirm', { code: code() })).status).toBe(200);
      const trusted = new Browser(server);
      await trusted.post('/sign-in', { email, password });
      const shown = secretsOf(trusted);
      expect((await trusted.post('/sign-in/second-factor', { code: code(), trustDevice: true })).status).toBe(200);
      shown.push(...secretsOf(trusted));
      expect((await trusted.post('/sign-in', { email, password })).body.status, 'a browser that needs no code').toBe('SIGNED_IN');
      await server.stores.postgres.query(`UPDATE person_sessions SET replaced_at = now() - interval '25 hours' WHERE person_id = $1`, [id]);
      shown.push(...secretsOf(trusted), ...secretsOf(browser));
      expect((await trusted.ask(viewerQuery)).status, 'and whose token is replaced').toBe(200);
      await new Browser(server).post('/sign-in/passkey/options');
      shown.push(...secretsOf(trusted));
      expect(new Set(shown).size).toBeGreaterThan(5);
      for (const table of ['person_sessions', 'verifications', 'sign_in_links']) {
        const { rows } = await server.stores.postgres.query(`SELECT coalesce(string_agg(t::text, chr(10)), '') AS text FROM ${table} AS t`);
        for (const secret of shown) expect(rows[0].text, table).not.toContain(secret);
      }
    });

    test('was kept in clear before: the migration signs no one out, and what it makes of a token is no token', async () => {
      const server = at();
      const { id, browser } = await signedInPerson(server);
      const { postgres } = server.stores;
      const token = tokenOf(server, browser);
      await postgres.query('UPDATE person_sessions SET token = $1 WHERE person_id = $2', [token, id]);
      expect((await browser.ask(viewerQuery)).status).toBe(401);
      const statements = (await readFile(migration, 'utf8')).replaceAll(/^--.*$/gm, '').split(';');
      for (const statement of statements) if (statement.trim() !== '') await postgres.query(statement);
      expect((await browser.ask(viewerQuery)).status).toBe(200);
      expect(tokenOf(server, browser)).toBe(token);
      expect((await browser.post('/sign-out')).status).toBe(200);
      expect(await server.stores.prisma.personSession.count({ where: { personId: id } })).toBe(0);
    });
  });
}
