import { execFile } from 'node:child_process';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../e2e/server.ts';

const run = promisify(execFile);
const PATIENCE_MS = 60_000;
const PIP_OPTIONS = ['--quiet', '--disable-pip-version-check', '--no-input', '--retries', '0', '--timeout', '15'];

export type Python = { readonly program: string } | { readonly missing: string };

export interface Packages {
  /** Of the virtual environment, which is kept between runs: only the first one installs. */
  readonly name: string;
  /** Names a Python that has them already. */
  readonly variable?: string;
  readonly packages: readonly string[];
  /** Those that the tests import. They are looked for and not imported: that alone takes five seconds of some. */
  readonly modules: readonly string[];
  /** How long installing may take; absent: a minute. */
  readonly patienceMs?: number;
}

/** A Python that has OpenTelemetry's exporter. */
export const findPython = (): Promise<Python> =>
  findPackages({
    name: 'python',
    variable: 'CONFORMANCE_PYTHON',
    packages: ['opentelemetry-sdk', 'opentelemetry-exporter-otlp-proto-http'],
    modules: ['opentelemetry.sdk.trace', 'opentelemetry.exporter.otlp.proto.http.trace_exporter'],
  });

/**
 * A Python that has some packages: the one that a variable names, else a virtual environment with them, made now or before.
 * Where there is no Python, or the packages cannot be installed in time, `missing` says why.
 */
export async function findPackages({ name, variable, packages, modules, patienceMs = PATIENCE_MS }: Packages): Promise<Python> {
  const named = variable === undefined ? undefined : process.env[variable];
  if (named !== undefined && named !== '') return works(named, modules);
  const folder = join(ROOT, `.cache/conformance-${name}`);
  const program = join(folder, 'bin/python');
  const signal = AbortSignal.timeout(patienceMs);
  try {
    if (await exists(program)) {
      const kept = await works(program, modules);
      if ('program' in kept) return kept;
      await rm(folder, { recursive: true, force: true });
    }
    await installWithUv(folder, packages, signal).catch(() => installWithPip(folder, packages, signal));
    return await works(program, modules);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { missing: lastLine(error) };
  }
}

/** A fifth of pip's CPU: it compiles no module that nobody imports, and an environment takes its files from the cache by links. */
async function installWithUv(folder: string, packages: readonly string[], signal: AbortSignal): Promise<void> {
  const uv = await findUv(signal);
  await run('python3', ['-m', 'venv', '--clear', '--without-pip', folder], { signal });
  // What pip is configured with, in the words of uv.
  const { PIP_INDEX_URL: index, PIP_CERT: certificates, ...env } = process.env;
  await run(uv, ['pip', 'install', '--quiet', '--python', join(folder, 'bin/python'), ...packages], {
    signal,
    env: {
      ...(index !== undefined && { UV_DEFAULT_INDEX: index }),
      ...(certificates !== undefined && { SSL_CERT_FILE: certificates }),
      UV_CACHE_DIR: join(ROOT, '.cache/uv-packages'),
      UV_PYTHON_DOWNLOADS: 'never',
      UV_HTTP_TIMEOUT: '15',
      UV_HTTP_RETRIES: '0',
      ...env,
    },
  });
}

/** The machine's own, else one that pip puts into `.cache`. */
async function findUv(signal: AbortSignal): Promise<string> {
  const isOnPath = await run('uv', ['--version'], { signal }).then(
    () => true,
    () => false,
  );
  if (isOnPath) return 'uv';
  const folder = join(ROOT, '.cache/uv');
  const uv = join(folder, 'bin/uv');
  if (!(await exists(uv)))
    await run('python3', ['-m', 'pip', 'install', ...PIP_OPTIONS, '--no-compile', '--target', folder, 'uv'], { signal });
  return uv;
}

async function installWithPip(folder: string, packages: readonly string[], signal: AbortSignal): Promise<void> {
  await run('python3', ['-m', 'venv', '--clear', folder], { signal });
  await run(join(folder, 'bin/python'), ['-m', 'pip', 'install', ...PIP_OPTIONS, ...packages], { signal });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function works(program: string, modules: readonly string[]): Promise<Python> {
  const missing = `[m for m in ${JSON.stringify(modules)} if u.find_spec(m) is None]`;
  return run(program, ['-c', `import importlib.util as u, sys; sys.exit(', '.join(${missing}) or None)`], { timeout: PATIENCE_MS }).then(
    () => ({ program }),
    (error: unknown) => ({ missing: lastLine(error) }),
  );
}

/** Whether a Python has modules. */
export const has = async (program: string, ...modules: readonly string[]): Promise<boolean> => 'program' in (await works(program, modules));

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr ?? '').trim().split('\n');
  return lines.at(-1) === '' || lines.length === 0 ? message : (lines.at(-1) as string);
}
