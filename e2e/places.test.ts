import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildDashboardIfStale } from '../server/src/protocols/dashboard/build.ts';
import { ask } from './ask.ts';
import { copyPnpm, diskFolder, makeCheckout, pathWithNode } from './checkout.ts';
import {
  environment,
  isAlive,
  makeDataDir,
  postgresOf,
  removeDataDir,
  runServer,
  startServer,
  type RunningServer,
  type StartOptions,
} from './server.ts';

// One copy of the project goes through the places: it is installed once, by the start in the first of them.

// The first may have to fetch what the project is made of.
vi.setConfig({ testTimeout: 300_000 });

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
/** Who owns nothing else: the ordinary user of these tests. */
const SOMEBODY = { uid: 65_534, gid: 65_534 };
/** What containers leave of root's rights, without the ones to hand on rights. */
const FEW_RIGHTS = ['--bounding-set=-all,+chown,+dac_override,+fowner,+kill,+setgid,+setuid', '--inh-caps=-all'];
const START = ['npx', '-y', 'pnpm@12', 'start'] as const;
/** Not that of the tests. */
const OWN_COMPILED_CODE = { NODE_COMPILE_CACHE: '' };
const NOT_INSTALLED = 'the project could not be installed here: the registry is not reached';

/** Only its owner may enter it. */
let outer: string;
let project: string;
let dataDir: string;
let isInstalled = false;
let server: RunningServer | null = null;

beforeAll(async () => {
  await buildDashboardIfStale(() => {});
  outer = await mkdtemp(join(diskFolder(), 'ftl-places-'));
  project = join(outer, 'Ein Größenvergleich – 比較');
  dataDir = join(outer, 'data');
  await makeCheckout(project);
});
afterAll(async () => {
  await server?.stop('SIGKILL');
  await removeDataDir(dataDir);
  await removeDataDir(join(project, '.data'));
  await rm(outer, { recursive: true, force: true });
});

/** Starts, asks, and stops with Ctrl-C: nothing may be left running. What it saw on the way. */
async function startAndStop(options: StartOptions): Promise<{ output: string; node: string; postgres: { uid: number; rights: string } }> {
  const running = await startServer(options);
  server = running;
  expect(await ask(running.address, '{ workspace { slug } }')).toEqual({ workspace: { slug: 'default' } });
  expect((await fetch(running.address)).status).toBe(200);
  const postgres = (await postgresOf(options.dataDir)) as number;
  const pid = Number((await readFile(join(options.dataDir, 'server.lock'), 'utf8')).split(' ')[0]);
  const seen = {
    output: running.output(),
    node: await readlink(`/proc/${pid}/exe`),
    postgres: {
      uid: (await stat(`/proc/${postgres}`)).uid,
      rights: /CapEff:\s*(\w+)/.exec(await readFile(`/proc/${postgres}/status`, 'utf8'))?.[1] ?? '',
    },
  };
  await running.stop('SIGINT');
  server = null;
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isAlive(postgres)).toBe(false);
  return seen;
}

const complaints = /\bwarn|unsupported|engine|deprecat/i;

// Over 10 s: everything is installed, built and started, as on a new machine.
test('in a folder that only its owner may enter, root or not, with spaces and letters of many scripts in its path, Node 20 installs and starts it', async ({
  skip,
}) => {
  const path = await pathWithNode(20);
  if (path === null) return skip('Node 20 cannot be had: the registry is not reached');
  let seen;
  try {
    seen = await startAndStop({ command: START, project, dataDir: join(project, '.data'), env: { PATH: path, ...OWN_COMPILED_CODE } });
  } catch (error) {
    if (/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|META_FETCH_FAIL/.test(String(error))) return skip(NOT_INSTALLED);
    throw error;
  }
  isInstalled = true;
  expect(seen.output).not.toMatch(complaints);
  expect(seen.node).toContain('node@24');
  expect(seen.postgres.uid).not.toBe(0);
  expect(seen.postgres.rights).toBe('0000000000000000');
  // What was compiled is kept for the next start.
  expect(await readdir(join(project, '.cache/compiled'))).toHaveLength(1);
});

// Over 10 s: the test command makes its own cluster and compiles what it runs.
test('and its tests run there', async ({ skip }) => {
  if (!isInstalled) skip(NOT_INSTALLED);
  const path = (await pathWithNode(20)) as string;
  const { stdout } = await run('npx', ['-y', 'pnpm@12', 'test', 'server', 'src/platform/store/lock.test.ts'], {
    cwd: project,
    env: { ...environment(), PATH: path },
  });
  expect(stdout).toMatch(/[1-9]\d* passed, 0 failed\n/);
});

