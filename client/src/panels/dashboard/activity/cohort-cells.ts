import { toLocalText } from '../../../controls/local-time.ts';
import type { View } from '../../../controls/view.ts';
import type { RetentionPanelFragment } from '../../../graphql/generated/graphql.ts';
import { nextStart } from '../../analytics/buckets.ts';

export type Cohorts = RetentionPanelFragment['retention'];

/** A cohort in one of its weeks. */
export interface Cell {
  readonly startedAt: Date;
  readonly size: number;
  readonly week: number;
  readonly userCount: number;
  /** The week is not over at the end of the window. */
  readonly isPartial: boolean;
}

const WEEK_MS = 7 * 86_400_000;
/** A week in which clocks change is so much longer or shorter, at most. */
const CHANGE_MS = 2 * 3_600_000;

/**
 * Every week of every cohort up to the end of the window, those in which none came too: the server names only weeks with users. Where all of
 * a week lies before the first message of the window, it is left out.
 */
export function cohortCells(cohorts: Cohorts, endMs: number): readonly Cell[] {
  // The first week in which any user of any cohort came: what is before it is no absence, but outside of the window.
  const firstMs = Math.min(
    ...cohorts.flatMap(({ startedAt, weeks }) => weeks.slice(0, 1).map(({ week }) => Date.parse(startedAt) + week * WEEK_MS)),
  );
  return cohorts.flatMap(({ startedAt, userCount: size, weeks }) => {
    const startMs = Date.parse(startedAt);
    const came = new Map(weeks.map(({ week, userCount }) => [week, userCount]));
    const first = Math.max(0, Math.round((firstMs - startMs) / WEEK_MS));
    const last = Math.max(Math.ceil((endMs - startMs - CHANGE_MS) / WEEK_MS) - 1, ...came.keys());
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => {
      const week = first + place;
      return {
        startedAt: new Date(startedAt),
        size,
        week,
        userCount: came.get(week) ?? 0,
        isPartial: startMs + (week + 1) * WEEK_MS - CHANGE_MS > endMs,
      };
    });
  });
}

/** The address of the messages of a cell: users of the cohort, in that week, as far as the window reaches. */
export function cellSearch(
  { startedAt, week }: Pick<Cell, 'startedAt' | 'week'>,
  window: { readonly from: string | null; readonly to: string | null },
  timeZone: string,
): Partial<View> {
  let start = startedAt.getTime();
  for (let passed = 0; passed < week; passed += 1) start = nextStart(start, 'WEEK', timeZone);
  const end = nextStart(start, 'WEEK', timeZone);
  return {
    range: 'custom',
    from: new Date(Math.max(start, window.from === null ? start : Date.parse(window.from))).toISOString(),
    to: new Date(Math.min(end, window.to === null ? end : Date.parse(window.to))).toISOString(),
    cohort: toLocalText(startedAt.toISOString(), timeZone).slice(0, 10),
  };
}
