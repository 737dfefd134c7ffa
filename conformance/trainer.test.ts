import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from '../e2e/server.ts';
import { missingPython, PYTHON } from './trainer-python.ts';

// Over 10 s: killed processes, restarted servers and waits between attempts, one after the other.
test.skipIf(missingPython !== null)('the Python client passes its own tests', { timeout: 600_000 }, async () => {
  const { stderr } = await promisify(execFile)(PYTHON, ['-m', 'unittest', 'discover', '-t', '.', '-s', 'tests'], {
    cwd: join(ROOT, 'trainer'),
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    maxBuffer: 16 * 1024 * 1024,
  });
  expect(stderr).toMatch(/\nOK( \(skipped=\d+\))?\n/);
  console.log(stderr.trim().split('\n').slice(-3).join(' '));
});
