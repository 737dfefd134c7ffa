import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface MeasuredServer {
  url: string;
  pid: number;
  dataDir: string;
  /** Resident memory of the server's process (ClickHouse is in it), in bytes. */
  residentBytes(): Promise<number>;
  /** Ends the process; its folder stays until `stop`. */
  end(): Promise<void>;
  stop(): Promise<void>;
}

const readyTimeoutMs = 120_000;

/** The product's own server in a process of its own. `folder`: its data, deleted by `stop`; absent: an empty one. */
export async function startServer(port: number, folder?: string): Promise<MeasuredServer> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'bench-ingest-')));
  const main = resolve(import.meta.dirname, '../../server/src/main.ts');
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (child.kill('SIGTERM'), process.exit(1)));
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it was ready.`);
    if (
      await fetch(`${url}/readyz`).then(
        (response) => response.ok,
        () => false,
      )
    )
      break;
    if (performance.now() - startedAt > readyTimeoutMs) throw new Error('The server was not ready in time.');
    await new Promise((wait) => setTimeout(wait, 100));
  }
  const end = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return {
    url,
    pid: child.pid as number,
    dataDir,
    residentBytes: async () => Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024,
    end,
    stop: async () => {
      await end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
