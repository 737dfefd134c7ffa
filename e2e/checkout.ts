import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, copyFile, cp, link, mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { environment, ROOT } from './server.ts';

const run = promisify(execFile);

/** What a clone does not have: what was installed, built, put in or tried out. */
const NOT_CLONED = new Set(['node_modules', '.git', '.data', '.cache', '.vitest', '.vitest-attachments', 'coverage', 'storybook-static']);

/** Where copies of the project are made: a folder in memory (tools/memory-folder.ts) may forbid to run programs, and shares no files. */
export const diskFolder = (): string => process.env['TEST_DISK_FOLDER'] ?? tmpdir();

/** Copies the project's own files, as a clone has them, into `folder`, and the built dashboard, so that not every start builds one. */
export async function makeCheckout(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(ROOT)) {
    if (!NOT_CLONED.has(name))
      await cp(join(ROOT, name), join(folder, name), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !NOT_CLONED.has(basename(path)),
      });
  }
}

/** The folders of programs that a person's shell looks into: not those of this project, which tests have besides. */
const ownPath = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));

/**
 * The PATH of somebody who has a Node of this major version and nothing of the project: the machine's own Node where it is that one,
 * else the one that runs the tests, else one from the registry, kept in `.cache`. Null: it cannot be had, which needs the network once.
 */
export async function pathWithNode(major: number): Promise<string | null> {
  const folder = join(ROOT, `.cache/node-${major}`);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  // In the folder of the one that runs the tests, which is from the registry too, stands nothing else.
  const [running, fetched] = [dirname(process.execPath), join(folder, 'node_modules', name, 'bin')];
  for (const path of [ownPath, [running, ...ownPath], [fetched, ...ownPath]]) {
    if ((await majorOn(path)) === major) return path.join(':');
  }
  await mkdir(folder, { recursive: true });
  const path = [fetched, ...ownPath];
  await run('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@${major}`], {
    env: { ...environment(), PATH: ownPath.join(':') },
  }).catch(() => null);
  return (await majorOn(path)) === major ? path.join(':') : null;
}

async function majorOn(path: readonly string[]): Promise<number | null> {
  for (const folder of path) {
    const program = join(folder, 'node');
    if (
      await access(program, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return Number((await run(program, ['-p', 'process.versions.node'])).stdout.split('.')[0]);
  }
  return null;
}

/**
 * Puts the pnpm that runs these tests into `folder`, for a user who has none and may not enter root's home. Null: it is not known which.
 */
export async function copyPnpm(folder: string): Promise<string | null> {
  const own = process.env['npm_execpath'];
  if (own === undefined || basename(own) !== 'pnpm') return null;
  await mkdir(folder, { recursive: true });
  const copy = join(folder, 'pnpm');
  await link(own, copy).catch(() => copyFile(own, copy));
  return copy;
}
