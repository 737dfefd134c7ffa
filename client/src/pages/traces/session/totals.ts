import type { TraceRowFragment } from '../../../graphql/generated/graphql.ts';
import { timesOf } from './folded-axis.ts';
import { intervalOf } from './intervals.ts';

export interface SessionTotals {
  readonly count: number;
  /** null: there is no trace. */
  readonly startedAt: string | null;
  /** From the start of the first to the end of the last. */
  readonly lengthMs: number;
  /** Time in which a trace ran; two at once count once. */
  readonly busyMs: number;
  readonly tokens: number;
  /** null: none of them has a cost. */
  readonly costUsd: number | null;
  readonly errorCount: number;
}

type Row = Pick<TraceRowFragment, 'startedAt' | 'durationMs' | 'inputTokens' | 'outputTokens' | 'costUsd' | 'errorCount'>;

/** What traces came to together; they are in the order in which they began. */
export function totalsOf(traces: readonly Row[]): SessionTotals {
  const intervals = traces.map(intervalOf);
  const startMs = intervals.reduce((first, one) => Math.min(first, one.startMs), Infinity);
  const endMs = intervals.reduce((last, one) => Math.max(last, one.endMs), -Infinity);
  const lengthMs = traces.length === 0 ? 0 : endMs - startMs;
  return {
    count: traces.length,
    startedAt: traces[0]?.startedAt ?? null,
    lengthMs,
    busyMs: timesOf(intervals).reduce((sum, time) => sum + time.endMs - time.startMs, 0),
    tokens: traces.reduce((sum, { inputTokens, outputTokens }) => sum + Number(inputTokens) + Number(outputTokens), 0),
    costUsd: traces.reduce<number | null>((sum, { costUsd }) => (costUsd == null ? sum : (sum ?? 0) + costUsd), null),
    errorCount: traces.reduce((sum, { errorCount }) => sum + errorCount, 0),
  };
}
