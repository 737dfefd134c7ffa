import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import setupRunFolder from '../e2e/run-folder.global.ts';
import { buildDashboardIfStale } from '../server/src/protocols/dashboard/build.ts';
import { findBrowser } from './browser.ts';
import { failureReport, filesOfFew, recoveredReport } from './failures.ts';
import type { Failure, SuiteEnd } from './failures.ts';
import { makeMemoryFolder } from './memory-folder.ts';
import { ROOT, run } from './run.ts';
import { bundleServer } from './server-bundle.ts';
import type { FileTime } from './test-times.ts';
import { timeReport, unexplained } from './time-report.ts';
import type { SuiteTime } from './time-report.ts';

interface Suite {
  readonly name: string;
  /** The folder whose vitest it is a run of. */
  readonly package: string;
  readonly args: readonly string[];
}

const PACKAGES = ['server', 'ui-kit', 'e2e', 'conformance', 'client', 'trainer-node', 'importer', 'tools'];
const of = (name: string, folder = name, ...args: readonly string[]): Suite => ({ name, package: folder, args });
/** Every test of the product, the longest suites first: what is short fills the end. */
const SUITES: readonly Suite[] = [
  of('server'),
  of('ui-kit-stories', 'ui-kit', '--project', 'ui-kit-stories'),
  of('e2e'),
  of('ui-kit', 'ui-kit', '--project', '!ui-kit-stories'),
  of('conformance'),
  of('client'),
  of('trainer-node'),
  of('importer'),
  of('tools'),
];
const RESULTS = join(ROOT, '.cache/test-results');
/** Compiled code, shared by all processes of the tests: a server that starts would spend half a second on compiling itself. */
const COMPILED = join(ROOT, '.cache/compiled');
/** As many as there are cores, up to three. */
const MOST_SIDE_BY_SIDE = Math.max(2, Math.min(3, availableParallelism()));

