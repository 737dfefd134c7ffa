import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineTool, single } from '../../platform/tools/tool.ts';

interface Row {
  readonly scope: string;
  readonly provider: string | null;
  readonly model: string | null;
  readonly source: string;
  readonly effectiveFrom: string | null;
  readonly rates: {
    readonly inputUsdPerMillion: number;
    readonly outputUsdPerMillion: number;
    readonly cacheReadUsdPerMillion: number | null;
  };
}

export const pricesTool = defineTool({
  name: 'prices',
  title: 'Prices',
  description: 'Prices that costs are computed by: US dollars for a million tokens, by model, provider or default.',
  group: 'operations',
  words: ['price', 'rate', 'pricing', 'per million', 'token price', 'expensive', 'cheap'],
  operations: single({
    about: 'prices of models',
    document:
      '{ prices { scope provider model source effectiveFrom rates { inputUsdPerMillion outputUsdPerMillion cacheReadUsdPerMillion } } }',
    arguments: {
      model: { type: 'string', description: 'Part of the name of a model; absent: all prices' },
      limit: { type: 'integer', minimum: 1, maximum: 200, description: 'Largest number of prices (default: 50)' },
    },
    variables: () => ({}),
    shape: ({ prices }: { prices: readonly Row[] }, { model = '', limit = 50 }) => {
      const rows = prices.filter((row) => (row.model ?? '').toLowerCase().includes(String(model).toLowerCase()));
      return {
        facts: [fact('priceCount', 'Prices', rows.length)],
        table: tableOf(
          rows.slice(0, Number(limit)),
          (at) => [
            at.text('model', 'Model', (row) => row.model),
            at.text('provider', 'Provider', (row) => row.provider),
            at.text('scope', 'Holds for', (row) => row.scope),
            at.number('input', 'Input', (row) => row.rates.inputUsdPerMillion, { unit: 'usd per million tokens' }),
            at.number('output', 'Output', (row) => row.rates.outputUsdPerMillion, { unit: 'usd per million tokens' }),
            at.number('cacheRead', 'Cache read', (row) => row.rates.cacheReadUsdPerMillion, { unit: 'usd per million tokens' }),
            at.time('effectiveFrom', 'Since', (row) => row.effectiveFrom),
            at.text('source', 'Source', (row) => row.source),
          ],
          { total: rows.length },
        ),
        links: [pageLink('Prices', '/prices')],
      };
    },
  }),
});
