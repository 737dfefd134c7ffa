import { createServer } from 'node:net';
import type { DevelopmentServer } from '../client/build/development-server.ts';
import { addressOf, ConfigError, readConfig } from '../server/src/platform/config.ts';
import { superviseServer } from './dev/server-process.ts';
import { watchServer } from './dev/watch.ts';

/**
 * Server and dashboard from their sources, at one address, on the same embedded stores as `start`: the server starts again when
 * its files change, the dashboard's files are exchanged in the open page.
 */
async function main(): Promise<void> {
  const { host, port: wantedPort } = readConfig(process.env);
  const port = wantedPort === 0 ? await freePort(host) : wantedPort;
  const serverPort = await freePort('127.0.0.1');
  const address = addressOf(host, port);
  // Loaded here: its libraries, too, read the environment.
  const { serveDashboard } = await import('../client/build/development-server.ts');

  let dashboard: DevelopmentServer | null = null;
  const server = superviseServer({
    env: { HOST: '127.0.0.1', PORT: String(serverPort), DEV_ADDRESS: address },
    say,
    onRestarted: () => dashboard?.reload(),
  });

  let isStopping = false;
  const stop = async (exitCode: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    // Pages first: they would only ask a server that is going.
    await dashboard?.close();
    await server.close();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!isStopping) say('\nStopping …');
      void stop(0);
    });
  }
  try {
    dashboard = await serveDashboard({
      host,
      port,
      serverAddress: addressOf('127.0.0.1', serverPort),
      serverSettled: () => server.settled(),
    });
    watchServer(dashboard, (path) => {
      if (server.restart()) say(`${path} has changed: the server starts again …`);
    });
  } catch (error) {
    console.error(`\nThe dashboard can't be served at ${address}: ${(error as Error).message}\nSet PORT to another port.\n`);
    return stop(1);
  }
  if (!(await server.settled()) && !isStopping) say('The server does not run. It starts again at the next change.');
}

const say = (text: string): void => console.log(text);

async function freePort(host: string): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, host, resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

await main().catch((error: unknown) => {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`\nFine Tune Lab could not start.\n${error.message}\n`);
  process.exit(1);
});
