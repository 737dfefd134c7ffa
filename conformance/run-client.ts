import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Done, Errand } from './clients/errand.ts';

/** A process that hangs fails its own test and nobody else's. */
const PATIENCE_MS = 40_000;

export interface RunOptions {
  readonly args?: readonly string[];
  /** Beside the client's own variables for address, key and environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Sends a client of `clients/` on its errand, in a process of its own: they patch modules and set what is global. Errors: throws with what it printed. */
export async function runClient(file: string, errand: Errand, { args = [], env = {} }: RunOptions = {}): Promise<Done> {
  const child = fork(fileURLToPath(new URL(`clients/${file}`, import.meta.url)), args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: { ...inherited(), ...addressesOf(errand), ERRAND: JSON.stringify(errand), ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  let result: Done | null = null;
  child.once('message', (message) => (result = message as Done));
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(impatience);
  if (code !== 0 || result === null) throw new Error(`${file} ended with ${code ?? 'a signal'}:\n${output}`);
  return result;
}

/** Where each SDK itself looks for address, key and environment; and nothing may be told to its maker. */
export function addressesOf({ server, key, environment }: Errand): Record<string, string> {
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
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(OTEL_|LANGFUSE_|TRACELOOP_|OPENAI_|VITEST|NODE_OPTIONS|https?_proxy)/i.test(name)));
}
