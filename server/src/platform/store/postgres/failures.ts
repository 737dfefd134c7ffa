import { isNetworkError } from '../unavailable.ts';

/** PostgreSQL's own: it ends the session, does not take one yet, or has too many. Class 08 is about connections as a whole. */
const LOST_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '53300']);
/** The driver's own, which have no code. */
const LOST_WORDS = [
  /^Connection terminated/,
  /^Client has encountered a connection error/,
  /^Client was closed/,
  /^timeout exceeded when trying to connect/,
  /^timeout expired/,
  /^Cannot use a pool after calling end/,
];

/** Whether a statement failed because there is no connection (any more), and not because of what it says. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return LOST_STATES.has(code) || /^08(?!P01)...$/.test(code) || isNetworkError(error);
  return LOST_WORDS.some((words) => words.test(error.message));
}

/**
 * Insufficient resources and memory; corrupted data and indexes. A full disk (53100) has a code of its own (disk/errors.ts). Class 58 is
 * about the system.
 */
const STORAGE_STATES = new Set(['53000', '53200', 'XX001', 'XX002']);
/** A file that may not be opened has the code of a missing privilege; the source file that reports it tells it from one on a table. */
const NO_PRIVILEGE = '42501';
const STORAGE_SOURCES = new Set(['md.c', 'fd.c', 'smgr.c', 'bufmgr.c', 'slru.c', 'xlog.c', 'relmapper.c', 'buffile.c']);

/** Whether PostgreSQL could not read or write its own files, or has no memory: not because of what the statement says. */
export function isStorageFailure(error: unknown): boolean {
  const { code, file } = (error ?? {}) as { code?: unknown; file?: unknown };
  if (typeof code !== 'string') return false;
  return STORAGE_STATES.has(code) || /^58.{3}$/.test(code) || (code === NO_PRIVILEGE && STORAGE_SOURCES.has(String(file)));
}

/** Whether PostgreSQL has cancelled a statement that ran past its limit. */
export function isPastLimit(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === '57014' && /statement timeout/.test(String(message));
}
