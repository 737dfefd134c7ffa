import { createHash } from 'node:crypto';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { flagOf, type AssignedBy, type Flag } from '../pure/assign.ts';
import { bookRows, type BookRow } from '../queries/book.ts';

export interface BookContext {
  readonly stores: Pick<Stores, 'postgres'>;
  readonly live: LiveBus;
}

export interface KnownPhase {
  readonly number: number;
  readonly startedAtMs: number;
  /** Infinity: it is the present one. */
  readonly endedAtMs: number;
  readonly variants: ReadonlySet<string>;
}

export interface Entry {
  readonly id: string;
  readonly by: AssignedBy;
  readonly flag: Flag;
  readonly phases: readonly KnownPhase[];
}

/** All experiments and flags of a workspace as they are served. */
export interface Book {
  readonly byKey: ReadonlyMap<string, Entry>;
  /** Changes whenever something in it does. */
  readonly fingerprint: string;
  /** Changes whenever something in it does, and is about when that was. */
  readonly changedAt: Date;
}

/** A book is as old as this at most without being read again in the background, and so old that a caller waits for the new one. */
const freshMs = 2_000;
const staleMs = 10_000;

interface Kept {
  book: Book | null;
  readAt: number;
  reading: Promise<Book> | null;
  /** Counts changes, so that a reading that began before one is not kept. */
  round: number;
}
const ofPool = new WeakMap<object, Map<string, Kept>>();

/**
 * The workspace's book from memory: a change by this process, or by another that shares a live bus, holds at once; one by a process without
 * it within two seconds while callers come, and never later than ten.
 */
export function bookOf(context: BookContext, workspaceId: string): Book | Promise<Book> {
  const kept = keptOf(context, workspaceId);
  const age = performance.now() - kept.readAt;
  if (kept.book === null || age > staleMs) return read(context, workspaceId, kept);
  if (age > freshMs) read(context, workspaceId, kept).catch(() => {}); // the next caller asks again
  return kept.book;
}

function keptOf({ stores, live }: BookContext, workspaceId: string): Kept {
  const books = ofPool.get(stores.postgres) ?? new Map<string, Kept>();
  ofPool.set(stores.postgres, books);
  let kept = books.get(workspaceId);
  if (kept === undefined) {
    const made: Kept = { book: null, readAt: 0, reading: null, round: 0 };
    books.set(workspaceId, (kept = made));
    live.subscribe('experiments.changed', workspaceId, () => {
      made.book = null;
      made.reading = null;
      made.round += 1;
    });
  }
  return kept;
}

function read({ stores }: BookContext, workspaceId: string, kept: Kept): Promise<Book> {
  if (kept.reading !== null) return kept.reading;
  const { round } = kept;
  const reading = inWorkspace(workspaceId, () => bookRows(stores.postgres, { workspaceId })).then(
    (rows) => {
      const book = bookFrom(rows, kept.book);
      if (kept.round === round) Object.assign(kept, { book, readAt: performance.now(), reading: null });
      return book;
    },
    (error: unknown) => {
      if (kept.reading === reading) kept.reading = null;
      throw error;
    },
  );
  return (kept.reading = reading);
}

function bookFrom(rows: readonly BookRow[], before: Book | null): Book {
  const fingerprint = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 32);
  if (before?.fingerprint === fingerprint) return before;
  const latest = rows.reduce((most, { updatedAt }) => Math.max(most, updatedAt.getTime()), 0);
  // To the second, and within it by content: what is deleted leaves no time of its change.
  const changedAt = new Date(Math.floor(latest / 1_000) * 1_000 + (Number.parseInt(fingerprint.slice(0, 8), 16) % 1_000));
  return { byKey: new Map(rows.map((row) => [row.key, entryOf(row)])), fingerprint, changedAt };
}

function entryOf({ id, phases, overrides, layer, layerStart, layerEnd, updatedAt: _, ...row }: BookRow): Entry {
  const by: AssignedBy = { ...row, layer: layer === null ? null : { key: layer, start: layerStart ?? 0, end: layerEnd ?? 1 } };
  return {
    id,
    by,
    flag: flagOf(by, new Map(Object.entries(overrides))),
    phases: phases.map(({ number, startedAt, endedAt, variants }) => ({
      number,
      startedAtMs: Date.parse(startedAt),
      endedAtMs: endedAt === null ? Infinity : Date.parse(endedAt),
      variants: new Set(variants),
    })),
  };
}
