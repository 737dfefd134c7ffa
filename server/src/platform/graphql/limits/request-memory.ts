import { getHeapStatistics } from 'node:v8';
import { codedError } from '../errors.ts';

/** Counts the memory of one request: its body, compressed and decompressed, and the decoded values. */
export interface MemoryHold {
  /** Errors: throws SERVER_BUSY (503) where all requests together, or those of its holder, would hold too much. */
  add(bytes: number): void;
  /** Adds an estimate that may be far too high, where requests stay below half of either limit; else adds nothing. */
  addIfAmple(bytes: number): boolean;
  /** Releases the memory: the request is answered. */
  release(): void;
}

/** How many bytes all requests may hold at once, on all paths and protocols. */
export interface RequestMemory {
  /** For one request of `holder`: a viewer, or an address while the viewer is not known yet. */
  hold(holder: string): MemoryHold;
  heldBytes(): number;
}

export const retryAfterS = 2;

/**
 * A quarter of the heap: texts are in memory up to three times while a request is read (bytes, text, values), and values of the
 * worst shape take half as much again as they are counted for.
 */
const heapShare = 1 / 4;
/**
 * The share of one holder's requests: stalled requests must not block others. A request of the largest kind may be
 * more than this, so one that is alone may take what there is.
 */
const holderShare = 2 / 3;
/** Room for one request of the largest kind, however small the heap. */
const leastBytes = 128 * 1024 * 1024;

export const defaultMaxHeldBytes = (): number => Math.max(leastBytes, getHeapStatistics().heap_size_limit * heapShare);

export function createRequestMemory({ maxBytes }: { maxBytes: number }): RequestMemory {
  let heldBytes = 0;
  const heldByHolder = new Map<string, number>();
  return {
    heldBytes: () => heldBytes,
    hold(holder) {
      let ownBytes = 0;
      const fits = (bytes: number, share: number): boolean => {
        const ofHolder = heldByHolder.get(holder) ?? 0;
        const isAlone = ofHolder === ownBytes;
        return heldBytes + bytes <= maxBytes * share && (isAlone || ofHolder + bytes <= maxBytes * holderShare * share);
      };
      const take = (bytes: number): void => {
        heldBytes += bytes;
        ownBytes += bytes;
        const ofHolder = (heldByHolder.get(holder) ?? 0) + bytes;
        if (ofHolder === 0) heldByHolder.delete(holder);
        else heldByHolder.set(holder, ofHolder);
      };
      return {
        add(bytes) {
          if (!fits(bytes, 1)) {
            throw codedError('SERVER_BUSY', `Requests of ${heldBytes} bytes are being read; send this one again in ${retryAfterS} s.`, { httpStatus: 503, headers: { 'retry-after': String(retryAfterS) } });
          }
          take(bytes);
        },
        addIfAmple(bytes) {
          if (!fits(bytes, 1 / 2)) return false;
          take(bytes);
          return true;
        },
        release() {
          take(-ownBytes);
        },
      };
    },
  };
}
