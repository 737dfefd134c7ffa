import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'vite';

export interface DevelopmentServer {
  /** Pages that are open load again. */
  reload(): void;
  close(): Promise<void>;
}

interface Options {
  readonly host: string;
  readonly port: number;
  /** Where the server listens, to which everything but pages and their files is passed on. */
  readonly serverAddress: string;
  /** Waited for before a request is passed on. Whether the server answers. */
  readonly serverSettled: () => Promise<boolean>;
}

/** The dashboard from its sources: what is changed is exchanged in the open page. Errors: rejects when the port is taken. */
export async function serveDashboard({ host, port, serverAddress, serverSettled }: Options): Promise<DevelopmentServer> {
  process.env['API'] = serverAddress; // read by vite.config.ts
  const server = await createServer({
    configFile: `${import.meta.dirname}/../vite.config.ts`,
    clearScreen: false,
    server: { host, port, strictPort: true },
    plugins: [
      {
        name: 'hold-while-the-server-starts',
        configureServer({ config, middlewares }) {
          const apiPaths = Object.keys(config.server.proxy ?? {}).map((pattern) => new RegExp(pattern));
          middlewares.use(holdWhileStarting((url) => apiPaths.some((pattern) => pattern.test(url)), serverSettled));
        },
      },
    ],
  });
  await server.listen();
  return {
    reload: () => server.ws.send({ type: 'full-reload' }),
    close: () => server.close(),
  };
}

/** A request that comes while the server starts again waits for it, and is answered 503 when its sources do not start. */
function holdWhileStarting(isForServer: (url: string) => boolean, serverSettled: () => Promise<boolean>) {
  return async ({ url = '/' }: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> => {
    if (!isForServer(url) || (await serverSettled())) return next();
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' });
    response.end(JSON.stringify({ errors: [{ message: 'The server does not run; the terminal of dev says why. It starts again at the next change.', extensions: { code: 'SERVICE_UNAVAILABLE' } }] }));
  };
}
