import type { MessageMetric } from '../../signals/types.ts';
import { float, raw, sql, type Sql } from '../../../platform/store/sql.ts';

/** How a metric is made of messages: parts that add up, divided by what they are of, or a sum by itself. */
export interface CauseMetric {
  readonly kind: 'MEAN' | 'SUM';
  /** Whether each row is a call of a tool (`call`: its name and whether it succeeded) instead of a message. */
  readonly isOfCalls: boolean;
  /** What a row `m` adds. Parts are of what one wants less of where the metric is a share or a rating: the rarer side shows a change sooner. */
  readonly part: Sql;
  /** What a row `m` is divided by; of a sum 1. */
  readonly of: Sql;
  /** The metric of parts and what they are of. */
  readonly valueOf: (part: number, of: number) => number | null;
  /** 1: more parts are a higher value; -1: a lower one. */
  readonly sign: 1 | -1;
  /** What values of causes are, where they are not the metric: "Share of messages slower than 1,480 ms". */
  readonly measure: string | null;
}

const mostStars = 5;
const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);
const one = raw('1');
const sumOf = (part: Sql): CauseMetric => ({
  kind: 'SUM',
  isOfCalls: false,
  part,
  of: one,
  valueOf: (value) => value,
  sign: 1,
  measure: null,
});
const meanOf = (part: Sql, of: Sql): CauseMetric => ({ kind: 'MEAN', isOfCalls: false, part, of, valueOf: share, sign: 1, measure: null });

/** Of a percentile, causes are searched of the share of messages that are slower than it was in the baseline. `slowMs`: how much that was. */
export function causeMetric(metric: MessageMetric, slowMs: number): CauseMetric {
  switch (metric) {
    case 'MESSAGE_COUNT':
      return sumOf(one);
    case 'COST':
      return sumOf(raw('ifNull(m.cost_nano_usd, 0) / 1e9'));
    case 'TOKENS':
      return sumOf(
        raw('m.uncached_input_tokens + m.cache_read_tokens + m.cache_write_tokens + m.visible_output_tokens + m.reasoning_tokens'),
      );
    case 'SUCCESS_SHARE':
      return {
        ...meanOf(raw('m.failure_count'), raw('m.success_count + m.failure_count')),
        valueOf: (part, of) => (of === 0 ? null : 1 - part / of),
        sign: -1,
      };
    case 'AVERAGE_RATING':
      return {
        ...meanOf(raw(`${mostStars} * length(m.ratings) - arraySum(m.ratings)`), raw('length(m.ratings)')),
        valueOf: (part, of) => (of === 0 ? null : mostStars - part / of),
        sign: -1,
      };
    case 'ERROR_SHARE':
      return meanOf(raw(`m.error_type != ''`), one);
    case 'TOOL_FAILURE_SHARE':
      return { ...meanOf(raw('ifNull(call.2 = false, false)'), raw('isNotNull(call.2)')), isOfCalls: true };
    case 'LATENCY_P50':
    case 'LATENCY_P95':
      return {
        ...meanOf(sql`ifNull(m.latency_ms > ${float(slowMs)}, false)`, raw('isNotNull(m.latency_ms)')),
        measure: `Share of messages slower than ${Math.round(slowMs).toLocaleString('en-US')} ms, the ${metric === 'LATENCY_P50' ? 'median' : '95th percentile'} of the baseline`,
      };
    default:
      return metric satisfies never;
  }
}

/** The level of a percentile; null: the metric is none. */
export const levelOf = (metric: MessageMetric): number | null => (metric === 'LATENCY_P50' ? 0.5 : metric === 'LATENCY_P95' ? 0.95 : null);
