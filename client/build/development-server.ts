import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'vite';

export interface DevelopmentServer {
  /** Pages that are open load again. */
  reload(): void;
  /** Calls back with the path of every file in these folders that is changed, added or removed, however an editor does it. */
  watch(folders: readonly string[], onChange: (path: string) => void): void;
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
    watch(folders, onChange) {
      const watched = folders.map((folder) => `${folder}/`);
      const pass = (path: string): void => {
        if (watched.some((folder) => path.startsWith(folder))) onChange(path);
      };
      server.watcher.add([...folders]);
      server.watcher.on('change', pass).on('add', pass).on('unlink', pass);
    },
    close: () => server.close(),
  };
}

/** A request that comes while the server starts again waits for it, and is answered 503 when its sources do not start. */
function holdWhileStarting(isForServer: (url: string) => boolean, serverSettled: () => Promise<boolean>) {
  return async ({ url = '/' }: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> => {
    if (!isForServer(url) || (await serverSettled())) return next();
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' });
    response.end(
      JSON.stringify({
        errors: [
          {
            message: 'The server does not run; the terminal of dev says why. It starts again at the next change.',
            extensions: { code: 'SERVER_NOT_STARTED' },
          },
        ],
      }),
    );
  };
}
