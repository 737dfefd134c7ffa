import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';

const instants = ['from', 'to'] as const;

/** A filter as it is stored: times are texts there. */
export function readFilter(stored: unknown): AnalyticsFilter {
  const filter = { ...(stored as Record<string, unknown>) };
  for (const range of [filter, filter['usersFirstSeen']])
    for (const end of instants) {
      const held = range as Record<string, unknown> | null | undefined;
      if (typeof held?.[end] === 'string') held[end] = new Date(held[end]);
    }
  return filter as AnalyticsFilter;
}

/** The same answers by time, model, topic and what else there is, of those that succeeded: the sample that shows what a new model breaks. */
export function controlFilterOf(filter: AnalyticsFilter): AnalyticsFilter {
  const { verdicts: _verdicts, ratings: _ratings, failureTags: _tags, errorTypes: _errors, evaluated: _evaluated, ...rest } = filter;
  return { ...rest, success: true, judgedPoorly: false };
}
