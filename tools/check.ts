import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { GENERATED_PATHS, generate } from './codegen.ts';
import { brokenLinks } from './documents/links.ts';
import { deadReferences } from './documents/references.ts';
import { forbiddenEdges } from './edges.ts';
import { foreignTables } from './tables.ts';
import { ROOT, run } from './run.ts';
import { wordOffences } from './words.ts';
import { strayStatements } from './statements.ts';

interface Check {
  readonly name: string;
  /** Null when all is well; else what is wrong. */
  readonly run: () => Promise<string | null>;
  /** It reads nothing that is generated, and so begins at once. */
  readonly isOfKit?: boolean;
}

const program = (
  name: string,
  command: string,
  args: readonly string[],
  { isOfKit = false, ...options }: { env?: NodeJS.ProcessEnv; isOfKit?: boolean } = {},
): Check => ({
  name,
  isOfKit,
  run: async () => {
    const { code, output } = await run(command, args, { quiet: true, ...options });
    return code === 0 ? null : output;
  },
});

/** First: what it writes, others read. */
const GENERATED: Check = { name: 'generated files up to date', run: generatedDrift };
/** Side by side, the longest first. */
const CHECKS: readonly Check[] = [
  program('Storybook builds', 'pnpm', ['--filter', 'ui-kit', 'build-storybook'], {
    env: { STORYBOOK_DISABLE_TELEMETRY: '1' },
    isOfKit: true,
  }),
  program('package of ui-kit', 'pnpm', ['--filter', 'ui-kit', 'check-package'], { isOfKit: true }),
  program('types of server, tools and bench', 'tsc', ['--noEmit', '-p', 'tools']),
  ...['client', 'ui-kit', 'bench', 'e2e', 'conformance', 'trainer-node', 'importer', 'flags-client'].map((folder) =>
    program(`types of ${folder === 'bench' ? 'the pages of bench' : folder}`, 'tsc', ['--noEmit', '-p', folder]),
  ),
  program('no unused files, exports and dependencies', 'knip', ['--no-progress', '--no-config-hints']),
  program('format (repaired by `pnpm format`)', 'oxfmt', ['--check']),
  program('lint', 'oxlint', ['--deny-warnings']),
  { name: 'import edges', run: async () => (await forbiddenEdges()).join('\n') || null },
  {
    name: 'links of the documents, and files that comments name',
    run: async () => [...(await brokenLinks()), ...(await deadReferences())].join('\n') || null,
  },
  { name: 'plain technical English', run: async () => (await wordOffences()).join('\n') || null },
  { name: 'statements go through their doors', run: async () => (await strayStatements()).join('\n') || null },
  { name: 'tables and their owners', run: async () => (await foreignTables()).join('\n') || null },
  { name: 'no path of a machine and no registry', run: strayPaths },
];
const SIDE_BY_SIDE = Math.min(2, availableParallelism());

/** Generates again and compares with what stood there, so that it works in a tree with other changes too. */
async function generatedDrift(): Promise<string | null> {
  const listed = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...GENERATED_PATHS], { quiet: true });
  const files = listed.output.split('\n').filter((path) => path !== '');
  const read = () => Promise.all(files.map((path) => readFile(join(ROOT, path), 'utf8').catch(() => '')));
  const before = await read();
  await generate();
  const after = await read();
  const changed = files.filter((_, index) => before[index] !== after[index]);
  return changed.length === 0 ? null : `Run \`npx -y pnpm@12 codegen\` and commit: ${changed.join(', ')}`;
}

async function strayPaths(): Promise<string | null> {
  const words = [`${join(ROOT, '..')}/`, 'registry.npm', 'npmjs.org/'];
  const args = words.flatMap((word) => ['-e', word]);
  const { output } = await run('git', ['grep', '--untracked', '-lIF', ...args, '--', '.', ':!tools/check.ts'], { quiet: true });
  return output.trim() === '' ? null : output;
}

let failed = 0;
const report: string[] = [];
const failures: string[] = [];

async function carryOut(check: Check): Promise<void> {
  const startedAt = performance.now();
  const problem = await check.run().catch((error: unknown) => String(error));
  const seconds = `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  report.push(`${seconds.padStart(9)}  ${check.name}`);
  console.log(`${problem === null ? 'passed' : 'FAILED'}  ${check.name}  (${seconds})`);
  if (problem !== null) {
    failed += 1;
    const lines = stripVTControlCharacters(problem.trim()).split('\n');
    console.log(indented(lines.slice(0, 60)));
    failures.push(`FAILED  ${check.name}`, indented(lines.slice(0, 10)));
  }
}

const indented = (lines: readonly string[]): string => lines.map((line) => `        ${line}`).join('\n');

const startedAt = performance.now();
const generated = carryOut(GENERATED);
const waiting = [...CHECKS];
await Promise.all(
  Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (check.isOfKit !== true) await generated;
      await carryOut(check);
    }
  }),
);
await mkdir(join(ROOT, '.cache'), { recursive: true });
const passed = CHECKS.length + 1 - failed;
const heading = `Checks: ${((performance.now() - startedAt) / 1_000).toFixed(0)} s in all`;
await writeFile(join(ROOT, '.cache/check-results.json'), JSON.stringify({ passed, failed, report: [heading, ...report], failures }));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
