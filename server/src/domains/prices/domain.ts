import { defineDomain } from '../../platform/domain.ts';
import { repriceJob } from './background/reprice.ts';
import { pricesTool } from './tools.ts';

export const pricesDomain = defineDomain({
  name: 'prices',
  tables: ['prices', 'price_tables', 'model_aliases'],
  tools: [pricesTool],
  audited: {
    prices: { type: 'Price', name: 'model' },
    price_tables: { type: 'PriceTable', name: 'source', key: ['workspace_id', 'source'], ignored: ['taken_at'] },
    model_aliases: { type: 'ModelAlias', name: 'name', key: ['workspace_id', 'name'] },
  },
  jobs: [repriceJob],
});
