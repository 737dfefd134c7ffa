import { builtInMetrics } from '../types.ts';

/** Keys of the metrics that an experiment may be judged by. */
export const metricKeys = (): ReadonlySet<string> => new Set(builtInMetrics);
