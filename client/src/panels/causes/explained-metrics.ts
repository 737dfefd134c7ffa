import type { SignalMetric } from '../../graphql/generated/graphql.ts';

/** Metrics of messages, in the order in which they are offered. */
export const explainedMetrics = [
  'SUCCESS_SHARE',
  'AVERAGE_RATING',
  'ERROR_SHARE',
  'TOOL_FAILURE_SHARE',
  'LATENCY_P50',
  'LATENCY_P95',
  'COST',
  'TOKENS',
  'MESSAGE_COUNT',
] as const satisfies readonly SignalMetric[];
export type ExplainedMetric = (typeof explainedMetrics)[number];

export const isExplained = (metric: SignalMetric): metric is ExplainedMetric => (explainedMetrics as readonly string[]).includes(metric);
