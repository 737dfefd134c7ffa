import { builder } from '../../../platform/graphql/builder.ts';
import type { Estimate } from '../../model-connections/load.ts';
import type { RunEstimate } from '../load/estimate.ts';
import { maxModels } from '../types.ts';

const ModelEstimateRef = builder.objectRef<Estimate>('PlaygroundModelEstimate').implement({
  description: 'What a run would cost with one language model.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'Language model "connection/model".' }),
    inputUsd: t.exposeFloat('inputUsd', {
      nullable: true,
      description: 'Cost in US dollars of what is sent, over all rows; null: no price is known, or the model is not connected.',
    }),
    mostUsd: t.exposeFloat('mostUsd', {
      nullable: true,
      description:
        'Cost in US dollars where each answer takes the most output tokens; null: no price is known, or the model is not connected.',
    }),
  }),
});

export const PlaygroundEstimateRef = builder.objectRef<RunEstimate>('PlaygroundEstimate').implement({
  description: 'What a run of the playground would send and cost.',
  fields: (t) => ({
    inputTokens: t.exposeInt('inputTokens', { description: 'Estimated input tokens for one model, all rows together.' }),
    mostOutputTokens: t.exposeInt('mostOutputTokens', { description: 'Most output tokens of one model, all rows together.' }),
    models: t.field({
      type: [ModelEstimateRef],
      description: `Costs by model, in the order that was asked for; at most ${maxModels}.`,
      resolve: ({ models }) => [...models],
    }),
  }),
});
