import { codedError } from '../graphql/errors.ts';

/** Counts the bytes of one request's body while they are in memory. */
export interface BodyHold {
  /** Errors: throws SERVER_BUSY (503) where all requests together would hold too much. */
  add(bytes: number): void;
  /** The body is no longer needed. */
  release(): void;
}

/** How many bytes of bodies all requests may hold at once, packed and unpacked together: what is decoded from them is about as large again. */
export interface BodyMemory {
  hold(): BodyHold;
  heldBytes(): number;
}

export const retryAfterS = 2;

export function createBodyMemory({ maxBytes }: { maxBytes: number }): BodyMemory {
  let heldBytes = 0;
  return {
    heldBytes: () => heldBytes,
    hold() {
      let ownBytes = 0;
      return {
        add(bytes) {
          if (heldBytes + bytes > maxBytes) {
            throw codedError('SERVER_BUSY', `Requests of ${heldBytes} bytes are being read; send this one again in ${retryAfterS} s.`, { httpStatus: 503, headers: { 'retry-after': String(retryAfterS) } });
          }
          heldBytes += bytes;
          ownBytes += bytes;
        },
        release() {
          heldBytes -= ownBytes;
          ownBytes = 0;
        },
      };
    },
  };
}
