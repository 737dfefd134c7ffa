import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../server/src/platform/store/process.ts';

/** Where Linux keeps files in memory. */
const SHARED_MEMORY = '/dev/shm';
/** The type of file system that Linux reports for such files. */
const TMPFS = 0x0102_1994;
const NAME = 'ftl-tests-';
const GB = 1024 ** 3;
const HOUR_MS = 3_600_000;
/** The data folders of a run, its browsers' profiles and its clusters, with room to spare. */
const NEEDED_BYTES = 6 * GB;

/**
 * A folder in memory for the temporary files of a run, and what removes it. Writing data folders to a disk took up to a third of the CPU
 * of opening a store. Null: this machine has no such place, or too little memory.
 */
export async function makeMemoryFolder(
  place = SHARED_MEMORY,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> } | null> {
  try {
    const { type, bavail, bsize } = await statfs(place);
    if (type !== TMPFS || bavail * bsize < NEEDED_BYTES || process.availableMemory() < 2 * NEEDED_BYTES) return null;
    await removeAbandoned(place);
    const path = join(place, `${NAME}${process.pid}`);
    await mkdir(path);
    // Servers of several users write there, as into any folder for temporary files.
    await chmod(path, 0o1777);
    if (!(await mayRunPrograms(path))) {
      await rm(path, { recursive: true, force: true });
      return null;
    }
    return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
  } catch {
    return null;
  }
}

/** Whether programs may be started from a folder: PostgreSQL's are copied to where its user can reach them. */
async function mayRunPrograms(path: string): Promise<boolean> {
  const program = join(path, 'program');
  await writeFile(program, '#!/bin/sh\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  await rm(program);
  return status === 0;
}

/** Removes the folders of runs that were killed. Containers may share the place but not their processes: a young folder stays. */
async function removeAbandoned(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (!name.startsWith(NAME) || isRunning(Number(name.slice(NAME.length)))) continue;
    const path = join(place, name);
    if (Date.now() - (await stat(path)).mtimeMs > HOUR_MS) await rm(path, { recursive: true, force: true });
  }
}
