import type { RawSearch } from '../../controls/view.ts';
import { oneOf } from '../../controls/view.ts';
import { explainedMetrics } from '../../panels/causes/explained-metrics.ts';
import type { ExplainedMetric } from '../../panels/causes/explained-metrics.ts';

/** What the page has in its address, beside window, comparison and filters. */
export interface WhySearch {
  /** SUCCESS_SHARE when absent. */
  readonly metric?: ExplainedMetric | undefined;
  /** Global id of an anomaly that is explained in place of a metric. */
  readonly anomaly?: string | undefined;
}

/** The part of an address that is about the explanation. What can't be understood is left out. */
export function readWhySearch(search: RawSearch): WhySearch {
  const { anomaly } = search;
  return {
    metric: oneOf(search['metric'], explainedMetrics),
    anomaly: typeof anomaly === 'string' && anomaly !== '' ? anomaly : undefined,
  };
}
