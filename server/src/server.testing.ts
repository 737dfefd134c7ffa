import { once } from 'node:events';
import { connect } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import pino, { type Logger } from 'pino';
import { ensureDefaultWorkspace } from './domains/access/commands.ts';
import { openLocalBus, type LiveBus } from './platform/live/bus.ts';
import { createHttpServer, type ServerDeps } from './server.ts';
import type { Stores } from './platform/store/stores.ts';
import { openTestStores } from './platform/store/testing.ts';

export interface TestServer {
  url: string;
  port: number;
  stores: Stores;
  live: LiveBus;
  defaultWorkspaceId: string;
  /** What was logged, as parsed lines. */
  logged: Record<string, unknown>[];
  close(): Promise<void>;
}

/** The whole server on a free port (or on `port`) of the loopback address (or of `host`), over real, empty stores. `schema` absent: the product's own. */
export async function openTestServer(
  deps: Partial<Omit<ServerDeps, 'schema'>> & { schema?: GraphQLSchema; port?: number; host?: string } = {},
): Promise<TestServer> {
  const stores = deps.stores ?? (await openTestStores());
  const schema = deps.schema ?? (await import('./schema.ts')).schema;
  const live = deps.live ?? openLocalBus();
  const logged: Record<string, unknown>[] = [];
  const logger: Logger = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  const defaultWorkspaceId = await ensureDefaultWorkspace(stores);
  const server = createHttpServer({ dashboardFolder: '/nonexistent', ...deps, stores, schema, live, logger, defaultWorkspaceId });
  const port = await server.listen({ host: deps.host ?? '127.0.0.1', port: deps.port ?? 0 });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stores,
    live,
    defaultWorkspaceId,
    logged,
    async close() {
      await server.close();
      if (deps.stores === undefined) await stores.close();
    },
  };
}

/** JSON whose shape the test at hand knows. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

export interface Answer {
  status: number;
  headers: Headers;
  body: Loose;
}

/** Posts an operation as JSON. */
export async function ask(
  server: { url: string },
  query: string,
  options: { variables?: unknown; headers?: Record<string, string>; operationName?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...options.headers },
    body: JSON.stringify({ query, variables: options.variables, operationName: options.operationName }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Sends bytes as they are, for what no client would send; gives back everything that came until the peer closed. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}
