import { texts } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';

export interface PriceSearch {
  /** The model that a price is to be added for; '' where messages name none. */
  readonly add?: string | undefined;
}

export function readPriceSearch(search: RawSearch): PriceSearch {
  const add = search['add'];
  return { add: add === '' ? '' : texts(add)?.[0] };
}
