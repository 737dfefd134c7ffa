import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmbeddedPostgres } from '../../server/src/platform/store/postgres/embedded.ts';

export interface OtherServer {
  readonly name: string;
  readonly url: string;
  /** Of its own data; deleted by `stop`. */
  readonly folder?: string;
  stop(): Promise<void>;
}

/** The file of `mlflow server` on SQLite, in its folder. */
export const mlflowDatabase = 'mlflow.db';

const readyTimeoutMs = 180_000;

/** The version of MLflow that a Python has; null: none, or it has no driver for PostgreSQL. */
export async function mlflowVersion(python: string): Promise<string | null> {
  return promisify(execFile)(python, ['-c', 'import mlflow, psycopg2; print(mlflow.__version__)']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}

/** `mlflow server` as it comes from its package, on an empty store. */
export async function startMlflow(python: string, store: 'SQLite' | 'PostgreSQL', port: number): Promise<OtherServer> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-mlflow-'));
  await mkdir(join(folder, 'postgres'));
  const postgres = store === 'PostgreSQL' ? await startEmbeddedPostgres(join(folder, 'postgres')) : null;
  const backend =
    postgres === null ? `sqlite:///${join(folder, mlflowDatabase)}` : postgres.url.replace(/^postgres(ql)?:/, 'postgresql+psycopg2:');
  const child = spawn(
    python,
    [
      '-m',
      'mlflow',
      'server',
      '--backend-store-uri',
      backend,
      '--artifacts-destination',
      join(folder, 'artifacts'),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ],
    { stdio: 'ignore', cwd: folder, detached: true },
  );
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      // With its workers.
      process.kill(-(child.pid as number), 'SIGTERM');
      await once(child, 'exit');
    }
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  for (;;) {
    const isReady = await fetch(`${url}/api/2.0/mlflow/experiments/get?experiment_id=0`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return { name: `mlflow server, ${store}`, url, folder, stop };
    if (child.exitCode !== null || performance.now() - startedAt > readyTimeoutMs) {
      await stop();
      throw new Error(`mlflow server on ${store} was not ready: it ended with ${child.exitCode}.`);
    }
    await new Promise((wait) => setTimeout(wait, 200));
  }
}