// Over 10 s: a slow machine copies the engine and makes a cluster.
test('root needs neither setpriv, useradd or id, nor the right to hand on rights', async ({ skip }) => {
  if (!isRoot) skip('this user is not root');
  if (!isInstalled) skip(NOT_INSTALLED);
  const setpriv = await which('setpriv');
  if (setpriv === null) return skip('setpriv, which takes rights away for this test, is not installed');
  const { postgres } = await startAndStop({
    command: [setpriv, ...FEW_RIGHTS, 'node_modules/.bin/node', 'server/src/main.ts'],
    project,
    dataDir,
    env: { PATH: join(outer, 'nothing') },
  });
  expect(postgres.uid).not.toBe(0);
  expect(postgres.rights).toBe('0000000000000000');
});

// Over 10 s: a slow machine copies the engine and makes a cluster.
test('root of a user namespace without other users starts it, on a folder of its own', async ({ skip }) => {
  if (!isRoot) skip('this user is not root');
  if (!isInstalled) skip(NOT_INSTALLED);
  if (
    !(await run('unshare', ['-r', 'unshare', '--user', '--map-user=65534', 'true']).then(
      () => true,
      () => false,
    ))
  )
    skip('this kernel makes no user namespaces');
  await startAndStop({
    command: ['unshare', '-r', 'node_modules/.bin/node', 'server/src/main.ts'],
    project,
    dataDir: join(outer, 'data of a namespace'),
  });
});

// Over 10 s: a slow machine copies the engine and makes a cluster.
test('a root that cannot become another user is shown what to do', async ({ skip }) => {
  if (!isRoot) skip('this user is not root');
  if (!isInstalled) skip(NOT_INSTALLED);
  if ((await which('setpriv')) === null) skip('setpriv, which takes rights away for this test, is not installed');
  const { code, output } = await runServer({
    command: ['setpriv', '--bounding-set=-all', '--inh-caps=-all', 'node_modules/.bin/node', 'server/src/main.ts'],
    project,
    dataDir: join(outer, 'no data'),
  });
  expect(code).toBe(1);
  expect(output).toContain('PostgreSQL does not run as root, and this root may neither run a program as another user');
});

// Over 10 s: the project is copied, and an older Node is fetched the first time.
test('an ordinary user starts it in their own home with Node 22', async ({ skip }) => {
  if (!isRoot) skip('the other tests here run as an ordinary user already');
  if (!isInstalled) skip(NOT_INSTALLED);
  const path = await pathWithNode(22);
  if (path === null) return skip('Node 22 cannot be had: the registry is not reached');
  const pnpm = await copyPnpm(join(outer, 'bin'));
  if (pnpm === null) return skip('these tests were not started by pnpm');
  // The place and what is in it become theirs; what is installed stays root's, as its files are shared with other projects.
  await rm(join(project, '.data'), { recursive: true });
  for (const folder of [outer, project]) await chown(folder, SOMEBODY.uid, SOMEBODY.gid);
  const seen = await startAndStop({
    command: [pnpm, 'start'],
    project,
    dataDir: join(project, '.data'),
    user: SOMEBODY,
    env: { PATH: path, HOME: outer },
  });
  expect(seen.output).not.toMatch(complaints);
  expect(seen.node).toContain('node@24');
  expect(seen.postgres.uid).toBe(SOMEBODY.uid);
});

// Over 10 s: the dashboard is built.
test('a checkout that is installed, not built and cannot be written is started with its data elsewhere, with Node 24', async ({ skip }) => {
  if (!isRoot) skip('only root can make a folder read-only for the user of these tests');
  if (!isInstalled) skip(NOT_INSTALLED);
  const path = await pathWithNode(24);
  if (path === null) return skip('Node 24 cannot be had: the registry is not reached');
  await rm(join(project, 'client/dist'), { recursive: true });
  if (
    !(await run('mount', ['--bind', project, project]).then(
      () => true,
      () => false,
    ))
  )
    return skip('this root may not mount');
  const elsewhere = await makeDataDir();
  try {
    await run('mount', ['-o', 'remount,bind,ro', project]);
    await expect(writeFile(join(project, 'file'), '')).rejects.toThrow('EROFS');
    const seen = await startAndStop({ command: START, project, dataDir: elsewhere, env: { PATH: path, ...OWN_COMPILED_CODE } });
    expect(seen.output).not.toMatch(complaints);
    expect(seen.node).toContain('node@24');
  } finally {
    await run('umount', [project]);
    await removeDataDir(elsewhere);
  }
});

async function which(program: string): Promise<string | null> {
  return run('sh', ['-c', `command -v ${program}`]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}
