/**
 * Builds and packs the kit, and checks what is in the tarball as a stranger would meet it: `pnpm --filter ui-kit check-package`.
 * With `--write-sizes` the limits become what is measured now, and 8 % more.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, entries, manifest } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const work = mkdtempSync(join(tmpdir(), 'ui-kit-package-'));
process.env['PATH'] = [join(root, 'node_modules/.bin'), join(root, '../node_modules/.bin'), process.env['PATH']].join(':');

/** Runs a program; null when it succeeded, else its output. */
function run(command: string, args: readonly string[], cwd = root): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => resolve(String(error)));
    child.once('close', (code) => resolve(code === 0 ? null : output));
  });
}

/** Packs `dist`; the tarball's path. */
async function packed(): Promise<string> {
  const problem = await run('pnpm', ['pack', '--pack-destination', work], dist);
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (problem !== null || tarball === undefined) throw new Error(problem ?? 'Nothing was packed');
  return join(work, tarball);
}

/** A project that has the tarball, React and its types, and the kit's dependencies: nothing of the workspace. */
async function consumer(tarball: string, reactTypes: string): Promise<string> {
  const folder = mkdtempSync(join(work, 'consumer-'));
  const modules = join(folder, 'node_modules');
  const own = join(modules, manifest.name);
  mkdirSync(own, { recursive: true });
  const problem = await run('tar', ['-xzf', tarball, '-C', own, '--strip-components=1']);
  if (problem !== null) throw new Error(problem);
  const link = (name: string, from = name) => {
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(realpathSync(join(root, 'node_modules', from)), join(modules, name));
  };
  for (const name of ['react', 'react-dom', ...Object.keys(manifest.dependencies)]) link(name);
  link('@types/react', reactTypes);
  cpSync(join(root, 'test/consumer.tsx'), join(folder, 'consumer.tsx'));
  const every = entries.map(([name], place) => `import * as entry${place} from '${manifest.name}${name.slice(1)}';`);
  writeFileSync(
    join(folder, 'every-entry.ts'),
    `${every.join('\n')}\nexport const all = [${every.map((_, place) => `entry${place}`).join(', ')}];\n`,
  );
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  return folder;
}

/** The types hold for a consumer that resolves modules this way, with these types of React; nothing is skipped. */
async function typesHold(tarball: string, reactTypes: string, how: 'nodenext' | 'bundler'): Promise<string | null> {
  const folder = await consumer(tarball, reactTypes);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
        jsx: 'react-jsx',
        target: 'ES2022',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        module: how === 'nodenext' ? 'nodenext' : 'esnext',
        moduleResolution: how,
      },
    }),
  );
  return run('tsc', ['-p', folder]);
}

/** Node itself can load every entry: each path has its ending, and nothing asks for a window while loading. */
async function nodeLoads(tarball: string): Promise<string | null> {
  const folder = await consumer(tarball, '@types/react');
  return run(process.execPath, ['every-entry.ts'], folder);
}

/** Every entry that is for the client says so on its first line; what only computes does not. */
function directives(): string | null {
  const computesOnly = ['./theme', './format', './visible', './critical-path'];
  const wrong = entries.filter(
    ([name, path]) => readFileSync(join(dist, path), 'utf8').startsWith('"use client";') === computesOnly.includes(name),
  );
  return wrong.length === 0 ? null : `"use client" is missing or too much: ${wrong.map(([name]) => name).join(', ')}`;
}

/** What an application pays at most, whatever is measured: kB of gzip. */
const CEILINGS: Readonly<Record<string, number>> = { './line-chart': 38, 'a dashboard': 90 };

async function writeSizes(): Promise<void> {
  const output = (await run('size-limit', ['--json'])) ?? '[]';
  const measured = JSON.parse(output.slice(output.indexOf('['))) as { name: string; size: number }[];
  const limits = measured.map(({ name, size }) => [name, Math.min(CEILINGS[name] ?? Infinity, Math.ceil((size * 1.08) / 100) / 10)]);
  writeFileSync(join(root, 'size-limits.json'), `${JSON.stringify(Object.fromEntries(limits), null, 2)}\n`);
}

/** Within its limits, each of which is written down and below its ceiling. */
async function sizes(): Promise<string | null> {
  const limits = JSON.parse(readFileSync(join(root, 'size-limits.json'), 'utf8')) as Record<string, number>;
  const names = [...entries.map(([name]) => name), 'a dashboard', 'everything'];
  const missing = names.filter((name) => limits[name] === undefined);
  if (missing.length > 0) return `No limit for ${missing.join(', ')}: run \`pnpm --filter ui-kit check-package --write-sizes\``;
  const over = Object.entries(CEILINGS).filter(([name, ceiling]) => (limits[name] ?? 0) > ceiling);
  if (over.length > 0) return over.map(([name, ceiling]) => `The limit of ${name} may be ${ceiling} kB at most`).join('\n');
  return run('size-limit', []);
}

let failed = 0;
try {
  build(dist);
  const tarball = await packed();
  if (process.argv.includes('--write-sizes')) await writeSizes();
  const checks: readonly (readonly [name: string, problem: Promise<string | null>])[] = [
    ['publint', run('publint', ['run', tarball, '--strict'])],
    [
      'types for every kind of resolution (attw)',
      run('attw', [tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'styles.css', '--no-emoji']),
    ],
    ...(['nodenext', 'bundler'] as const).flatMap((how) =>
      [
        ['@types/react', '19'],
        ['@types/react-18', '18'],
      ].map(([types = '', version]) => [`types of a consumer, ${how}, React ${version}`, typesHold(tarball, types, how)] as const),
    ),
    ['Node loads every entry', nodeLoads(tarball)],
    ['"use client"', Promise.resolve(directives())],
    ['sizes', sizes()],
  ];
  for (const [name, outcome] of checks) {
    const problem = await outcome;
    console.log(`${problem === null ? 'passed' : 'FAILED'}  ${name}${problem === null ? '' : `\n${problem.trim()}`}`);
    if (problem !== null) failed += 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
