import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** Debian's package `redis-server`, or what REDIS_SERVER_PATH names. */
const program = process.env['REDIS_SERVER_PATH'] || '/usr/bin/redis-server';
export const hasRedis = existsSync(program);
export const noRedis = `skipped: ${program} is not installed (Debian package redis-server)`;

export interface TestRedis {
  url: string;
  /** Ends it as a crash would; `start` brings it back on the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A real Redis of its own on a free port. */
export async function openTestRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child = run();

  function run() {
    return spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    });
  }
  async function answers(): Promise<void> {
    const probe = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    probe.on('error', () => {});
    await probe.ping();
    probe.disconnect();
  }
  async function kill(): Promise<void> {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill('SIGKILL')) await gone;
  }

  await answers();
  return {
    url,
    kill,
    async start() {
      child = run();
      await answers();
    },
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
