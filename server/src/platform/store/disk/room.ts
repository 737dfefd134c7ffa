import { statfs } from 'node:fs/promises';

/** Free space on the disk of a folder, for a program that does not run as root. */
export interface DiskRoom {
  readonly freeBytes: number;
  readonly sizeBytes: number;
}

export async function roomOf(folder: string): Promise<DiskRoom> {
  const { bsize, bavail, blocks } = await statfs(folder);
  return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
}

const MiB = 1024 * 1024;

/** Thresholds of free bytes. */
export interface DiskMarks {
  /** Below: writes are refused. Accepted data must still fit, in PostgreSQL's log, its tables and ClickHouse. */
  readonly refuseBelowBytes: number;
  /** Below: background work writes nothing either, merges of ClickHouse included. */
  readonly pauseBelowBytes: number;
  /** Above: everything resumes; well above the other thresholds, so that the state does not oscillate. */
  readonly resumeFromBytes: number;
}

/**
 * A fiftieth of the disk, within bounds: small disks need room for two segments of PostgreSQL's log (16 MiB each), large ones do not need
 * more for being large.
 */
export function marksOf(sizeBytes: number): DiskMarks {
  const refuseBelowBytes = Math.min(1024 * MiB, Math.max(96 * MiB, sizeBytes / 50));
  return { refuseBelowBytes, pauseBelowBytes: refuseBelowBytes / 2, resumeFromBytes: refuseBelowBytes * 1.5 };
}

/**
 * `ROOMY`   everything is accepted and written.
 * `TIGHT`   writes are refused; accepted data is projected and rolled up.
 * `FULL`    nothing is written; queries are answered.
 */
export type DiskState = 'ROOMY' | 'TIGHT' | 'FULL';

/** The next state: each step down is immediate; the state rises only when there is room for everything. */
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
