import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { useArtifactStore } from '../artifacts/load.ts';
import { testDrafts } from './tests/drafts.testing.ts';
import { testErasure } from './tests/erasure.testing.ts';
import { testExport } from './tests/export.testing.ts';
import { testFromMessages } from './tests/from-messages.testing.ts';
import { testImport } from './tests/import.testing.ts';
import { testQuality } from './tests/quality.testing.ts';
import { testRows } from './tests/rows.testing.ts';
import { testVersions } from './tests/versions.testing.ts';
import type { World } from './tests/world.testing.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'datasets-'));
  useArtifactStore(server.stores, { dataDir: folder, url: null });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const world: World = { server: () => server, folder: () => folder };
testVersions(world);
testRows(world);
testDrafts(world);
testErasure(world);
testImport(world);
testFromMessages(world);
testExport(world);
testQuality(world);
