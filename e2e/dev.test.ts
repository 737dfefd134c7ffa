import { mkdtemp, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask } from './ask.ts';
import { openBrowser, openPage } from './browser.ts';
import { diskFolder, makeCheckout } from './checkout.ts';
import { isAlive, makeUsedDataDir, postgresOf, removeDataDir, startServer, type RunningServer } from './server.ts';

const SERVER_FILE = 'server/src/protocols/monitoring/health.ts';
const CLIENT_FILE = 'client/src/pages/overview/page.tsx';

// Each installs, starts and restarts the whole product, as a person at a terminal would.
vi.setConfig({ testTimeout: 180_000 });
const PATIENCE = { timeout: 60_000 };

/** A copy: what is edited here is nobody's. */
let project: string;
let dataDir: string;
let browser: Browser;
let dev: RunningServer | null = null;

beforeAll(async () => {
  project = await mkdtemp(join(diskFolder(), 'ftl-dev-'));
  dataDir = await makeUsedDataDir();
  [browser] = await Promise.all([openBrowser(), makeCheckout(project)]);
});
afterAll(async () => {
  await browser?.close();
  await dev?.stop('SIGKILL');
  await removeDataDir(dataDir);
  await rm(project, { recursive: true, force: true });
});

const start = async (): Promise<RunningServer> => (dev = await startServer({ command: ['npx', '-y', 'pnpm@12', 'dev'], project, dataDir }));

/** As many editors save: beside the file, and then in its place. */
async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(project, file);
  await writeFile(`${path}~`, change(await readFile(path, 'utf8')));
  await rename(`${path}~`, path);
}

/** Processes that run in the project's folder. */
async function processesThere(): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((pid, index) => folders[index]?.startsWith(project) === true && isAlive(pid));
}

// Over 10 s: four starts of the server and a browser, one after the other.
test('dev serves server and dashboard at one address; an edit of a page changes the open page, one of the server starts it again', async () => {
  const { address, stop } = await start();
  const { page, close } = await openPage(browser, address);
  await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
  await page.evaluate("window.since = 'the first load'");
  const since = (): Promise<unknown> => page.evaluate('window.since');

  await edit(CLIENT_FILE, (text) => text.replace('title="Overview"', 'title="Overlook"'));
  await page.getByRole('heading', { name: 'Overlook', exact: true }).waitFor();
  expect(await since()).toBe('the first load');

  await edit(SERVER_FILE, (text) => `${text}\nsetTimeout(() => { throw new Error('never started'); }, 0);\n`);
  await expect.poll(async () => (await fetch(`${address}/readyz`)).status, PATIENCE).toBe(503);
  await edit(SERVER_FILE, (text) => text.replace(/\nsetTimeout.*\n$/, '').replace('ready', 'isReady'));
  await expect.poll(async () => (await fetch(`${address}/readyz`)).json(), PATIENCE).toHaveProperty('isReady', true);
  await expect.poll(since, PATIENCE).toBeUndefined();
  await page.getByRole('heading', { name: 'Overlook', exact: true }).waitFor();
  expect(await ask(address, '{ workspace { slug } }')).toEqual({ workspace: { slug: 'default' } });

  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const answer = new Promise((resolve) => (socket.onmessage = ({ data }) => resolve(JSON.parse(String(data)))));
  socket.onopen = () => socket.send('{"type":"connection_init"}');
  expect(await answer).toMatchObject({ type: 'connection_ack' });

  await close();
  await stop('SIGINT');
  await expect.poll(processesThere, PATIENCE).toEqual([]);
  expect(await postgresOf(dataDir)).toBeNull();
  dev = null;
});

// Over 10 s: a server starts and two processes notice that they are left.
test('dev that is killed leaves no server and no PostgreSQL behind', async () => {
  await start();
  const server = Number((await readFile(join(dataDir, 'server.lock'), 'utf8')).split(' ')[0]);
  const supervisor = Number((await readFile(`/proc/${server}/stat`, 'utf8')).split(' ')[3]);
  process.kill(supervisor, 'SIGKILL');
  await expect.poll(processesThere, PATIENCE).toEqual([]);
  expect(await postgresOf(dataDir)).toBeNull();
  dev = null;
});
