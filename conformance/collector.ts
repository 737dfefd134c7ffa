import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../e2e/ask.ts';
import { ROOT } from '../e2e/server.ts';

const SOURCES = join(ROOT, 'conformance/collector');
/** Its 200 modules are fetched and compiled once. */
const BUILD_PATIENCE_MS = 15 * 60_000;
const START_PATIENCE_MS = 60_000;

export type Built = { readonly program: string } | { readonly missing: string };

/** OpenTelemetry's Collector of the versions in `collector/go.mod`, built by the first run into `.cache`. */
export async function buildCollector(): Promise<Built> {
  const sources = await Promise.all(['go.mod', 'main.go'].map((file) => readFile(join(SOURCES, file))));
  const version = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 8);
  const program = join(ROOT, `.cache/conformance-collector-${version}`);
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return { program };
  return promisify(execFile)('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', program, '.'], {
    cwd: SOURCES,
    timeout: BUILD_PATIENCE_MS,
  }).then(
    () => ({ program }),
    (error: Error) => ({ missing: error.message.split('\n')[0] as string }),
  );
}

export interface Collector {
  /** Of its receiver, such as http://127.0.0.1:40123. */
  readonly address: string;
  /** Ends it as a service manager does: what it has goes into its queue on the disk. */
  stop(): Promise<void>;
}

/** A collector that receives OTLP and passes it on in batches, tries again without end, and keeps what waits in a folder. */
export async function startCollector(
  program: string,
  { server, key, folder }: { readonly server: string; readonly key: string; readonly folder: string },
): Promise<Collector> {
  const port = await freePort();
  const path = join(folder, 'collector.yaml');
  await mkdir(folder, { recursive: true });
  await writeFile(path, configuration({ server, key, port, queue: join(folder, 'queue') }));
  const child = spawn(program, ['--config', path], { stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  const answers = (): Promise<boolean> =>
    fetch(address).then(
      () => true,
      () => {
        if (child.exitCode !== null) throw new Error(`The collector ended with ${child.exitCode}:\n${printed}`);
        return false;
      },
    );
  await until(answers, (isUp) => isUp, START_PATIENCE_MS);
  return {
    address,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise<void>((resolve) => listener.close(() => resolve()));
  return port;
}

const configuration = ({ server, key, port, queue }: { server: string; key: string; port: number; queue: string }): string => `
extensions:
  file_storage: { directory: ${queue}, create_directory: true }
receivers:
  otlp: { protocols: { http: { endpoint: 127.0.0.1:${port} } } }
processors:
  batch: { timeout: 200ms, send_batch_size: 64 }
exporters:
  otlphttp:
    endpoint: ${server}
    headers: { authorization: Bearer ${key} }
    retry_on_failure: { initial_interval: 200ms, max_interval: 1s, max_elapsed_time: 0 }
    sending_queue: { storage: file_storage, queue_size: 10000 }
service:
  extensions: [file_storage]
  telemetry: { metrics: { level: none } }
  pipelines:
    traces: { receivers: [otlp], processors: [batch], exporters: [otlphttp] }
`;
