import type { Browser } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { makeUsedDataDir, removeDataDir, startServer, type RunningServer } from './server.ts';

/** A server on a data folder of its own, and a browser. */
export interface Product {
  readonly dataDir: string;
  readonly server: RunningServer;
  readonly browser: Browser;
  /** Ends the server as a power cut does, and starts it again on its data folder. */
  readonly restartKilled: () => Promise<void>;
}

/**
 * The product for all tests of a file, or of the `describe` in which this is called: registers hooks that start and end it. Its fields are
 * there from the hooks on that are registered after this.
 *
 * `makeFolder`       makes the data folder; absent: one that a server has used.
 * `makeEnvironment`  gives variables of the server's environment, beside those of `startServer`; absent: none.
 */
export function useProduct(
  makeFolder: () => Promise<string> = makeUsedDataDir,
  makeEnvironment: () => Promise<Readonly<Record<string, string>>> = async () => ({}),
): Product {
  let [dataDir, server, browser]: [string | null, RunningServer | null, Browser | null] = [null, null, null];
  let env: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    [dataDir, env] = await Promise.all([makeFolder(), makeEnvironment()]);
    [server, browser] = await Promise.all([startServer({ dataDir, env }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (dataDir !== null) await removeDataDir(dataDir);
  });
  return {
    get dataDir() {
      return there(dataDir);
    },
    get server() {
      return there(server);
    },
    get browser() {
      return there(browser);
    },
    restartKilled: async () => {
      await there(server).stop('SIGKILL');
      server = await startServer({ dataDir: there(dataDir), env });
    },
  };
}

function there<Part>(part: Part | null): Part {
  if (part === null) throw new Error('The product is not started yet.');
  return part;
}
