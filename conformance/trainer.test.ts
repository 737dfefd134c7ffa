import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from '../e2e/server.ts';

const run = promisify(execFile);
const FOLDER = join(ROOT, 'trainer');
/** An interpreter that has torch, transformers, TRL and Lightning runs the tests that train models, too. */
const program = process.env['TRAINER_PYTHON'] || 'python3';

const missing = await run(program, ['-c', 'import sys; assert sys.version_info >= (3, 9)']).then(
  () => null,
  (error: Error) => error.message.split('\n')[0],
);

if (missing !== null) {
  const why = `the Python client: skipped, there is no Python 3.9 here (${missing})`;
  console.warn(why);
  test.skip(why);
} else {
  // Over 10 s: killed processes, restarted servers and waits between attempts, one after the other.
  test('the Python client passes its own tests', { timeout: 600_000 }, async () => {
    const { stderr } = await run(program, ['-m', 'unittest', 'discover', '-t', '.', '-s', 'tests'], {
      cwd: FOLDER,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      maxBuffer: 16 * 1024 * 1024,
    });
    expect(stderr).toMatch(/\nOK( \(skipped=\d+\))?\n/);
    console.log(stderr.trim().split('\n').slice(-3).join(' '));
  });
}
