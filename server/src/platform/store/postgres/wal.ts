import type { DiskRoom } from '../disk/room.ts';

const MB = 1024 * 1024;
const largestMB = 4_096;
/** Four segments: below, every few writes would wait for a checkpoint. */
const leastMB = 64;

/** How large PostgreSQL's log may grow between checkpoints: 4 GB, and on a small disk, or one that is nearly full, a part of that. */
export function walSettings({ freeBytes, sizeBytes }: DiskRoom): Record<string, string> {
  const maxMB = Math.floor(Math.max(leastMB, Math.min(largestMB, sizeBytes / 10 / MB, freeBytes / 2 / MB)));
  return { max_wal_size: `${maxMB}MB`, min_wal_size: `${Math.min(80, maxMB)}MB` };
}
