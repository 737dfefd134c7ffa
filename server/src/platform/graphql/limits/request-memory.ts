import { getHeapStatistics } from 'node:v8';
import { codedError } from '../errors.ts';

/** Counts what one request has in memory: its body, packed and unpacked, and what is decoded from it. */
export interface MemoryHold {
  /** Errors: throws SERVER_BUSY (503) where all requests together would hold too much. */
  add(bytes: number): void;
  /** Adds an estimate that may be far too high, where all requests together stay below half of the limit; else adds nothing. */
  addIfAmple(bytes: number): boolean;
  /** The request is answered, and nothing of it is needed any more. */
  release(): void;
}

/** How many bytes all requests may hold at once, on whatever path and protocol they came. */
export interface RequestMemory {
  hold(): MemoryHold;
  heldBytes(): number;
}

export const retryAfterS = 2;

/**
 * A quarter of the heap: texts are in memory up to three times while a request is read (bytes, text, values), and values of the
 * worst shape take half as much again as they are counted for.
 */
const heapShare = 1 / 4;
/** Room for one request of the largest kind, however small the heap. */
const leastBytes = 128 * 1024 * 1024;

export const defaultMaxHeldBytes = (): number => Math.max(leastBytes, getHeapStatistics().heap_size_limit * heapShare);

export function createRequestMemory({ maxBytes }: { maxBytes: number }): RequestMemory {
  let heldBytes = 0;
  return {
    heldBytes: () => heldBytes,
    hold() {
      let ownBytes = 0;
      const take = (bytes: number): void => {
        heldBytes += bytes;
        ownBytes += bytes;
      };
      return {
        add(bytes) {
          if (heldBytes + bytes > maxBytes) {
            throw codedError('SERVER_BUSY', `Requests of ${heldBytes} bytes are being read; send this one again in ${retryAfterS} s.`, { httpStatus: 503, headers: { 'retry-after': String(retryAfterS) } });
          }
          take(bytes);
        },
        addIfAmple(bytes) {
          if (heldBytes + bytes > maxBytes / 2) return false;
          take(bytes);
          return true;
        },
        release() {
          heldBytes -= ownBytes;
          ownBytes = 0;
        },
      };
    },
  };
}
