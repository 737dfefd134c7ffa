import type { TraceRowFragment } from '../../../graphql/generated/graphql.ts';
import type { Interval } from './folded-axis.ts';

/** When a trace ran. */
export function intervalOf({ startedAt, durationMs }: Pick<TraceRowFragment, 'startedAt' | 'durationMs'>): Interval {
  const startMs = Date.parse(startedAt);
  return { startMs, endMs: startMs + durationMs };
}
