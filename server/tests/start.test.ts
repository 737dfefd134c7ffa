import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../e2e/ask.ts';
import {
  isAlive,
  makeDataDir,
  makeUsedDataDir,
  postgresOf,
  removeDataDir,
  ROOT,
  runServer,
  startServer,
  type RunningServer,
  type StartOptions,
} from '../../e2e/server.ts';
import { buildDashboardIfStale } from '../src/protocols/dashboard/build.ts';

/** Who owns nothing: the ordinary user of these tests when they run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

const dataDirs: string[] = [];
const servers: RunningServer[] = [];

// Once, by the owner of the project: another user may read it only.
beforeAll(() => buildDashboardIfStale(() => {}), 120_000);

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop('SIGKILL')));
  await Promise.all(dataDirs.splice(0).map(removeDataDir));
});

async function freshDataDir(owner?: typeof NOBODY): Promise<string> {
  const folder = await makeDataDir(owner);
  dataDirs.push(folder);
  return folder;
}

/** For what is not about a first start. */
async function usedDataDir(): Promise<string> {
  const folder = await makeUsedDataDir();
  dataDirs.push(folder);
  return folder;
}

async function start(options: StartOptions): Promise<RunningServer> {
  const server = await startServer(options);
  servers.push(server);
  return server;
}

const workspaceOf = (server: RunningServer) =>
  ask<{ workspace: { slug: string } }>(server.address, '{ workspace { slug } }', {}, { key: server.key });

