import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../../platform/store/start-error.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const SOURCES = [
  'client/src',
  'client/public',
  'client/build',
  'client/index.html',
  'client/vite.config.ts',
  'client/vite.report.config.ts',
  'ui-kit/src',
  'ui-kit/package.json',
  'importer/src',
  'importer/package.json',
  'pnpm-lock.yaml',
];
const STAMP = '.built-from';

/** Where the built dashboard lies, and in a folder of data where the project's own cannot be written. */
const OWN_FOLDER = join(ROOT, 'client/dist');
const FOLDER_ELSEWHERE = 'dashboard';

/**
 * Builds the dashboard when its sources are newer than what is built, and returns its folder: the project's own, or one in
 * `dataDir` where that can't be written. The build takes its place when it is whole: servers that start at once, or were killed in
 * the middle, leave no half of one.
 *
 * Errors  throws `StartError` with the build's last words.
 */
export async function buildDashboardIfStale(onBuild: () => void, dataDir: string | null = null): Promise<string> {
  const fingerprint = await fingerprintOf(SOURCES.map((path) => join(ROOT, path)));
  const elsewhere = dataDir === null ? null : join(dataDir, FOLDER_ELSEWHERE);
  for (const folder of [OWN_FOLDER, elsewhere]) {
    if (folder !== null && (await readFile(join(folder, STAMP), 'utf8').catch(() => null)) === fingerprint) return folder;
  }
  onBuild();
  const canWriteOwn = await access(dirname(OWN_FOLDER), constants.W_OK).then(
    () => true,
    () => false,
  );
  const folder = canWriteOwn || elsewhere === null ? OWN_FOLDER : elsewhere;
  const built = folder === OWN_FOLDER ? join(ROOT, `client/.cache/build-${process.pid}`) : `${folder}-build-${process.pid}`;
  try {
    await mkdir(dirname(built), { recursive: true });
    await build(built);
    await writeFile(join(built, STAMP), fingerprint);
    await putInPlace(built, folder);
  } finally {
    await rm(built, { recursive: true, force: true });
  }
  return folder;
}

async function putInPlace(built: string, folder: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const old = `${built}-old`;
    await rename(folder, old).catch(() => {});
    try {
      return await rename(built, folder);
    } catch (error) {
      // Another server put its own there in between.
      if (attempt === 5) throw error;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

/** The pages, and beside them the program that draws reports, in a folder that no page is served from. */
async function build(folder: string): Promise<void> {
  const vite = join(ROOT, 'client/node_modules/.bin/vite');
  await access(vite).catch(() => {
    throw new StartError(
      'The dashboard is not built and its tools are not installed; run the start command with pnpm, which installs them.',
    );
  });
  await runVite(vite, ['--emptyOutDir', '--outDir', folder]);
  await runVite(vite, ['--config', 'vite.report.config.ts', '--outDir', join(folder, '.report')]);
}

async function runVite(vite: string, options: readonly string[]): Promise<void> {
  // Its own loader of the configuration would write beside it.
  const child = spawn(vite, ['build', '--configLoader', 'native', '--logLevel', 'warn', ...options], {
    cwd: join(ROOT, 'client'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)));
  const code = await new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  if (code !== 0) throw new StartError(`The dashboard could not be built:\n${words.trim()}`);
}

/** A hash over names and contents: times would differ in every fresh clone. */
async function fingerprintOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
    if (entries !== null) {
      for (const name of entries.map((entry) => entry.name).sort()) await visit(join(path, name));
      return;
    }
    const content = await readFile(path).catch(() => null);
    if (content !== null) hash.update(path.slice(ROOT.length)).update('\0').update(content);
  };
  for (const path of paths) await visit(path);
  return hash.digest('hex');
}
