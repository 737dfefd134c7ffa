import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real public data beside the repository; null where it is absent: tests that need it are skipped. */
export const sharedData: string | null =
  [process.env['SHARED_DATA_DIR'], resolve(import.meta.dirname, '../../shared/data')].find(
    (folder) => folder !== undefined && existsSync(join(folder, 'tau_bench')),
  ) ?? null;

export const whyNoSharedData = 'the real data sets are not beside the repository (set SHARED_DATA_DIR)';

/** What the end-to-end tests import: conversations of an agent, and model calls of a study. */
export function filesIn(folder: string): { conversations: string; calls: string[]; prices: string } {
  return {
    conversations: join(folder, 'tau_bench/gpt-4o-airline.json'),
    calls: ['PRIME_FULL', 'OPINIONQA', 'SENSITIVEQ'].map((name) => join(folder, `llmdrift/${name}_EVAL.csv`)),
    prices: join(folder, 'model_prices/litellm_model_prices_subset.json'),
  };
}
