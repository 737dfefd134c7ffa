import { dayMs } from '../../../platform/ingest/time.ts';
import type { forgottenNotes } from '../queries/chain.ts';

/** What the last entry of a chain says of others that have left. */
type ForgottenNote = Awaited<ReturnType<typeof forgottenNotes>>[number];

/** Clocks of servers and of PostgreSQL may differ. */
const toleranceMs = 3_600_000;

/**
 * Why entries of a chain should not have left; null: they had their time, and an entry says so.
 *
 * `firstPosition`  of the seals that are left: the last one of those that have left may stay
 * `retentions`     days for which entries are kept, or were at some time
 */
export function reasonAgainstForgetting(
  firstPosition: number,
  note: ForgottenNote | undefined,
  retentions: ReadonlySet<number>,
): string | null {
  if (firstPosition <= 1) return null;
  if (note === undefined || note.days === null) return `the entries before position ${firstPosition} are gone, and none says why`;
  const { days, at, earlierThan, lastPosition } = note;
  if (!retentions.has(days)) return `entries were removed after ${days} days, and AUDIT_RETENTION_DAYS is not that, and was not`;
  // Earlier versions wrote neither.
  if (earlierThan !== null && earlierThan.getTime() > at.getTime() - days * dayMs + toleranceMs)
    return `entries were removed that were younger than ${days} days`;
  if (lastPosition !== null && lastPosition !== firstPosition && lastPosition !== firstPosition - 1)
    return `the entries up to position ${lastPosition} had their time, and those before position ${firstPosition} are gone`;
  return null;
}
