import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1_000;

const outputsIn = (folder: string): string => join(folder, 'outputs');

/** The folder in which a job keeps its checkpoints and its model, for all of its attempts on this machine. */
export async function openOutputs(folder: string, jobKey: string): Promise<string> {
  const path = join(outputsIn(folder), jobKey);
  await mkdir(path, { recursive: true });
  return path;
}

/**
 * Deletes the outputs of jobs in which nothing has changed for `keptDays`; null: none are ever deleted. Returns the names of their folders.
 */
export async function removeOldOutputs(folder: string, keptDays: number | null, nowMs = Date.now()): Promise<string[]> {
  if (keptDays === null) return [];
  const removed: string[] = [];
  for (const name of await readdir(outputsIn(folder)).catch(() => [] as string[])) {
    const path = join(outputsIn(folder), name);
    if ((await lastChangeMs(path)) > nowMs - keptDays * dayMs) continue;
    await rm(path, { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}

/** When a folder, or anything in it, was last written. */
async function lastChangeMs(path: string): Promise<number> {
  let newestMs = (await lstat(path)).mtimeMs;
  for (const entry of await readdir(path, { recursive: true }).catch(() => [] as string[]))
    newestMs = Math.max(newestMs, (await lstat(join(path, entry))).mtimeMs);
  return newestMs;
}
