import { randomFillSync } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What PostgreSQL needs to start after its log could not be written: two segments of it, and a checkpoint. */
export const ballastBytes = 48 * 1024 * 1024;
const chunkBytes = 1024 * 1024;

const pathIn = (folder: string): string => join(folder, 'ballast');

/**
 * Creates a file that only reserves room, to be released when no other is left. Its bytes are random: zeros take no room on
 * disks that compress. Does nothing where it is there. Errors: those of the disk; then no part of it stays.
 */
export async function makeBallast(folder: string): Promise<void> {
  if ((await sizeOf(folder)) === ballastBytes) return;
  const chunk = randomFillSync(Buffer.allocUnsafe(chunkBytes));
  try {
    const file = await open(pathIn(folder), 'w', 0o600);
    try {
      for (let written = 0; written < ballastBytes; written += chunkBytes) await file.write(chunk);
    } finally {
      await file.close();
    }
  } catch (error) {
    await dropBallast(folder);
    throw error;
  }
}

/** Releases the room; returns whether there was any. */
export async function dropBallast(folder: string): Promise<boolean> {
  if ((await sizeOf(folder)) === 0) return false;
  await rm(pathIn(folder), { force: true });
  return true;
}

async function sizeOf(folder: string): Promise<number> {
  return stat(pathIn(folder)).then(({ size }) => size, () => 0);
}
