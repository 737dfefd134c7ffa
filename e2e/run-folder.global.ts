import { join } from 'node:path';
import { makeDataDir, removeDataDir } from './server.ts';

/** What the tests of a run share (e2e/server.ts, `makeUsedDataDir`). Several suites in one run are given theirs by tools/test.ts. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['TEST_RUN_FOLDER'] !== undefined) return undefined;
  const folder = await makeDataDir();
  process.env['TEST_RUN_FOLDER'] = folder;
  return async () => {
    await removeDataDir(join(folder, 'used'));
    await removeDataDir(folder);
  };
}
