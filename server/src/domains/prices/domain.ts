import { defineDomain } from '../../platform/domain.ts';
import { repriceJob } from './background/reprice.ts';

export const pricesDomain = defineDomain({
  name: 'prices',
  tables: ['prices', 'price_tables', 'model_aliases'],
  jobs: [repriceJob],
});
