import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Path of a file or folder of the real data sets, which are beside the repository and never in it (their README says what they are);
 * null where it is absent.
 */
export function sharedData(path: string): string | null {
  const folders = [process.env['SHARED_DATA_DIR'], resolve(import.meta.dirname, '../../../shared/data')];
  return folders.map((folder) => resolve(folder ?? '', path)).find((one) => existsSync(one)) ?? null;
}

/** Ends the name of tests that are skipped without their data. */
export const whySkipped = (path: string | null): string =>
  path === null ? ' (skipped: the real data sets are not beside the repository, set SHARED_DATA_DIR)' : '';
