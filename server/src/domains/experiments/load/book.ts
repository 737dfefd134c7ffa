import { hash } from 'node:crypto';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { defineFollowed } from '../../../platform/store/followed.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { targetedCohort, type TargetedCohort } from '../../cohorts/load/targeted.ts';
import { flagOf, type AssignedBy, type Flag } from '../pure/assign.ts';
import { bookRows, type BookRow } from '../queries/book.ts';

export interface BookContext {
  readonly stores: Stores;
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
  /** The cohort that it targets; null: none. */
  readonly cohort: TargetedCohort | null;
}

/** All experiments and flags of a workspace as they are served. */
export interface Book {
  readonly byKey: ReadonlyMap<string, Entry>;
  /** Changes whenever something in it does. */
  readonly fingerprint: string;
  /** Changes whenever something in it does, and is about when that was. */
  readonly changedAt: Date;
  /** Of all definitions, as JSON. */
  readonly characterCount: number;
  /** Those that experiments target. */
  readonly cohorts: readonly TargetedCohort[];
}

/**
 * The workspace's book from memory: a change by this process, or by another that shares a live bus, holds at once; one by a process without
 * it within two seconds while callers come, and never later than ten.
 */
export const bookOf = (context: BookContext, workspaceId: string): Book | Promise<Book> => books(context, workspaceId, null);

/** What is listed where a caller names no key: a draft is not, since its keys and values are not for others yet. */
export const listedIn = ({ byKey }: Book): Entry[] => [...byKey.values()].filter(({ by }) => by.state !== 'DRAFT');

const books = defineFollowed<BookContext, null, Book>({
  follow: ({ live }, workspaceId, forget) => live.subscribe('experiments.changed', workspaceId, forget),
  read: async (context, workspaceId, _none, before) =>
    bookFrom(context, workspaceId, await bookRows(context.stores.postgres, { workspaceId }), before),
  keyOf: () => '',
  freshMs: 2_000,
  staleMs: 10_000,
  most: { count: 2_000, size: 64_000_000 },
  sizeOf: ({ characterCount }) => characterCount,
});

async function bookFrom(context: BookContext, workspaceId: string, rows: readonly BookRow[], before: Book | null): Promise<Book> {
  const text = JSON.stringify(rows);
  const fingerprint = hash('sha256', text, 'hex').slice(0, 32);
  if (before?.fingerprint === fingerprint) return before;
  const latest = rows.reduce((most, { updatedAt }) => Math.max(most, updatedAt.getTime()), 0);
  // To the second, and within it by content: what is deleted leaves no time of its change.
  const changedAt = new Date(Math.floor(latest / 1_000) * 1_000 + (Number.parseInt(fingerprint.slice(0, 8), 16) % 1_000));
  const ids = [...new Set(rows.flatMap(({ targeting }) => targeting.cohort ?? []))];
  const cohorts = new Map(await Promise.all(ids.map(async (id) => [id, await targetedCohort(context, workspaceId, id)] as const)));
  const entries = rows.map((row) => [row.key, entryOf(row, cohorts.get(row.targeting.cohort ?? '') ?? null)] as const);
  return { byKey: new Map(entries), fingerprint, changedAt, characterCount: text.length, cohorts: [...cohorts.values()] };
}

function entryOf(
  { id, phases, overrides, layer, layerStart, layerEnd, updatedAt: _, ...row }: BookRow,
  cohort: TargetedCohort | null,
): Entry {
  const by: AssignedBy = { ...row, layer: layer === null ? null : { key: layer, start: layerStart ?? 0, end: layerEnd ?? 1 } };
  return {
    id,
    by,
    flag: flagOf(by, new Map(Object.entries(overrides)), cohort),
    cohort,
    phases: phases.map(({ number, startedAt, endedAt, variants }) => ({
      number,
      startedAtMs: Date.parse(startedAt),
      endedAtMs: endedAt === null ? Infinity : Date.parse(endedAt),
      variants: new Set(variants),
    })),
  };
}
