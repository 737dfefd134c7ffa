import type { AnalyticsFilter, TimeEnds } from '../../analytics/pure/filter.ts';

/** A filter as it is stored: instants as texts. `null` and what is absent are left out. */
export const filterAsJson = (filter: AnalyticsFilter): Record<string, unknown> =>
  JSON.parse(JSON.stringify(filter, (_name, value: unknown) => (value === null ? undefined : value))) as Record<string, unknown>;

/** A stored filter, with its instants. */
export function filterOfJson(stored: unknown): AnalyticsFilter {
  const filter = stored as Record<string, unknown>;
  const cohort = filter['usersFirstSeen'] as Record<string, unknown> | undefined;
  return { ...filter, ...endsOf(filter), ...(cohort !== undefined && { usersFirstSeen: endsOf(cohort) }) };
}

const endsOf = ({ from, to }: Record<string, unknown>): TimeEnds => ({
  ...(typeof from === 'string' && { from: new Date(from) }),
  ...(typeof to === 'string' && { to: new Date(to) }),
});
