import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { ownNames } from 'importer/mapping/mapping';
import { ask, openTestServer, type Loose, type TestServer } from '../../../server.testing.ts';
import { importFiles, type ImportOptions } from '../import.ts';

/** A server, and the import command in front of it. */
export interface Importing {
  readonly server: () => TestServer;
  readonly screen: Parameters<typeof importFiles>[2];
  /** What the command has written in this test, since `clear`. */
  readonly shown: () => string;
  readonly clear: () => void;
  readonly importAll: (...paths: string[]) => ReturnType<typeof importFiles>;
  readonly importWith: (options: Partial<ImportOptions>, ...paths: string[]) => ReturnType<typeof importFiles>;
  /** Path of a new file in the tests' folder. */
  readonly fileOf: (name: string, text: string | Uint8Array) => Promise<string>;
  /** A stored message; null: there is none. */
  readonly message: (externalId: string) => Promise<Loose>;
}

/** Registers the hooks that open and close it. */
export function openImporting(): Importing {
  let server: TestServer;
  let folder: string;
  let shown = '';
  beforeAll(async () => {
    server = await openTestServer();
    folder = await mkdtemp(join(tmpdir(), 'import-'));
  });
  afterAll(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const clear = (): void => {
    shown = '';
  };
  beforeEach(clear);
  const screen = { isTerminal: false, columns: 80, write: (text: string) => (shown += text) };
  return {
    server: () => server,
    screen,
    shown: () => shown,
    clear,
    importAll: (...paths) => importFiles(paths, { url: server.url, apiKey: null }, screen),
    importWith: (options, ...paths) =>
      importFiles(paths, { url: server.url, apiKey: null }, screen, { mapping: ownNames, encoding: null, separator: null, ...options }),
    fileOf: async (name, text) => {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    },
    message: async (externalId) =>
      (
        await ask(
          server,
          `query ($id: String!) { message(externalId: $id) { role content createdAt model provider inputTokens outputTokens latencyMs widget
            userId experimentName variant metadata conversation { externalId messageCount }
            toolCalls { id name success error arguments result }
            evaluations { externalId rating success failureTags evaluator evaluatorKind createdAt } } }`,
          { variables: { id: externalId } },
        )
      ).body.data.message,
  };
}
