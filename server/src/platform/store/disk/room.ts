import { statfs } from 'node:fs/promises';

/** What is free on the disk of a folder, for a program that is not root's. */
export interface DiskRoom {
  readonly freeBytes: number;
  readonly sizeBytes: number;
}

export async function roomOf(folder: string): Promise<DiskRoom> {
  const { bsize, bavail, blocks } = await statfs(folder);
  return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
}

const MiB = 1024 * 1024;

/** From how many free bytes on what is done. */
export interface DiskMarks {
  /** Below: nothing new is taken. What was taken already must still fit, in PostgreSQL's log, its tables and ClickHouse. */
  readonly refuseBelowBytes: number;
  /** Below: nothing is written behind the requests either, merges of ClickHouse included. */
  readonly pauseBelowBytes: number;
  /** From here on everything goes on; well above the other marks, so that it does not change to and fro. */
  readonly resumeFromBytes: number;
}

/** A fiftieth of the disk, within bounds: small disks need room for two segments of PostgreSQL's log (16 MiB each), large ones do not need more for being large. */
export function marksOf(sizeBytes: number): DiskMarks {
  const refuseBelowBytes = Math.min(1024 * MiB, Math.max(96 * MiB, sizeBytes / 50));
  return { refuseBelowBytes, pauseBelowBytes: refuseBelowBytes / 2, resumeFromBytes: refuseBelowBytes * 1.5 };
}

/**
 * `ROOMY`   everything is taken and written.
 * `TIGHT`   nothing new is taken; what is taken already is counted and rolled up.
 * `FULL`    nothing is written; questions are answered.
 */
export type DiskState = 'ROOMY' | 'TIGHT' | 'FULL';

/** The state that follows: each step down comes at once, and it goes up only when there is room enough for all. */
export function nextState(state: DiskState, { freeBytes, sizeBytes }: DiskRoom): DiskState {
  const { refuseBelowBytes, pauseBelowBytes, resumeFromBytes } = marksOf(sizeBytes);
  if (freeBytes < pauseBelowBytes) return 'FULL';
  if (freeBytes >= resumeFromBytes) return 'ROOMY';
  if (freeBytes < refuseBelowBytes) return state === 'FULL' ? 'FULL' : 'TIGHT';
  return state;
}

/** Sizes as people read them: `96 MB`, `1.4 GB`. */
export function sizeText(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
