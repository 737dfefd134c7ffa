import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findPackages, type Python } from './python.ts';

const PATIENCE_MS = 120_000;

/** MLflow's and Trackio's own clients, in a virtual environment of their own or in the Python that TRAINING_PYTHON names. */
export const findTrackers = (): Promise<Python> =>
  findPackages({
    name: 'trackers',
    variable: 'TRAINING_PYTHON',
    packages: ['mlflow-skinny', 'trackio', 'numpy', 'pandas'],
    modules: ['mlflow', 'trackio'],
  });

/** Runs a client of `clients/` on its errand; it prints what it found as its last line, in JSON. Errors: throws with what it printed. */
export async function runErrand<Found>(program: string, file: string, args: readonly string[]): Promise<Found> {
  const path = new URL(`clients/${file}`, import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(program, [path, ...args], {
    timeout: PATIENCE_MS,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', HF_HUB_OFFLINE: '1', GIT_PYTHON_REFRESH: 'quiet' },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as Found;
}
