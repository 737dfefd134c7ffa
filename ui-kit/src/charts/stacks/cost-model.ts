import type { Stack } from './stack-model.ts';
import { totalAt } from './stack-parts.ts';

/** What has been spent, what is forecast on top, and how many buckets are above a budget. */
export interface CostSums {
  readonly spent: number;
  readonly forecast: number;
  readonly bucketCount: number;
  readonly aboveCount: number;
}

/** Sums of the buckets before and from `forecastFrom`; only buckets that have come are held against the budget. */
export function costSums(stack: Pick<Stack, 'x' | 'layers'>, forecastFrom: number, budget: number | undefined): CostSums {
  let [spent, forecast, bucketCount, aboveCount] = [0, 0, 0, 0];
  for (let place = 0; place < stack.x.length; place += 1) {
    const total = totalAt(stack, place);
    if (total === null) continue;
    if ((stack.x[place] as number) >= forecastFrom) {
      forecast += total;
      continue;
    }
    spent += total;
    bucketCount += 1;
    if (budget !== undefined && total > budget) aboveCount += 1;
  }
  return { spent, forecast, bucketCount, aboveCount };
}
