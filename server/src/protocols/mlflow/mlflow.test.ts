import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { useArtifactStore } from '../../domains/artifacts/load.ts';
import { folderStore } from '../../domains/artifacts/store/folder.ts';
import { keepsTheContract } from '../../domains/artifacts/store/contract.testing.ts';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { runTests } from './tests/runs.testing.ts';
import { searchTests } from './tests/search.testing.ts';
import { refusalTests } from './tests/refusals.testing.ts';
import { artifactTests } from './tests/artifacts.testing.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'artifacts-'));
  useArtifactStore(server.stores, { dataDir: folder, url: null });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

runTests(() => ({ server, folder }));
searchTests(() => ({ server, folder }));
refusalTests(() => ({ server, folder }));
artifactTests(() => ({ server, folder }));

describe('files in a folder', () => keepsTheContract(() => folderStore(join(folder, 'contract'))));
