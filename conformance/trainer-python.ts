import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The interpreter that runs the Python client. One that has torch, transformers, TRL and Lightning runs the tests that train models, too.
 */
export const PYTHON = process.env['TRAINER_PYTHON'] || 'python3';

/** Why the Python client cannot run here; null: it can. */
export const missingPython = await promisify(execFile)(PYTHON, ['-c', 'import sys; assert sys.version_info >= (3, 9)']).then(
  () => null,
  (error: Error) => error.message.split('\n')[0] as string,
);
if (missingPython !== null) console.warn(`The Python client is skipped: there is no Python 3.9 here (${missingPython}).`);
