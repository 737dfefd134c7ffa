import { ballastBytes, dropBallast, makeBallast } from './ballast.ts';
import { StoreDiskFull } from './errors.ts';
import { marksOf, nextState, roomOf, type DiskRoom, type DiskState } from './room.ts';

/** What those who write ask. */
export interface Disk {
  /** Null: not known, because the stores are elsewhere. */
  readonly room: DiskRoom | null;
  readonly state: DiskState;
  /** Errors: throws `StoreDiskFull` where nothing new is taken. */
  assertRoom(): void;
}

export interface DiskWatch extends Disk {
  /** Called after each change of the state, and never again once the function that it gives back was called. */
  onChange(listener: (state: DiskState) => void): () => void;
  stop(): Promise<void>;
}

/** The disk of stores that watch over their own. */
export const otherDisk: Disk = { room: null, state: 'ROOMY', assertRoom: () => {} };

/** A disk that takes 100 MB/s loses a quarter of the smallest reserve in this time. */
const pollMs = 250;
/** With ample room: it takes seconds to fill. */
const amplePollMs = 1_000;
/** With more than this the disk cannot fill up between two polls: the ballast is not needed yet. */
const ampleBytes = 8 * 1024 * 1024 * 1024;
/** Less than a segment of PostgreSQL's log: it cannot go on. */
const dropBelowBytes = 16 * 1024 * 1024;

export interface WatchOptions {
  /** Absent: the system is asked. */
  readonly ask?: (folder: string) => Promise<DiskRoom>;
  readonly pollMs?: number;
}

/**
 * Watches how much room a data folder's disk has, from before the stores open until they are closed. Keeps a ballast where there is
 * little: where others fill the disk to the last byte, that room is PostgreSQL's.
 */
export async function watchDisk(folder: string, { ask = roomOf, pollMs: everyMs = pollMs }: WatchOptions = {}): Promise<DiskWatch> {
  const listeners = new Set<(state: DiskState) => void>();
  let room = await ask(folder);
  let state = nextState('ROOMY', room);
  let checking: Promise<void> | null = null;
  let making: Promise<void> | null = null;

  async function check(): Promise<void> {
    room = await ask(folder);
    // Of the room as it was found: what the ballast then gives is PostgreSQL's, and the disk is full all the same.
    const next = nextState(state, room);
    if (room.freeBytes < dropBelowBytes) {
      if (await dropBallast(folder)) room = await ask(folder);
    } else if (room.freeBytes < ampleBytes && room.freeBytes - ballastBytes >= marksOf(room.sizeBytes).resumeFromBytes) {
      // Beside the polls: a slow disk takes seconds to write it. Without room it ends by itself, and nothing of it stays.
      making ??= makeBallast(folder)
        .catch(() => {})
        .finally(() => (making = null));
    }
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(state);
  }

  let askedAt = performance.now();
  const timer = setInterval(() => {
    if (room.freeBytes >= ampleBytes && performance.now() - askedAt < amplePollMs) return;
    askedAt = performance.now();
    // A disk that does not answer is not asked twice at once; one that fails is asked again.
    checking ??= check()
      .catch(() => {})
      .finally(() => (checking = null));
  }, everyMs).unref();

  return {
    get room() {
      return room;
    },
    get state() {
      return state;
    },
    assertRoom() {
      if (state !== 'ROOMY') throw new StoreDiskFull();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      clearInterval(timer);
      await checking;
      await making;
    },
  };
}
