import { sendOperation, type ServerAddress } from 'importer/client';
import type { Before } from './about.ts';
import type { Story } from './story.ts';
import { deployedAt, sendVersions } from './versions.ts';

export interface Deployed {
  readonly name: string;
  readonly trainingMethod: 'BASE' | 'SFT' | 'DPO';
  readonly baseModel?: string;
  readonly trainingDataset?: string;
  readonly evaluationResults: Record<string, unknown>;
  readonly deployedDaysBeforeStart: number;
}

/** The models that the simulated application trained itself. */
const own: readonly Deployed[] = [
  {
    name: 'support-8b-base',
    trainingMethod: 'BASE',
    evaluationResults: { simulated: true, heldOutSuccessShare: 0.66 },
    deployedDaysBeforeStart: 90,
  },
  {
    name: 'support-8b-sft',
    trainingMethod: 'SFT',
    baseModel: 'support-8b-base',
    trainingDataset: 'support-conversations-2026-q2 (simulated)',
    evaluationResults: { simulated: true, heldOutSuccessShare: 0.82 },
    deployedDaysBeforeStart: 40,
  },
  {
    name: 'support-8b-dpo',
    trainingMethod: 'DPO',
    baseModel: 'support-8b-sft',
    trainingDataset: 'support-preferences-2026-q3 (simulated)',
    evaluationResults: { simulated: true, heldOutSuccessShare: 0.88 },
    deployedDaysBeforeStart: 4,
  },
];

/** What running them costs, invented like the models: US dollars per million tokens. */
const ownRates = { inputUsdPerMillion: 0.2, cacheReadUsdPerMillion: 0.05, outputUsdPerMillion: 0.6 };

/** List prices of models that others sell, in the format of LiteLLM's table: US dollars per token. */
const listPrices: Readonly<Record<string, Record<string, number>>> = {
  'gpt-4o-mini': { input_cost_per_token: 1.5e-7, cache_read_input_token_cost: 7.5e-8, output_cost_per_token: 6e-7 },
  'claude-haiku-4-5': {
    input_cost_per_token: 1e-6,
    cache_read_input_token_cost: 1e-7,
    cache_creation_input_token_cost: 1.25e-6,
    output_cost_per_token: 5e-6,
  },
  'o4-mini': { input_cost_per_token: 1.1e-6, cache_read_input_token_cost: 2.75e-7, output_cost_per_token: 4.4e-6 },
};

/**
 * Says of the models what a team would say of its own, and gives those without a price one, before the messages come (so that
 * their cost is right at once). Existing details of models that others sell, and existing prices, stay.
 */
export async function registerModels(server: ServerAddress, before: Before, story: Story): Promise<void> {
  for (const { deployedDaysBeforeStart, ...model } of own) {
    const deployment = {
      type: 'own GPU (simulated)',
      endpoint: `https://models.example/${model.name}`,
      deployedAt: deployedAt({ deployedDaysBeforeStart }, story),
    };
    await sendOperation(server, 'mutation DemoModel($model: ModelInput!) { saveModel(input: $model) { id } }', {
      model: { ...model, provider: 'self-hosted', deployment },
    });
    if (before.pricedModels.has(model.name)) continue;
    const price = { scope: 'MODEL', model: model.name, rates: ownRates };
    await sendOperation(server, 'mutation DemoPrice($price: PriceInput!) { savePrice(input: $price) { price { id } } }', { price });
  }
  await sendVersions(server, own, story);
  const table = Object.fromEntries(Object.entries(listPrices).filter(([name]) => !before.pricedModels.has(name)));
  if (Object.keys(table).length > 0)
    await sendOperation(server, 'mutation DemoPrices($table: JSON!) { importPrices(input: { table: $table }) { added } }', { table });
}
