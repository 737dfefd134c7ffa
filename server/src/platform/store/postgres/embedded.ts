import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { roomOf } from '../disk/room.ts';
import { isRunning } from '../process.ts';
import { StartError } from '../start-error.ts';
import { findEngine, type Engine } from './engine.ts';
import { handOver, launchOn } from './launch.ts';
import { postgresOwner, type Owner } from './owner.ts';
import { walSettings } from './wal.ts';

export interface EmbeddedPostgres {
  /** Connection string of the cluster's own database. */
  readonly url: string;
  readonly port: number;
  /** Of the process that all others of the cluster descend from. */
  readonly pid: number;
  /** It ran already: started by another process, which may still use it. */
  readonly isAdopted: boolean;
  /** Aborts when it ends; never of one that was taken over, whose end this process cannot observe. */
  readonly ended: AbortSignal;
  stop(): Promise<void>;
}

const DATABASE = 'fine_tune_lab';
const USER = 'fine_tune_lab';
/** Before the name of a cluster that is being made. */
const MAKING = 'making-';

/** Durable (fsync and synchronous_commit stay on); no replication, so the log can be minimal. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '15min',
  jit: 'off',
  lc_messages: 'C',
  log_min_messages: 'warning',
};

/**
 * Starts PostgreSQL from its npm package with its data in `folder`, making the cluster on first use. A server that outlived
 * a killed parent is taken over as it runs.
 *
 * `port`  where it answered before: it is started again there, with the data that it had; absent: any that is free.
 * Errors  throws `StartError` with PostgreSQL's own last words when it can't start.
 */
export async function startEmbeddedPostgres(folder: string, { port: wantedPort }: { port?: number } = {}): Promise<EmbeddedPostgres> {
  const data = join(folder, 'data');
  const owner = await postgresOwner(data);
  await mkdir(folder, { recursive: true });
  const password = await readOrMakePassword(join(folder, 'password'));
  const engine = await findEngine(owner);
  if (!(await exists(join(data, 'PG_VERSION')))) {
    if (wantedPort !== undefined) throw new StartError(`The data of PostgreSQL in ${data} is gone.`);
    await makeCluster({ engine, data, password, owner });
  }

  const running = await runningServer(data);
  if (running !== null) {
    const { pid, port } = running;
    if ((wantedPort ?? port) === port && (await answers(urlOf(port, password, 'postgres')))) {
      await ensureDatabase(port, password);
      return { url: urlOf(port, password, DATABASE), port, pid, isAdopted: true, ended: new AbortController().signal, stop: () => stopProcess(pid) };
    }
    await stopProcess(running.pid);
  }
  const port = wantedPort ?? (await freePort());
  const { child, ended } = await launch({ engine, data, port, password, owner });
  await ensureDatabase(port, password);
  return { url: urlOf(port, password, DATABASE), port, pid: child.pid as number, isAdopted: false, ended, stop: () => stopChild(child) };
}

/** Makes the cluster beside its place and then puts it there: one that was cut off while it was made is never taken for whole. */
async function makeCluster(options: { engine: Engine; data: string; password: string; owner: Owner | null }): Promise<void> {
  const { engine, data, password, owner } = options;
  const folder = dirname(data);
  for (const name of await readdir(folder)) if (name.startsWith(MAKING)) await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
  const making = join(folder, `${MAKING}${process.pid}`);
  const passwordFile = join(folder, `${MAKING}${process.pid}.password`);
  await mkdir(making, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner !== null) {
    await chown(making, owner.uid, owner.gid);
    await chown(passwordFile, owner.uid, owner.gid);
  }
  try {
    const locale = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
    const { command, args, options: user } = await launchOn(owner, engine.initdb, making, (reached) => {
      // Opened here: the owner may be kept out of the folder that holds it.
      return ['--pgdata', reached, '--username', USER, '--pwfile', '/dev/stdin', '--auth', 'scram-sha-256', ...locale];
    });
    const passwordInput = await open(passwordFile);
    const child = spawn(command, args, { ...user, stdio: [passwordInput.fd, 'ignore', 'pipe'] });
    const words = collect(child);
    const code = await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
    await passwordInput.close();
    if (code !== 0) throw new StartError(`PostgreSQL could not make its cluster in ${data}: ${words() || String(code)}${hint(owner)}`);
    await rm(data, { recursive: true, force: true });
    await rename(making, data);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(making, { recursive: true, force: true });
  }
}

