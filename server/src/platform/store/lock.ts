import { chmod, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRunning, startTimeOf } from './process.ts';
import { StartError } from './start-error.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** The file of a lock, and the message where another process has it. */
export interface LockWords {
  readonly file: string;
  readonly inUse: (folder: string, owner: number) => string;
}

const ofServer: LockWords = {
  file: 'server.lock',
  inUse: (folder, owner) =>
    `The data folder ${folder} is in use by another server (process ${owner}). Stop that one, or set DATA_DIR to another folder.`,
};

/**
 * Takes a folder for this process, the data folder of a server unless `words` name another use.
 *
 * A process that was killed leaves its lock behind; the lock names the process and when that process started, so a dead or
 * reused process id is distinguished from a living owner.
 * Errors  throws `StartError` when another process has the folder, or when it can't be written.
 */
export async function lockFolder(folder: string, { file, inUse }: LockWords = ofServer): Promise<FolderLock> {
  const path = join(folder, file);
  const own = `${process.pid} ${startTimeOf(process.pid)}\n`;
  try {
    await makePrivate(folder);
    for (;;) {
      const handle = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return null;
        throw error;
      });
      if (handle !== null) {
        await handle.writeFile(own);
        await handle.close();
        return { release: () => rm(path, { force: true }) };
      }
      const owner = await ownerOf(path);
      if (owner !== null) throw new StartError(inUse(folder, owner));
      await removeStale(path);
    }
  } catch (error) {
    throw folderError(folder, error);
  }
}

/** Says which folder can't be written, and why. */
export function folderError(folder: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartError(`The data folder ${folder} can't be written (${code}). Set DATA_DIR to a folder that this user may write.`);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartError(`The data folder ${folder} is not a folder. Set DATA_DIR to a folder.`);
  }
  if (code === 'ENOSPC') return new StartError(`The disk of the data folder ${folder} is full.`);
  return error;
}

/** Of several servers that find the same stale lock only one gets it; what it got may by now be another's new lock, and is given back. */
async function removeStale(path: string): Promise<void> {
  const taken = `${path}.${process.pid}`;
  if (
    !(await rename(path, taken).then(
      () => true,
      () => false,
    ))
  )
    return;
  if ((await ownerOf(taken)) === null) await rm(taken, { force: true });
  else await rename(taken, path);
}

/** How long a lock may be empty, because its owner has made the file and not written it yet. */
const WRITING_MS = 200;

async function ownerOf(path: string): Promise<number | null> {
  const read = (): Promise<string> => readFile(path, 'utf8').catch(() => '');
  let text = await read();
  if (text === '') {
    await new Promise((resolve) => setTimeout(resolve, WRITING_MS));
    text = await read();
  }
  const [pid, startTime] = text.trim().split(' ');
  const owner = Number(pid);
  if (!Number.isInteger(owner) || owner <= 0 || owner === process.pid) return null;
  return isRunning(owner) && startTimeOf(owner) === startTime ? owner : null;
}

/**
 * Makes a folder that is its owner's alone: engines make their files readable to all, and messages stand in them. One that is there is left as
 * it is: it may be one that others are to enter. `isOurs`: it is one that this product has made, so that others are shut out.
 */
export async function makePrivate(folder: string, { isOurs = false } = {}): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { mode: 0o700 }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error;
  });
  if (!isOurs) return;
  const { mode } = await stat(folder);
  // One that a group alone may enter is meant so; another user's folder stays as that one has it.
  if ((mode & 0o007) !== 0) await chmod(folder, 0o700).catch(() => {});
}

/** Writes a probe, so that a folder on a full or read-only disk is named before the engines trip over it. */
export async function assertWritable(folder: string): Promise<void> {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    await makePrivate(folder);
    await writeFile(probe, '');
    await rm(probe, { force: true });
  } catch (error) {
    throw folderError(folder, error);
  }
}
