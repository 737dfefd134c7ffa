import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ROOT } from '../../e2e/server.ts';

/** Another program that the server is pointed at, as it would run beside it. */
export interface Neighbour {
  readonly url: string;
  stop(): Promise<void>;
}

/** Where Debian puts PostgreSQL's programs; null: it is not installed. */
export async function debianPostgres(): Promise<string | null> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    const folder = `/usr/lib/postgresql/${version}/bin`;
    if (await exists(join(folder, 'initdb'))) return folder;
  }
  return null;
}

export const redisServer = async (): Promise<string | null> => ((await exists('/usr/bin/redis-server')) ? '/usr/bin/redis-server' : null);

/** A PostgreSQL server with an empty database, a password, and settings as the package ships them. */
export async function startPostgres(programs: string, folder: string): Promise<Neighbour> {
  const owner =
    process.getuid?.() === 0
      ? { uid: Number(execFileSync('id', ['-u', 'postgres'])), gid: Number(execFileSync('id', ['-g', 'postgres'])) }
      : null;
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, 'secret', { mode: 0o644 });
  if (owner !== null) await chown(data, owner.uid, owner.gid);
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'tester', '--pwfile', passwordFile, '--auth', 'scram-sha-256', '-E', 'UTF8', '--locale', 'C.UTF-8'],
    { stdio: 'ignore', ...owner },
  );
  const port = await freePort();
  const child = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    { stdio: 'ignore', ...owner },
  );
  const url = `postgresql://tester:secret@127.0.0.1:${port}`;
  await answering(async () => {
    const client = new pg.Client({ connectionString: `${url}/postgres` });
    await client.connect();
    await client.query('CREATE DATABASE lab');
    await client.end();
  });
  return { url: `${url}/lab`, stop: () => ended(child, 'SIGINT') };
}

export async function startRedis(program: string, folder: string): Promise<Neighbour> {
  const port = await freePort();
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', 'secret', '--save', '', '--dir', folder], {
    stdio: 'ignore',
  });
  await answering(async () => {
    const { connect } = await import('node:net');
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
  });
  return { url: `redis://:secret@127.0.0.1:${port}`, stop: () => ended(child, 'SIGTERM') };
}

/** ClickHouse's HTTP interface in a process of its own: two servers may use it at once. */
export async function startClickHouse(folder: string): Promise<Neighbour> {
  const script = `
    const { startClickHouseHttpFront } = await import('./server/src/platform/store/clickhouse/http-front.testing.ts');
    console.log((await startClickHouseHttpFront(${JSON.stringify(folder)})).url);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: String(line).trim(), stop: () => ended(child, 'SIGTERM') };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function answering(question: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await question();
    } catch (error) {
      if (attempt === 200) throw error;
      await sleep(100);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
