import type { Leaves, Sums } from './leaves.ts';
import type { CauseMetric } from './metric.ts';
import { mixView, rateView, volumeView, type View } from './views.ts';
import { searchCauses, type Found } from './search.ts';

/** What a search between two windows looks for. */
export interface SearchedChange {
  readonly metric: CauseMetric;
  readonly leaves: Leaves;
  readonly total: Sums;
  /** 1: parts rose; -1: they fell. */
  readonly direction: 1 | -1;
  /** The size of one event, in parts. */
  readonly unit: number;
  readonly maximumDimensions: number;
}

/** Groups that a change of the metric may come from: of a mean, where values changed and where traffic moved; of a sum, where it did. */
export function causesOfChange({ metric, leaves, total, direction, unit, maximumDimensions }: SearchedChange): Found {
  const change = { total, direction, unit };
  const views: readonly View[] = metric.kind === 'MEAN' ? [rateView(change), mixView(change)] : [volumeView(change)];
  return searchCauses(leaves, views, maximumDimensions);
}
