import { execFile } from 'node:child_process';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../e2e/server.ts';

const run = promisify(execFile);
const PACKAGES = ['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http'];
const IMPORT = 'import opentelemetry.sdk.trace, opentelemetry.exporter.otlp.proto.http.trace_exporter';
/** Kept between runs: only the first one installs. */
const FOLDER = join(ROOT, '.cache/conformance-python');
const PATIENCE_MS = 60_000;

export type Python = { readonly program: string } | { readonly missing: string };

/**
 * A Python that has OpenTelemetry's exporter: the one that CONFORMANCE_PYTHON names, else a virtual environment with it, made now or before.
 * Where there is no Python, or pip cannot get the packages within a minute, `missing` says why.
 */
export async function findPython(): Promise<Python> {
  const named = process.env['CONFORMANCE_PYTHON'];
  if (named !== undefined && named !== '') return works(named);
  const program = join(FOLDER, 'bin/python');
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    if (
      await access(program).then(
        () => true,
        () => false,
      )
    ) {
      const kept = await works(program);
      if ('program' in kept) return kept;
      await rm(FOLDER, { recursive: true, force: true });
    }
    await run('python3', ['-m', 'venv', FOLDER], { signal });
    await run(
      program,
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--retries', '0', '--timeout', '15', ...PACKAGES],
      { signal },
    );
    return await works(program);
  } catch (error) {
    await rm(FOLDER, { recursive: true, force: true });
    return { missing: lastLine(error) };
  }
}

async function works(program: string): Promise<Python> {
  return run(program, ['-c', IMPORT], { timeout: PATIENCE_MS }).then(
    () => ({ program }),
    (error: unknown) => ({ missing: lastLine(error) }),
  );
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr ?? '').trim().split('\n');
  return lines.at(-1) === '' || lines.length === 0 ? message : (lines.at(-1) as string);
}