async function launch(options: {
  engine: Engine;
  data: string;
  port: number;
  password: string;
  owner: Owner | null;
}): Promise<{ child: ChildProcess; ended: AbortSignal }> {
  const { engine, data, port, password, owner } = options;
  await clearSharedMemoryOf(data);
  await handOver(owner, data);
  // The last tells whose it is, in a list of processes and at the next start, however the owner has to call its folder.
  const settings = { ...SETTINGS, ...walSettings(await roomOf(data)), 'fine_tune_lab.data_folder': data };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logPath = join(dirname(data), 'postgres.log');
  const log = await open(logPath, 'w', 0o600);
  const { command, args, options: user } = await launchOn(owner, engine.postgres, data, (reached) => ['-D', reached, '-p', String(port), ...flags]);
  const child = spawn(command, args, {
    ...user,
    // Its own group: Ctrl-C reaches this process alone, which then stops PostgreSQL after its last transaction.
    detached: true,
    stdio: ['ignore', 'ignore', log.fd],
  });
  // Before anything is waited for: one that can't start ends within milliseconds.
  let exited = false;
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  child.once('exit', () => (exited = true)).once('error', () => (exited = true));
  await log.close();
  const deadline = Date.now() + 120_000;
  while (!(await answers(urlOf(port, password, 'postgres')))) {
    if (exited || Date.now() > deadline) {
      child.kill('SIGKILL');
      const words = (await readFile(logPath, 'utf8').catch(() => '')).trim().slice(-2_000);
      throw new StartError(`PostgreSQL could not start with its data in ${data}: ${words}${hint(owner)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.unref();
  return { child, ended: ended.signal };
}

const hint = (owner: Owner | null): string =>
  owner === null ? '' : ' (As root, PostgreSQL runs as another user, who must be able to reach the project folder and DATA_DIR.)';

/** A server killed by SIGKILL leaves its pid file; PostgreSQL itself clears it when that process is gone. */
async function runningServer(data: string): Promise<{ pid: number; port: number } | null> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  if (command !== null ? !command.includes(data) : !isRunning(pid)) {
    await rm(join(data, 'postmaster.pid'), { force: true });
    return null;
  }
  return { pid, port };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined) await stopProcess(child.pid);
}

/** Fast shutdown: sessions end, everything committed is on disk. */
async function stopProcess(pid: number): Promise<void> {
  for (const [signal, waitMs] of [['SIGINT', 20_000], ['SIGQUIT', 5_000], ['SIGKILL', 2_000]] as const) {
    if (!isRunning(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + waitMs;
    while (isRunning(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** PostgreSQL refuses to start beside leftovers of its dynamic shared memory files only when they can't be removed. */
async function clearSharedMemoryOf(data: string): Promise<void> {
  const folder = join(data, 'pg_dynshmem');
  for (const name of await readdir(folder).catch(() => [])) await rm(join(folder, name), { force: true });
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  client.on('error', () => {}); // a lost connection fails the statement; unheard, it would end the process
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function readOrMakePassword(path: string): Promise<string> {
  const existing = await readFile(path, 'utf8').catch(() => null);
  if (existing !== null && existing.trim() !== '') return existing.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, password, { mode: 0o600 });
  return password;
}

function urlOf(port: number, password: string, database: string): string {
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    // A cluster that cannot be looked at is not one that is missing.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The last words of a child, for an error message. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text = (text + chunk.toString('utf8')).slice(-2_000)));
  child.on('error', (error) => (text += String(error)));
  return () => text.trim();
}
