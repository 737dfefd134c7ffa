import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real public data beside the repository (its README says what it is); null where it is absent, and the tests that need it are skipped. */
export const sharedData: string | null =
  [process.env['SHARED_DATA_DIR'], resolve(import.meta.dirname, '../../../shared/data')].find(
    (folder) => folder !== undefined && existsSync(join(folder, 'tau_bench')),
  ) ?? null;

export const needsSharedData = sharedData === null ? 'skipped: the real data sets are not beside the repository (set SHARED_DATA_DIR)' : '';
