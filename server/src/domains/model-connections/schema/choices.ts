import { usdFromNano } from '../../prices/pure/rates.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import type { Spending } from '../load/budget.ts';
import type { ModelChoices, PricedModel } from '../load/choices.ts';
import type { ModelSettings } from '../load/connections.ts';
import { typicalTurn } from '../load/price.ts';
import { maxFallbacks } from '../types.ts';
import { ModelChoiceReasonRef } from './enums.ts';

const turn = `${typicalTurn.inputTokens} input and ${typicalTurn.outputTokens} output tokens`;

export const ModelSettingsRef = builder.objectRef<ModelSettings>('ModelSettings').implement({
  description: 'Default model, order of the other models, and budgets of a workspace.',
  fields: (t) => ({
    defaultModel: t.exposeString('defaultModel', {
      nullable: true,
      description:
        'Model "connection/model" that answers where none is named and none is preferred; null: that of ANALYTICS_DEFAULT_MODEL, else the first there is.',
    }),
    fallbackModels: t.field({
      type: ['String'],
      description: `Models that are asked, in their order, where one fails before its first word; at most ${maxFallbacks}.`,
      resolve: ({ fallbackModels }) => [...fallbackModels],
    }),
    dailyUsdPerPerson: t.float({
      nullable: true,
      description: 'US dollars that a person, or a key, may spend on models in a day of UTC; null: no limit.',
      resolve: ({ dailyNanoUsdPerPerson }) => (dailyNanoUsdPerPerson === null ? null : usdFromNano(dailyNanoUsdPerPerson)),
    }),
    dailyTokensPerPerson: t.expose('dailyTokensPerPerson', {
      type: 'BigInt',
      nullable: true,
      description: 'Tokens, input and output together, that a person, or a key, may use in a day of UTC; null: no limit.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last change; null: the defaults hold.',
    }),
  }),
});

const PricedModelRef = builder.objectRef<PricedModel>('ConnectedModel').implement({
  description: 'A language model that can be asked, with its cost.',
  fields: (t) => ({
    ref: t.exposeString('ref', { description: 'Reference "connection/model" of the model, for arguments and preferences.' }),
    connection: t.exposeString('connection', { description: 'Name of the connection; "environment" is that of ANALYTICS_MODEL_BASE_URL.' }),
    model: t.exposeString('model', { description: 'Name of the model, as its server has it.' }),
    provider: t.string({
      nullable: true,
      description: 'Provider under whose name the price is looked for; null: the server is of no known provider.',
      resolve: ({ provider }) => provider || null,
    }),
    inputUsdPerMillion: t.exposeFloat('inputUsdPerMillion', {
      nullable: true,
      description: 'US dollars for a million input tokens by the price book of the workspace; null: no price is known.',
    }),
    outputUsdPerMillion: t.exposeFloat('outputUsdPerMillion', {
      nullable: true,
      description: 'US dollars for a million output tokens by the price book of the workspace; null: no price is known.',
    }),
    turnUsd: t.exposeFloat('turnUsd', {
      nullable: true,
      description: `Estimated cost in US dollars of one answer of the assistant, taken as ${turn}; null: no price is known.`,
    }),
    relativeCost: t.exposeFloat('relativeCost', {
      nullable: true,
      description:
        'Estimated cost of an answer as a multiple of that of the model that answers now; null: one of the two has no price, or that costs nothing.',
    }),
  }),
});

const SpendingRef = builder.objectRef<Spending>('ModelSpending').implement({
  description: 'What calls of language models have taken.',
  fields: (t) => ({
    callCount: t.exposeInt('callCount', { description: 'Number of calls of models, failed ones included.' }),
    usd: t.exposeFloat('usd', { description: 'Cost in US dollars of calls with a known price.' }),
    tokens: t.exposeFloat('tokens', { description: 'Number of tokens, input and output together, of all calls.' }),
  }),
});

export const ModelChoicesRef = builder.objectRef<ModelChoices>('ModelChoices').implement({
  description: 'Language models that a viewer can ask.',
  fields: (t) => ({
    models: t.field({
      type: [PricedModelRef],
      description:
        'Models of all enabled connections by name of the connection, then that of the environment. Empty: no model is connected; commands and the planner answer.',
      resolve: ({ models }) => [...models],
    }),
    answering: t.field({
      type: PricedModelRef,
      nullable: true,
      description: 'Model that answers the viewer where none is named; null: no model is connected.',
      resolve: ({ answering }) => answering,
    }),
    reason: t.expose('reason', {
      type: ModelChoiceReasonRef,
      nullable: true,
      description: 'Reason why that model answers; null: no model is connected.',
    }),
    settings: t.field({
      type: ModelSettingsRef,
      description: 'Settings of the workspace that the choice follows from.',
      resolve: ({ settings }) => settings,
    }),
    today: t.field({ type: SpendingRef, description: 'What the viewer has spent since 00:00 UTC.', resolve: ({ today }) => today }),
  }),
});
