import { dayMs } from '../../../platform/ingest/time.ts';
const mostEnds = 60;
const mostDays = 28;

/** Midnights in UTC after an instant and before another. */
function midnights(from: Date, to: Date): Date[] {
  const first = Math.floor(from.getTime() / dayMs + 1) * dayMs;
  return Array.from({ length: Math.max(0, Math.ceil((to.getTime() - first) / dayMs)) }, (_, at) => new Date(first + at * dayMs));
}

/** Ends of days (UTC) from a start until now, and now; of many days only each second, third and so on, 60 at most. */
export function dayEnds(from: Date, at: Date): readonly Date[] {
  const all = midnights(from, at);
  const step = Math.ceil((all.length + 1) / mostEnds);
  return [...all.filter((_, place) => (all.length - 1 - place) % step === 0), at];
}

/** Whole days (UTC) from a start until now, 28 at most: their ends, with that of the time before, and which slice (from 1) is which day. */
export function lastDays(from: Date, at: Date): { readonly ends: readonly Date[]; readonly days: ReadonlyMap<number, Date> } {
  const ends = midnights(from, new Date(at.getTime() + 1)).slice(-(mostDays + 1));
  return { ends, days: new Map(ends.slice(1).map((end, place) => [place + 2, new Date(end.getTime() - dayMs)])) };
}