// Over 10 s: two servers and a command of three programs, from their sources.
test('db owner ends, within a second, that everyone on the machine is owner; then any address may be listened on', async () => {
  const dataDir = await usedDataDir();
  const local = await start({ dataDir });
  const status = async (address: string): Promise<number> =>
    (
      await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ viewer { role } }"}',
      })
    ).status;
  expect(await status(local.address)).toBe(200);
  const command = spawn(process.execPath, [join(ROOT, 'server/src/commands/db/main.ts'), 'owner', 'Ada@Example.com'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: new URL(local.address).port },
  });
  let output = '';
  for (const stream of [command.stdout, command.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  expect((await once(command, 'close'))[0], output).toBe(0);
  const [, link = ''] = /(http:\S+\/welcome\?token=[\w-]{43})/.exec(output) ?? [];
  expect(link).toContain(local.address);
  await expect.poll(() => status(local.address), { timeout: 5_000 }).toBe(401);
  await local.stop();
  const open = await start({ dataDir, env: { HOST: '0.0.0.0' } });
  const body = JSON.stringify({ token: new URL(link).searchParams.get('token') });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${open.address}/api/auth/link`, { method: 'POST', headers, body });
  expect(await answer.json()).toEqual({ purpose: 'FIRST_OWNER', email: 'ada@example.com', name: 'ada' });
  expect(await status(open.address)).toBe(401);
}, 180_000);

describe('on an empty folder the server', () => {
  // Over 10 s: both stores are made from nothing by a server that starts from its sources, as a person starts it, and again.
  test('is ready with a key that works, and a stop in order leaves no process and a folder to start on again', async () => {
    const dataDir = await freshDataDir();
    const first = await start({ dataDir, isFromSources: true });
    expect(first.key).toMatch(/^ftl_/);
    expect(await workspaceOf(first)).toEqual({ workspace: { slug: 'default' } });
    const readiness = await fetch(`${first.address}/readyz`);
    expect(await readiness.json()).toEqual({ ready: true, postgres: true, clickhouse: true });
    const postgres = await postgresOf(dataDir);
    expect(postgres).not.toBeNull();

    expect(await first.stop('SIGTERM')).toMatchObject({ code: 0 });
    expect(await postgresOf(dataDir)).toBeNull();
    expect(isAlive(postgres as number)).toBe(false);
    expect(await readdir(dataDir)).not.toContain('server.lock');

    const second = await start({ dataDir, isFromSources: true });
    expect(second.key).toBeNull();
    expect(second.output()).not.toContain(first.key);
    expect(await ask(second.address, '{ workspace { slug } }', {}, { key: first.key })).toEqual({ workspace: { slug: 'default' } });
  });

  test('stops in order on Ctrl-C with a request and a subscription socket open', async () => {
    const dataDir = await freshDataDir();
    const server = await start({ dataDir });
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket as never, 'open');
    const closed = once(socket as never, 'close');
    const idle = await fetch(`${server.address}/healthz`, { headers: { connection: 'keep-alive' } });
    await idle.text();
    expect(await server.stop('SIGINT')).toMatchObject({ code: 0 });
    await closed;
    expect(await postgresOf(dataDir)).toBeNull();
  });
});

test('on a stop while it starts, it stops in order and leaves nothing running', async () => {
  const dataDir = await freshDataDir();
  const child = spawn(process.execPath, ['server/src/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  const gone = once(child, 'exit');
  while ((await postgresOf(dataDir)) === null) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGTERM');
  expect(await gone).toEqual([0, null]);
  expect(await postgresOf(dataDir)).toBeNull();
  expect(await readdir(dataDir)).not.toContain('server.lock');
});

test('killed, it leaves PostgreSQL running, and the next server on the folder takes that over', async () => {
  const dataDir = await usedDataDir();
  const first = await start({ dataDir });
  const postgres = await postgresOf(dataDir);
  expect(await first.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  expect(await postgresOf(dataDir)).toBe(postgres);
  const second = await start({ dataDir });
  expect(await postgresOf(dataDir)).toBe(postgres);
  expect(await ask(second.address, '{ workspace { slug } }', {}, { key: first.key })).toEqual({ workspace: { slug: 'default' } });
  expect(await second.stop()).toMatchObject({ code: 0 });
  expect(isAlive(postgres as number)).toBe(false);
});

test('comes back when it and all its children were killed during its first start', async () => {
  const dataDir = await freshDataDir();
  for (const afterMs of [250, 500, 750, 1_000]) {
    const child = spawn(process.execPath, ['server/src/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
      stdio: 'ignore',
      detached: true,
    });
    const gone = once(child, 'exit');
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    process.kill(-(child.pid as number), 'SIGKILL');
    await gone;
  }
  const server = await start({ dataDir });
  expect(await readdir(join(dataDir, 'postgres'))).toEqual(['data', 'password', 'postgres.log']);
  expect(await server.stop()).toMatchObject({ code: 0 });
});

test('of servers that start at once on a folder that a killed one left, one gets it', async () => {
  const dataDir = await usedDataDir();
  await writeFile(join(dataDir, 'server.lock'), '1 12345\n'); // no process began then
  const started = await Promise.allSettled([1, 2, 3].map(() => start({ dataDir })));
  const ready = started.filter(({ status }) => status === 'fulfilled');
  const refused = started.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  expect(ready).toHaveLength(1);
  for (const words of refused)
    expect(words).toContain(`The data folder ${dataDir} is in use by another server (process ${servers[0]?.pid})`);
});

test('comes back when PostgreSQL was killed with it', async () => {
  const dataDir = await usedDataDir();
  const first = await start({ dataDir });
  const postgres = (await postgresOf(dataDir)) as number;
  await first.stop('SIGKILL');
  process.kill(postgres, 'SIGKILL');
  const second = await start({ dataDir });
  expect(await workspaceOf({ ...second, key: first.key })).toEqual({ workspace: { slug: 'default' } });
});

describe('refuses in words', () => {
  test('a folder that another server has, naming the folder and that process', async () => {
    const dataDir = await usedDataDir();
    const first = await start({ dataDir });
    const second = await runServer({ dataDir });
    expect(second.code).toBe(1);
    expect(second.output).toContain(`The data folder ${dataDir} is in use by another server (process ${first.pid})`);
    expect(await workspaceOf(first)).toEqual({ workspace: { slug: 'default' } });
  });

  test('a port that is taken, naming it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const dataDir = await freshDataDir();
    const ended = await runServer({ dataDir, env: { PORT: String(port) } });
    other.close();
    expect(ended).toMatchObject({ code: 1, output: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken by another program`) });
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('a folder that cannot be written, naming it', async ({ skip }) => {
    if (isRoot && !(await canRunAs(NOBODY))) skip('another user cannot reach the project folder');
    const dataDir = await freshDataDir();
    await chmod(dataDir, 0o555);
    const ended = await runServer({ dataDir, ...(isRoot ? { user: NOBODY } : {}) });
    expect(ended).toMatchObject({ code: 1, output: expect.stringContaining(`The data folder ${dataDir} can't be written (EACCES)`) });
    await chmod(dataDir, 0o755);
  });

  test('a data folder that is a file, naming it', async () => {
    const dataDir = join(await freshDataDir(), 'file');
    await writeFile(dataDir, '');
    expect(await runServer({ dataDir })).toMatchObject({
      code: 1,
      output: expect.stringContaining(`The data folder ${dataDir} is not a folder`),
    });
  });

  test.each([
    [{ HOST: '0.0.0.0' }, 'npx -y pnpm@12 db owner you@example.com'],
    [{ PUBLIC_URL: 'https://lab.example.com' }, 'PUBLIC_URL=https://lab.example.com lets others in, and there is no owner yet'],
    [{ HOST: 'lab' }, 'HOST=lab is not an address to listen on'],
    [{ PORT: 'abc' }, 'PORT=abc is not a port'],
    [{ PORT: '70000' }, 'PORT=70000 is not a port'],
    [{ ROLE: 'boss' }, 'ROLE=boss is unknown'],
    [{ DATABASE_URL: 'mysql://user:hunter2@localhost/x' }, 'DATABASE_URL is not a URL'],
    [{ DATABASE_URL: 'postgresql://user:hunter2@127.0.0.1:1/x' }, 'PostgreSQL at DATABASE_URL does not answer'],
    [{ DATABASE_URL: 'postgresql://user:hunter2@no-such-host.invalid/x' }, 'PostgreSQL at DATABASE_URL does not answer'],
    [{ CLICKHOUSE_URL: 'http://user:hunter2@127.0.0.1:1' }, 'ClickHouse at CLICKHOUSE_URL does not answer'],
    [{ REDIS_URL: 'redis://:hunter2@127.0.0.1:1' }, 'Redis at REDIS_URL does not answer'],
  ])('%j', async (env, reason) => {
    const dataDir = await usedDataDir();
    const ended = await runServer({ dataDir, env });
    expect(ended.code).toBe(1);
    expect(ended.output).toContain('Fine Tune Lab could not start.');
    expect(ended.output).toContain(reason);
    expect(ended.output).not.toContain('hunter2');
    expect(ended.output).not.toMatch(/^\s+at /m);
    expect(await postgresOf(dataDir)).toBeNull();
  });
});

