import { texts } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';

/** The API takes ten. */
export const mostCompared = 10;

/** Global ids of the cohorts that are compared; absent: the first ones. */
export interface CompareSearch {
  readonly cohorts?: readonly string[] | undefined;
}

export const readCompareSearch = (search: RawSearch): CompareSearch => ({ cohorts: texts(search['cohorts'])?.slice(0, mostCompared) });
