import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedis, noRedis, openTestRedis, type TestRedis } from '../server/src/platform/live/redis.testing.ts';
import { until } from './ask.ts';
import { openBrowser, openPage, type OpenPage } from './browser.ts';
import { makeUsedDataDir, postgresUrlOf, removeDataDir, startServer, type RunningServer } from './server.ts';

const password = 'correct horse battery staple';
/** What is changed on one server is seen on the other within a second; a little more for a machine that is busy. */
const soonMs = 1_500;
/** As long as a page takes to draw it. */
const drawnMs = 2_500;

/** Sends an operation from the page, with the cookies of its person. Errors: throws with those of the answer. */
async function askFrom<Data>(page: Page, query: string, variables: object = {}): Promise<Data> {
  const answer = await page.evaluate(async (body) => {
    const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return (await response.json()) as { data: unknown; errors?: unknown };
  }, JSON.stringify({ query, variables }));
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  return answer.data as Data;
}

/** Until the server has taken the next socket of the page. */
async function acknowledged(page: Page): Promise<void> {
  const socket = await page.waitForEvent('websocket');
  await socket.waitForEvent('framereceived', ({ payload }) => String(payload).includes('connection_ack'));
}

/** A socket with a key, and the time and code of its end. */
async function connect(address: string, secret: string): Promise<{ closed: Promise<{ code: number; at: number }> }> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = new Promise<{ code: number; at: number }>((resolve) =>
    socket.addEventListener('close', ({ code }) => resolve({ code, at: performance.now() })),
  );
  await new Promise<void>((resolve) => {
    socket.addEventListener('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${secret}` } })),
    );
    socket.addEventListener('message', () => resolve());
  });
  return { closed };
}

describe.skipIf(!hasRedis)(`two servers on one PostgreSQL and one Redis${hasRedis ? '' : ` (${noRedis})`}`, () => {
  let redis: TestRedis;
  let one: RunningServer;
  let other: RunningServer;
  let browser: Browser;
  let ann: OpenPage;
  let bo: OpenPage;
  const folders: string[] = [];

  // Over 10 s: two servers start, one after the other, since the second is on the database of the first.
  beforeAll(async () => {
    folders.push(await makeUsedDataDir(), await makeUsedDataDir());
    const [dataDir = '', otherDir = ''] = folders;
    redis = await openTestRedis();
    one = await startServer({ dataDir, env: { REDIS_URL: redis.url } });
    const env = { REDIS_URL: redis.url, DATABASE_URL: await postgresUrlOf(dataDir) };
    [other, browser] = await Promise.all([startServer({ dataDir: otherDir, env }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await other?.stop();
    await one?.stop();
    await redis?.close();
    await Promise.all(folders.map(removeDataDir));
  });

  // Over 10 s: two people make their accounts, each password takes its time, and the pages load for the first time.
  test('the first owner is made on the one, an invitation of the one is accepted on the other', async () => {
    const [welcome = ''] = /http\S+\/welcome\?token=\S+/.exec(one.output()) ?? [];
    ann = await openPage(browser, welcome.replace(one.address, other.address));
    await ann.page.getByLabel('E-mail').fill('ann@example.com');
    await ann.page.getByLabel('Name').fill('Ann');
    await ann.page.getByLabel('New password', { exact: true }).fill(password);
    await ann.page.getByRole('button', { name: 'Make the account' }).click();
    await ann.page.getByRole('button', { name: 'Ann owner' }).waitFor();

    const { inviteMember } = await askFrom<{ inviteMember: { link: string } }>(
      ann.page,
      'mutation { inviteMember(input: { email: "bo@example.com", role: EDITOR }) { link } }',
    );
    const { pathname, search } = new URL(inviteMember.link, other.address);
    bo = await openPage(browser, one.address + pathname + search);
    await bo.page.getByLabel('Name').fill('Bo');
    await bo.page.getByLabel('New password', { exact: true }).fill(password);
    await bo.page.getByRole('button', { name: 'Join' }).click();
    await bo.page.getByRole('button', { name: 'Bo editor' }).waitFor();
  });

  test('a demotion on the one changes the page that is open on the other; a removal ends it', async () => {
    // The page before this one may be opening its socket.
    await bo.page.goto('about:blank');
    const connected = acknowledged(bo.page);
    await bo.page.goto(`${one.address}/prices`);
    await connected;
    const add = bo.page.getByRole('button', { name: 'Add price', exact: true });
    await bo.page.getByRole('button', { name: 'Bo editor' }).waitFor();
    await add.waitFor();
    const { members } = await askFrom<{ members: { edges: { node: { id: string; email: string } }[] } }>(
      ann.page,
      '{ members { edges { node { id email } } } }',
    );
    const id = members.edges.find(({ node }) => node.email === 'bo@example.com')?.node.id;
    await askFrom(ann.page, 'mutation ($id: ID!) { setMemberRole(input: { id: $id, role: VIEWER }) { role } }', { id });
    const at = performance.now();
    await add.waitFor({ state: 'detached' });
    expect(performance.now() - at).toBeLessThan(drawnMs);
    await bo.page.getByRole('button', { name: 'Bo viewer' }).waitFor();

    await askFrom(ann.page, 'mutation ($id: ID!) { removeMember(id: $id) }', { id });
    const removedAt = performance.now();
    await bo.page.getByText(/bo@example.com is no member of the workspace/).waitFor();
    expect(performance.now() - removedAt).toBeLessThan(drawnMs);
    await expect(askFrom(bo.page, '{ prices { id } }')).rejects.toThrow('FORBIDDEN');
  });

  test('a key that is revoked on the one ends its socket on the other, and is refused there', async () => {
    const { createApiKey } = await askFrom<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
      ann.page,
      'mutation { createApiKey(input: { name: "two servers", role: EDITOR }) { secret apiKey { id } } }',
    );
    const { closed } = await connect(one.address, createApiKey.secret);
    await askFrom(ann.page, 'mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: createApiKey.apiKey.id });
    const at = performance.now();
    const end = await closed;
    expect(end.code).toBe(4_403);
    expect(end.at - at).toBeLessThan(soonMs);
    const statusOf = async (): Promise<number> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${createApiKey.secret}` };
      const body = JSON.stringify({ query: '{ workspace { slug } }' });
      return (await fetch(`${one.address}/graphql`, { method: 'POST', headers, body })).status;
    };
    await until(statusOf, (status) => status === 401, soonMs);
  });
});