test('an ordinary user starts it on a folder of their own, and PostgreSQL runs as that user', async ({ skip }) => {
  if (!isRoot) skip('the other tests here run as an ordinary user already');
  if (!(await canRunAs(NOBODY))) skip('another user cannot reach the project folder');
  const dataDir = await freshDataDir(NOBODY);
  const server = await start({ dataDir, user: NOBODY, env: { HOME: dataDir } });
  expect(await workspaceOf(server)).toEqual({ workspace: { slug: 'default' } });
  expect((await stat(`/proc/${await postgresOf(dataDir)}`)).uid).toBe(NOBODY.uid);
  expect(await server.stop()).toMatchObject({ code: 0 });
});

test('root starts it in a folder that no other user may enter', async ({ skip }) => {
  if (!isRoot) skip('this user is not root');
  const dataDir = join(await freshDataDir(), 'private/data');
  await mkdir(dataDir, { recursive: true });
  await chmod(join(dataDir, '..'), 0o700);
  const server = await start({ dataDir });
  expect(await workspaceOf(server)).toEqual({ workspace: { slug: 'default' } });
  expect((await stat(`/proc/${await postgresOf(dataDir)}`)).uid).not.toBe(0);
  expect(await server.stop()).toMatchObject({ code: 0 });
});

/** Whether that user can read the project, which may lie in a private folder. */
async function canRunAs(user: typeof NOBODY): Promise<boolean> {
  try {
    const child = spawn(process.execPath, ['-e', "require('node:fs').readFileSync('server/src/main.ts')"], {
      cwd: ROOT,
      stdio: 'ignore',
      ...user,
    });
    const [code] = await once(child, 'close');
    return code === 0;
  } catch {
    return false; // not even Node can be reached
  }
}
