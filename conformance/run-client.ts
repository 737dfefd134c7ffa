import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Done, Errand } from './clients/errand.ts';

/** A process that hangs fails its own test and nobody else's. */
const PATIENCE_MS = 40_000;

export interface RunOptions {
  /** What runs the file; absent: this Node. */
  readonly program?: string;
  readonly args?: readonly string[];
  /** Absent: 40 seconds. */
  readonly patienceMs?: number;
}

/** Sends a client of `clients/` on its errand; it gives back what it did as its last line. Errors: throws with what it printed. */
export async function runClient(file: string, errand: Errand, options: RunOptions = {}): Promise<Done> {
  const printed = await runProgram(fileURLToPath(new URL(`clients/${file}`, import.meta.url)), errand, options);
  return JSON.parse(printed.trim().split('\n').at(-1) as string) as Done;
}

/** Runs a client in a process of its own: they patch modules and set what is global. Returns its output; errors: throws with it. */
export async function runProgram(
  path: string,
  errand: Pick<Errand, 'server' | 'key' | 'environment'>,
  { program = process.execPath, args = [], patienceMs = PATIENCE_MS }: RunOptions = {},
): Promise<string> {
  const child = spawn(program, [path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited(), ...addressesOf(errand), ERRAND: JSON.stringify(errand) },
  });
  const printed = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.error += text));
  const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(impatience);
  if (code !== 0) throw new Error(`${basename(path)} ended with ${code ?? 'a signal'}:\n${printed.out}${printed.error}`);
  return printed.out;
}

/** Where each SDK itself looks for address, key and environment; and nothing may be told to its maker. */
function addressesOf({ server, key, environment }: Pick<Errand, 'server' | 'key' | 'environment'>): Record<string, string> {
  return {
    LANGFUSE_BASE_URL: server,
    LANGFUSE_PUBLIC_KEY: key.slice(0, 10),
    LANGFUSE_SECRET_KEY: key,
    LANGFUSE_TRACING_ENVIRONMENT: environment,
    TRACELOOP_BASE_URL: server,
    TRACELOOP_API_KEY: key,
    TRACELOOP_TELEMETRY: 'false',
    OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=${environment}`,
  };
}

/** The caller's, without what would change where a client sends or what it samples. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(OTEL_|LANGFUSE_|TRACELOOP_|OPENAI_|VITEST|NODE_OPTIONS|https?_proxy)/i.test(name)),
  );
}
