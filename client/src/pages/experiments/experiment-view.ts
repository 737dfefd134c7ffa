import { oneOf, texts } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';

export const segmentations = ['environment', 'channel', 'model'] as const;
export type Segmentation = (typeof segmentations)[number];

/** What the page of an experiment looks into. It lives in the address; what stands at its default is left out of it. */
export interface ExperimentView {
  /** Key of the metric that is looked at by day and by segment: the first goal when absent. */
  readonly metric?: string | undefined;
  /** Other tests of the results in place of those that decide. */
  readonly tests?: 'others' | undefined;
  /** What divides units into segments: the environment when absent. */
  readonly by?: Segmentation | undefined;
}

export const readExperimentView = (search: RawSearch): ExperimentView => ({
  metric: texts(search['metric'])?.[0],
  tests: oneOf(search['tests'], ['others'] as const),
  by: oneOf(search['by'], segmentations),
});
