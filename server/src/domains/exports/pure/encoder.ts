import type { Row } from './table.ts';

/** What a file says of itself; what stands in it was counted (background/make-export.ts). */
export interface Manifest {
  readonly type: string;
  readonly madeAt: string;
  readonly timeZone: string;
  readonly filter: unknown;
  readonly roles: readonly string[];
  readonly expectedCount: number;
  readonly writtenCount: number;
}

/** Writes a table piece by piece. */
export interface Encoder {
  readonly head: () => Uint8Array;
  readonly rows: (rows: readonly Row[]) => Uint8Array;
  readonly end: (manifest: Manifest) => Uint8Array;
}

export const nothing = new Uint8Array(0);
