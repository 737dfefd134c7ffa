import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { packedTrials } from '../queries/columns.ts';
import type { TrialColumns } from '../types.ts';

/** Columns with the times of the trials. */
export interface TimedColumns extends TrialColumns {
  /** Milliseconds since 1970. */
  readonly startedAts: Float64Array;
  /** NaN: it runs. */
  readonly endedAts: Float64Array;
}

const nothing = Buffer.alloc(0);

/** Its own memory, of which numbers can be read where they stand. */
const owned = (buffer: Buffer | null): Buffer => {
  const copy = Buffer.allocUnsafeSlow((buffer ?? nothing).length);
  copy.set(buffer ?? nothing);
  return copy;
};
const doublesOf = (buffer: Buffer): Float64Array => new Float64Array(buffer.buffer, buffer.byteOffset, buffer.length / 8);
const bigEndianDoubles = (buffer: Buffer | null): Float64Array => doublesOf(owned(buffer).swap64());
const bigEndianInts = (buffer: Buffer | null): Int32Array => {
  const own = owned(buffer).swap32();
  return new Int32Array(own.buffer, own.byteOffset, own.length / 4);
};

/** All trials of a study, by number. */
export async function columnsOf(
  statements: Statements,
  { workspaceId, studyId, width, objectiveCount }: { workspaceId: string; studyId: string; width: number; objectiveCount: number },
): Promise<TimedColumns> {
  const [row] = await packedTrials(statements, { workspaceId, studyId });
  const numbers = bigEndianInts(row?.numbers ?? null);
  return {
    count: numbers.length,
    width,
    objectiveCount,
    numbers,
    states: Uint8Array.from(bigEndianInts(row?.states ?? null)),
    points: doublesOf(owned(row?.points ?? null)),
    objectives: doublesOf(owned(row?.objectives ?? null)),
    generations: bigEndianInts(row?.generations ?? null),
    lastSteps: bigEndianDoubles(row?.lastSteps ?? null),
    lastValues: bigEndianDoubles(row?.lastValues ?? null),
    startedAts: bigEndianDoubles(row?.startedAts ?? null),
    endedAts: bigEndianDoubles(row?.endedAts ?? null),
  };
}

/** Numbers of a stored point or of stored objectives. */
export const numbersOf = (buffer: Buffer): Float64Array => doublesOf(owned(buffer));
