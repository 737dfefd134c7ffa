import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderError, makePrivate } from '../lock.ts';
import { StartError } from '../start-error.ts';
import { dropBallast } from './ballast.ts';
import { roomOf, sizeText } from './room.ts';

const MiB = 1024 * 1024;
/** A segment of PostgreSQL's log and a checkpoint, and ClickHouse's tables. */
const leastBytes = 24 * MiB;
/** A new cluster of PostgreSQL, and the same. */
const leastNewBytes = 96 * MiB;

/**
 * Makes sure that the stores can start in this folder, releasing the ballast where no other room is left.
 *
 * Errors  throws `StartError` that names the folder and what is missing.
 */
export async function assertRoomToStart(folder: string): Promise<void> {
  await makePrivate(folder).catch((error: unknown) => Promise.reject(folderError(folder, error)));
  const neededBytes = existsSync(join(folder, 'postgres/data/PG_VERSION')) ? leastBytes : leastNewBytes;
  let room = await roomOf(folder);
  if (room.freeBytes < neededBytes && (await dropBallast(folder))) room = await roomOf(folder);
  if (room.freeBytes < neededBytes)
    throw diskFullError(folder, `${sizeText(room.freeBytes)} are free, and a start needs ${sizeText(neededBytes)}`);
}

/** In one line, in place of what a store says of it. */
export function diskFullError(folder: string, reason = 'PostgreSQL could not start on it'): StartError {
  return new StartError(
    `The disk of the data folder ${folder} is full: ${reason}. Make room there, or set DATA_DIR to a folder on another disk.`,
  );
}