interface Run extends SuiteEnd {
  readonly files: readonly FileTime[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface VitestResult {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
}

const chosen = process.argv.slice(2).filter((name) => PACKAGES.includes(name));
const filters = process.argv.slice(2).filter((name) => !PACKAGES.includes(name));
/** One package alone prints as it goes; of several each suite prints at its end, in one piece. */
const isAlone = chosen.length === 1;
const waiting = SUITES.filter((suite) => chosen.length === 0 || chosen.includes(suite.package));
const memory = await makeMemoryFolder();
/** What runs programs from a copy of the project stays on the disk (e2e/checkout.ts). */
const places = memory === null ? {} : { TMPDIR: memory.path, TEST_DISK_FOLDER: tmpdir() };
Object.assign(process.env, places);
/** One for all suites: the data folder that their servers start on is made once. */
const removeRunFolder = await setupRunFolder();
/** Called in this order at the end. */
const removers = [removeRunFolder, memory?.remove].filter((remove) => remove !== undefined);
const env = { NODE_COMPILE_CACHE: COMPILED, ...process.env, CHROMIUM_PATH: await findBrowser() };
const suites: SuiteTime[] = [];
const runs: Run[] = [];
const startedAt = performance.now();
const busyBefore = busyMs();

/** Servers that start at once on fresh sources would each build the dashboard. */
const STARTS_SERVERS = ['server', 'e2e', 'conformance'];
let built: Promise<unknown> | null = null;
const buildDashboard = (): Promise<unknown> =>
  buildDashboardIfStale(() => console.log('Building the dashboard …')).catch((error: unknown) => console.error(String(error)));
/** Not for a few files: making it costs more than they win, and what fails there leads to its line in the sources. */
const buildServer = async (): Promise<void> => {
  if (filters.length > 0) return;
  const { path, remove } = await bundleServer();
  removers.unshift(remove);
  Object.assign(env, { TEST_SERVER: path });
};

/** Runs the files of a suite whose paths contain one of these; all of them where none is given. `label` names its results. */
async function runVitest({ name, package: folder, args }: Suite, label: string, paths: readonly string[]): Promise<Run> {
  if (STARTS_SERVERS.includes(name)) await (built ??= Promise.all([buildServer(), buildDashboard()]));
  const [report, times, failures] = ['json', 'times.json', 'failures.json'].map((end) => join(RESULTS, `${label}.${end}`)) as [
    string,
    string,
    string,
  ];
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    `--reporter=${join(ROOT, 'tools/test-times.ts')}`,
    `--reporter=${join(ROOT, 'tools/failures.ts')}`,
    '--includeTaskLocation',
  ];
  const { code, output } = await run(
    'vitest',
    ['run', '--root', join(ROOT, folder), ...args, ...reporters, '--passWithNoTests', ...paths],
    { quiet: !isAlone, env: { ...env, TEST_TIMES: times, TEST_FAILURES: failures } },
  );
  const result = await readJson<VitestResult>(report);
  return {
    name,
    code,
    output,
    failures: await readJson<Failure[]>(failures),
    files: (await readJson<FileTime[]>(times)) ?? [],
    passed: result?.numPassedTests ?? 0,
    skipped: result?.numPendingTests ?? 0,
    // A run can fail without a failed test: an unhandled error, a file that does not load.
    failed: Math.max(result?.numFailedTests ?? 0, code === 0 ? 0 : 1),
  };
}

async function runSuite(suite: Suite): Promise<void> {
  const { name } = suite;
  console.log(`── ${name}${isAlone ? '' : ' begins'}`);
  const beganAt = performance.now();
  const made = await runVitest(suite, name, filters);
  suites.push({ name, wallMs: performance.now() - beganAt, files: made.files });
  runs.push(made);
  if (!isAlone) console.log(`\n── ${name}\n${made.output}`);
}

/** Runs the files of a few failures again, with nothing beside them (`filesOfFew`). Gives the tests that passed then. */
async function tryAgain(): Promise<string[]> {
  const recovered: string[] = [];
  for (const [name, files] of filesOfFew(runs) ?? []) {
    const suite = SUITES.find((one) => one.name === name) as Suite;
    const first = runs.find((one) => one.name === name) as Run;
    console.log(`── ${name} again: ${files.join(', ')}`);
    const second = await runVitest(
      suite,
      `${name}.again`,
      files.map((file) => relative(suite.package, file)),
    );
    const stillFailed = second.failures?.map((failure) => failure.name);
    if (stillFailed === undefined) continue;
    recovered.push(...(first.failures ?? []).map((failure) => failure.name).filter((test) => !stillFailed.includes(test)));
    const passed = first.passed + Math.max(0, first.failed - second.failed);
    runs[runs.indexOf(first)] = { ...second, passed, skipped: first.skipped };
  }
  return recovered;
}

/** So long the machine's processors have worked, all together; other programs are in it. */
function busyMs(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
}

const readJson = <Value>(path: string): Promise<Value | null> =>
  readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Value,
    () => null,
  );

await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });
await Promise.all(
  Array.from({ length: isAlone ? 1 : MOST_SIDE_BY_SIDE }, async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) await runSuite(suite);
  }),
);

/** Not for chosen files: who runs those looks at them. */
const recovered = filters.length === 0 ? await tryAgain() : [];

for (const remove of removers) await remove();

const wallMs = performance.now() - startedAt;
const busyShare = (busyMs() - busyBefore) / (wallMs * cpus().length);
const report = [
  `Tests: ${(wallMs / 1_000).toFixed(0)} s in all; the machine's ${cpus().length} processors were busy ${(busyShare * 100).toFixed(0)} % of that`,
  ...timeReport(suites, MOST_SIDE_BY_SIDE),
];
console.log(`\n${report.join('\n')}`);
const unexplainedTests = unexplained(suites);
const sum = (key: 'passed' | 'failed' | 'skipped'): number => runs.reduce((all, one) => all + one[key], 0);
const total = { passed: sum('passed'), failed: sum('failed') + unexplainedTests.length, skipped: sum('skipped') };
/** Last, so that a log of which only the end is left still tells what failed. */
const failures = [...unexplainedTests, ...recoveredReport(recovered), ...failureReport(runs)];
if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
await writeFile(join(RESULTS, 'total.json'), JSON.stringify({ ...total, report, failures }));
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 ? 0 : 1);
