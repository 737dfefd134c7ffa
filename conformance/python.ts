import { execFile } from 'node:child_process';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../e2e/server.ts';

const run = promisify(execFile);
const PATIENCE_MS = 60_000;

export type Python = { readonly program: string } | { readonly missing: string };

export interface Packages {
  /** Of the virtual environment, which is kept between runs: only the first one installs. */
  readonly name: string;
  /** Names a Python that has them already. */
  readonly variable: string;
  readonly packages: readonly string[];
  /** A statement that fails where one is missing. */
  readonly imports: string;
}

/** A Python that has OpenTelemetry's exporter. */
export const findPython = (): Promise<Python> =>
  findPackages({
    name: 'python',
    variable: 'CONFORMANCE_PYTHON',
    packages: ['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http'],
    imports: 'import opentelemetry.sdk.trace, opentelemetry.exporter.otlp.proto.http.trace_exporter',
  });

/**
 * A Python that has some packages: the one that a variable names, else a virtual environment with them, made now or before.
 * Where there is no Python, or pip cannot get the packages within a minute, `missing` says why.
 */
export async function findPackages({ name, variable, packages, imports }: Packages): Promise<Python> {
  const named = process.env[variable];
  if (named !== undefined && named !== '') return works(named, imports);
  const folder = join(ROOT, `.cache/conformance-${name}`);
  const program = join(folder, 'bin/python');
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    if (
      await access(program).then(
        () => true,
        () => false,
      )
    ) {
      const kept = await works(program, imports);
      if ('program' in kept) return kept;
      await rm(folder, { recursive: true, force: true });
    }
    await run('python3', ['-m', 'venv', folder], { signal });
    await run(
      program,
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--retries', '0', '--timeout', '15', ...packages],
      { signal },
    );
    return await works(program, imports);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { missing: lastLine(error) };
  }
}

async function works(program: string, imports: string): Promise<Python> {
  return run(program, ['-c', imports], { timeout: PATIENCE_MS }).then(
    () => ({ program }),
    (error: unknown) => ({ missing: lastLine(error) }),
  );
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr ?? '').trim().split('\n');
  return lines.at(-1) === '' || lines.length === 0 ? message : (lines.at(-1) as string);
}
