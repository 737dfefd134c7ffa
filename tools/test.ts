import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBrowser } from './browser.ts';
import { ROOT, run } from './run.ts';

/** Every test of the product, package by package: two browsers at once would only share the cores. */
const PACKAGES = ['tools', 'server', 'ui-kit', 'client', 'conformance', 'e2e'];
const RESULTS = join(ROOT, '.cache/test-results');

interface VitestResult {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
}

const chosen = process.argv.slice(2).filter((name) => PACKAGES.includes(name));
const filters = process.argv.slice(2).filter((name) => !PACKAGES.includes(name));
const env = { CHROMIUM_PATH: await findBrowser() };
const total = { passed: 0, failed: 0, skipped: 0 };

await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });
for (const name of chosen.length > 0 ? chosen : PACKAGES) {
  console.log(`\n── ${name}`);
  const report = join(RESULTS, `${name}.json`);
  const args = ['run', '--root', join(ROOT, name), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests', ...filters];
  const { code } = await run('vitest', args, { env });
  const result = await readFile(report, 'utf8').then((text) => JSON.parse(text) as VitestResult, () => null);
  total.passed += result?.numPassedTests ?? 0;
  total.skipped += result?.numPendingTests ?? 0;
  // A run can fail without a failed test: an unhandled error, a file that does not load.
  total.failed += Math.max(result?.numFailedTests ?? 0, code === 0 ? 0 : 1);
}
await writeFile(join(RESULTS, 'total.json'), JSON.stringify(total));
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 ? 0 : 1);
