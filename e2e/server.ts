import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Everything it printed, both streams in the order in which they came. */
  readonly output: string;
}

export interface StartOptions {
  readonly dataDir: string;
  /** Beside PORT (any free one) and DATA_DIR. */
  readonly env?: Readonly<Record<string, string>>;
  /** What a person types, such as npx with its arguments; absent: the server itself. It gets a process group, as in a terminal. */
  readonly command?: readonly [program: string, ...args: string[]];
  /** The project's folder; absent: this one. */
  readonly project?: string;
  /** By the command of a person, also where the run has put the server into one file (tools/server-bundle.ts). */
  readonly isFromSources?: boolean;
  /** Another user to run as; only root may. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface RunningServer {
  /** Such as http://127.0.0.1:40123. */
  readonly address: string;
  readonly pid: number;
  /** The API key that the first start on the folder prints; null at later ones, unless the folder is from `makeUsedDataDir`. */
  readonly key: string | null;
  /** From the start of the process to the line that says it is ready. */
  readonly readyMs: number;
  output(): string;
  /** Settles when the process is gone, however it went. */
  readonly ended: Promise<Ended>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

const PATIENCE_MS = 120_000;
const READY = /is ready after/;

const keyIn = (output: string): string | null => /API key\s+(\S+)/.exec(output)?.[1] ?? null;

/** The server as a person starts it: `node server/src/main.ts`, in a process of its own, given back once it says it is ready. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const startedAt = performance.now();
  const { child, output, ended } = launch(options);
  await new Promise<void>((resolve, reject) => {
    const impatience = setTimeout(() => reject(new Error(`The server was not ready after ${PATIENCE_MS} ms:\n${output()}`)), PATIENCE_MS);
    child.stdout?.on('data', () => {
      // The greeting is one write, but a pipe may hand it over in pieces: its last line is waited for.
      if (READY.test(output()) && output().includes('Ctrl-C stops it.')) resolve();
    });
    void ended.then(({ code, signal }) => reject(new Error(`The server ended (${code ?? signal}) before it was ready:\n${output()}`)));
    void ended.finally(() => clearTimeout(impatience));
    child.stdout?.once('close', () => clearTimeout(impatience));
  });
  const readyMs = performance.now() - startedAt;
  const address = /Dashboard\s+(\S+)/.exec(output())?.[1] as string;
  return {
    address,
    pid: child.pid as number,
    key: keyIn(output()) ?? keyOfUsed.get(options.dataDir) ?? null,
    readyMs,
    output,
    ended,
    stop: (signal = 'SIGTERM') => {
      if (options.command !== undefined) process.kill(-(child.pid as number), signal);
      else child.kill(signal);
      return ended;
    },
  };
}

/** A start that is expected to fail: what it said, and how it ended. */
export function runServer(options: StartOptions): Promise<Ended> {
  const { child, ended, output } = launch(options);
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  child.stdout?.on('data', () => {
    if (READY.test(output())) child.kill('SIGTERM');
  });
  return ended.finally(() => clearTimeout(impatience));
}

/** An empty folder that every user may enter, as a person's project folder is; PostgreSQL does not run as root. */
export async function makeDataDir(owner?: { readonly uid: number; readonly gid: number }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-data-'));
  await chmod(folder, 0o755);
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  return folder;
}

/**
 * A folder on which a server was started and stopped once: both stores migrated, an empty workspace, a key. Half the price of an empty
 * folder, for every test that is not about a first start. Made once for all suites of a run, and copied.
 */
export async function makeUsedDataDir(): Promise<string> {
  const runFolder = process.env['TEST_RUN_FOLDER'];
  if (runFolder === undefined) throw new Error('makeUsedDataDir needs the global set-up e2e/run-folder.global.ts.');
  const key = await usedKey(runFolder);
  const folder = await makeDataDir();
  // With the owners of the files, of whom PostgreSQL's is another user where this one is root.
  await promisify(execFile)('cp', ['-a', `${join(runFolder, 'used')}/.`, folder]);
  keyOfUsed.set(folder, key);
  return folder;
}

/** The key of the first start on each folder that is a copy. */
const keyOfUsed = new Map<string, string>();

/** The key of the run's used folder, which whoever asks first makes while the others wait. */
async function usedKey(runFolder: string): Promise<string> {
  const [keyPath, failurePath] = [join(runFolder, 'key'), join(runFolder, 'failure')];
  const isFirst = await mkdir(join(runFolder, 'used'), { mode: 0o755 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (isFirst) {
    try {
      const server = await startServer({ dataDir: join(runFolder, 'used') });
      await server.stop();
      await writeFile(`${keyPath}~`, server.key as string);
      await rename(`${keyPath}~`, keyPath);
    } catch (error) {
      await writeFile(failurePath, String(error));
      throw error;
    }
  }
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    if (existsSync(keyPath)) return readFile(keyPath, 'utf8');
    if (existsSync(failurePath)) throw new Error(`The used data folder could not be made: ${await readFile(failurePath, 'utf8')}`);
    await sleep(50);
  }
  throw new Error(`The used data folder was not made within ${PATIENCE_MS} ms.`);
}

/** Removes the folder, and first ends the PostgreSQL that a killed server left running on it. */
export async function removeDataDir(folder: string): Promise<void> {
  const pid = await postgresOf(folder);
  if (pid !== null) {
    process.kill(pid, 'SIGQUIT');
    for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Process id of the embedded PostgreSQL that runs on this data folder; null: none does. */
export async function postgresOf(folder: string): Promise<number | null> {
  const pid = Number((await postmasterLines(folder))[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  const isOurs = command === null ? process.platform !== 'linux' && isAlive(pid) : command.includes(folder);
  return isOurs ? pid : null;
}

/** Connection string of the embedded PostgreSQL that runs on this data folder. */
export async function postgresUrlOf(folder: string): Promise<string> {
  const password = (await readFile(join(folder, 'postgres/password'), 'utf8')).trim();
  const port = Number((await postmasterLines(folder))[3]);
  return `postgresql://fine_tune_lab:${password}@127.0.0.1:${port}/fine_tune_lab`;
}

/** Whether the process runs; one that has ended and only waits to be noticed by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
}

async function postmasterLines(folder: string): Promise<string[]> {
  return (await readFile(join(folder, 'postgres/data/postmaster.pid'), 'utf8').catch(() => '')).split('\n');
}

const MAIN = 'server/src/main.ts';

function launch({ dataDir, env, user, command, project = ROOT, isFromSources = project !== ROOT }: StartOptions): {
  child: ChildProcess;
  output: () => string;
  ended: Promise<Ended>;
} {
  const [program, ...args] = command ?? [process.execPath, isFromSources ? MAIN : (process.env['TEST_SERVER'] ?? MAIN)];
  const child = spawn(program, args, {
    cwd: project,
    detached: command !== undefined,
    env: { ...environment(), PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = new Promise<Ended>((resolve) => {
    let isOver = false;
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (isOver) return;
      isOver = true;
      resolve({ code, signal, output: text });
    };
    child.once('error', (error) => {
      text += String(error);
      end(127, null);
    });
    child.once('close', end);
    // What a killed server leaves running holds its pipes open: then `close` does not come.
    child.once('exit', (code, signal) => setTimeout(end, 200, code, signal));
  });
  return { child, output: () => text, ended };
}

/** The caller's, without what would change the server's behaviour, or that of a package manager that starts it. */
export function environment(): NodeJS.ProcessEnv {
  const own = new Set([
    'PORT',
    'HOST',
    'DATA_DIR',
    'DATABASE_URL',
    'CLICKHOUSE_URL',
    'REDIS_URL',
    'ROLE',
    'LOG_LEVEL',
    'NODE_OPTIONS',
    'FTL_API_KEY',
    'NODE_ENV',
    'INIT_CWD',
  ]);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.has(name) && !/^(VITEST|TEST_|p?npm_)/i.test(name)));
}
