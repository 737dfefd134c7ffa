/** The disk of the data folder is too full for anything new; nothing of the call was stored. */
export class StoreDiskFull extends Error {
  readonly code = 'DISK_FULL';
  /** When a retry may succeed: a person has to free space first. */
  readonly retryAfterS = 30;
  constructor() {
    super('The disk of the server is full: nothing new is taken until there is room. What is stored can be read; send this again later.');
  }
}

/** The error codes of PostgreSQL and ClickHouse for a write without disk space. */
const codes = ['53100', '243', 'ENOSPC', 'DISK_FULL'];

/** Whether a store refused to write because there was no room; the same as an error for the caller, else null. */
export function diskFullOf(error: unknown): StoreDiskFull | null {
  if (error instanceof StoreDiskFull) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const isFull = codes.includes(String(code)) || (typeof message === 'string' && /NOT_ENOUGH_SPACE|No space left on device/.test(message));
  return isFull ? new StoreDiskFull() : null;
}
