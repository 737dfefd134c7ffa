import { BackgroundTaskRef } from '../../platform/jobs/schema.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { eitherOf, inputOf } from '../../platform/graphql/earlier-arguments.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { lastChangeField } from '../audit/schema/last-change.ts';
import {
  deletePrice,
  importPrices,
  saveModelAlias,
  savePrice,
  type ChangedAlias,
  type ChangedPrice,
  type ImportedPrices,
} from './commands.ts';
import { modelAliases, pricesByIds, pricesOf, takenTables, type TakenTable } from './queries.ts';
import { PriceRef, PriceScopeRef } from './schema/price.ts';
import './schema/cost.ts';
import './schema/model.ts';

const PriceRatesInput = builder.inputType('PriceRatesInput', {
  description: 'US dollars per million tokens, from 0 to 1,000,000.',
  fields: (t) => ({
    inputUsdPerMillion: t.float({ required: true, description: 'Rate of input tokens without a cache, in US dollars per million.' }),
    outputUsdPerMillion: t.float({ required: true, description: 'Rate of output tokens, in US dollars per million.' }),
    cacheReadUsdPerMillion: t.float({
      description: 'Rate of input tokens read from a cache, in US dollars per million; absent: the input rate.',
    }),
    cacheWriteUsdPerMillion: t.float({
      description: 'Rate of input tokens written to a cache, in US dollars per million; absent: the input rate.',
    }),
    reasoningUsdPerMillion: t.float({
      description: 'Rate of output tokens spent on reasoning, in US dollars per million; absent: the output rate.',
    }),
  }),
});

const PriceTierInput = builder.inputType('PriceTierInput', {
  description: 'Rates of a whole message with a long input.',
  fields: (t) => ({
    aboveInputTokens: t.int({ required: true, description: 'Threshold: the tier applies to messages with more input tokens than this.' }),
    rates: t.field({ type: PriceRatesInput, required: true, description: 'Rates of the tier.' }),
  }),
});

const PriceInput = builder.inputType('PriceInput', {
  description:
    'A price to set. The price of a model takes precedence over that of its provider, that over the default, a price set by a person over an imported one, and both over those that come with the product.',
  fields: (t) => ({
    scope: t.field({ type: PriceScopeRef, required: true, description: 'Scope: the messages that the price applies to.' }),
    provider: t.string({ description: 'Name of the provider in messages; required for scope PROVIDER, optional for scope MODEL.' }),
    model: t.string({ description: 'Name of the model in messages; required for scope MODEL.' }),
    effectiveFrom: t.field({
      type: 'DateTime',
      description: 'Start of validity: the price applies to messages created from then on; absent: to all.',
    }),
    rates: t.field({ type: PriceRatesInput, required: true, description: 'Rates of the price.' }),
    tiers: t.field({ type: [PriceTierInput], description: 'Other rates for long inputs; at most 20.' }),
  }),
});

const tableWords =
  "LiteLLM's JSON object with an entry for each model, or genai-prices' list of providers; at most 20,000 names. Send the table as a variable.";

const ImportPricesInput = builder.inputType('ImportPricesInput', {
  description: "A price table to import, in the form of LiteLLM's model_prices_and_context_window.json or of genai-prices' data.json.",
  fields: (t) => ({ table: t.field({ type: 'JSON', required: true, description: tableWords }) }),
});

const PriceChange = builder.objectRef<ChangedPrice & { readonly deletedId?: string }>('PriceChange').implement({
  description: 'Result of setting or deleting a price.',
  fields: (t) => ({
    price: t.field({
      type: PriceRef,
      nullable: true,
      description: 'The price that was set; null: a price was deleted.',
      resolve: async ({ priceId }, _args, { stores, viewer }) =>
        priceId === null ? null : ((await pricesByIds(stores.postgres, { workspaceId: viewer.workspaceId, ids: [priceId] }))[0] ?? null),
    }),
    deletedId: t.globalID({
      nullable: true,
      description: 'Id of the price that was deleted; null: the price was saved.',
      resolve: ({ deletedId }) => (deletedId === undefined ? null : { type: PriceRef, id: deletedId }),
    }),
    task: t.prismaField({
      type: BackgroundTaskRef,
      nullable: true,
      description: 'Background task that gives messages their new cost; null: the price applies to no message.',
      resolve: (query, { taskId }, _args, { stores, viewer }) =>
        taskId === null
          ? null
          : stores.prisma.backgroundTask.findUnique({ ...query, where: { id: taskId, workspaceId: viewer.workspaceId } }),
    }),
  }),
});

const PriceSkip = builder.objectRef<ImportedPrices['skipped'][number]>('PriceSkip').implement({
  description: 'An entry of the table that was not imported.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'Model that the entry names.' }),
    reason: t.exposeString('reason', { description: 'Reason why the entry was not imported.' }),
  }),
});

const PriceImportResult = builder.objectRef<ImportedPrices>('PriceImportResult').implement({
  description: 'Result of an import of prices.',
  fields: (t) => ({
    added: t.exposeInt('added', { description: 'Number of models that had no imported price; the new price always applies to them.' }),
    changed: t.exposeInt('changed', {
      description: 'Number of models whose price differs from the newest imported one; the new price applies from now on.',
    }),
    unchanged: t.exposeInt('unchanged', { description: 'Number of models whose price was already stored.' }),
    skipped: t.field({
      type: [PriceSkip],
      description: 'Entries that were not imported, each with the reason.',
      resolve: ({ skipped }) => skipped,
    }),
    task: t.prismaField({
      type: BackgroundTaskRef,
      nullable: true,
      description: 'Background task that gives messages their new cost; null: no message is affected.',
      resolve: (query, { taskId }, _args, { stores, viewer }) =>
        taskId === null
          ? null
          : stores.prisma.backgroundTask.findUnique({ ...query, where: { id: taskId, workspaceId: viewer.workspaceId } }),
    }),
  }),
});

const ModelAliasRef = builder.objectRef<{ readonly name: string; readonly model: string }>('ModelAlias').implement({
  description: 'A name that messages give a model, such as that of a deployment, and the model whose price applies to the name.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the model in messages.' }),
    model: t.exposeString('model', { description: 'Name of the model whose price applies.' }),
    lastChange: t.field(
      lastChangeField('ModelAlias', 'alias', ({ name }: { readonly name: string }, { viewer }) => `${viewer.workspaceId}:${name}`),
    ),
  }),
});

const ModelAliasInputRef = builder.inputType('ModelAliasInput', {
  description: 'An alias to set or to remove.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the model in messages, 1 to 512 characters; upper and lower case are one.' }),
    model: t.string({ description: 'Name of the model whose price applies; absent or null: the alias is removed.' }),
  }),
});

const ModelAliasChange = builder.objectRef<ChangedAlias>('ModelAliasChange').implement({
  description: 'Result of setting or removing an alias.',
  fields: (t) => ({
    alias: t.field({
      type: ModelAliasRef,
      nullable: true,
      description: 'The alias that was set; null: the name is no alias.',
      resolve: ({ name, model }) => (model === null ? null : { name, model }),
    }),
    task: t.prismaField({
      type: BackgroundTaskRef,
      nullable: true,
      description: 'Background task that gives messages their new cost; null: the alias applies to no message.',
      resolve: (query, { taskId }, _args, { stores, viewer }) =>
        taskId === null
          ? null
          : stores.prisma.backgroundTask.findUnique({ ...query, where: { id: taskId, workspaceId: viewer.workspaceId } }),
    }),
  }),
});

const PriceTableRef = builder.objectRef<TakenTable>('PriceTable').implement({
  description: 'A table of prices that comes with the product.',
  fields: (t) => ({
    source: t.exposeString('source', { description: 'Source of the prices, as `Price.source` names it.' }),
    version: t.exposeString('version', { description: 'Version of the package with the table; "updated": a newer table was imported.' }),
    datedAt: t.expose('datedAt', { type: 'DateTime', description: 'Day of the table: prices are known up to then.' }),
    takenAt: t.expose('takenAt', { type: 'DateTime', description: 'Time when the workspace took the table over.' }),
  }),
});

builder.queryFields((t) => ({
  modelAliases: t.field({
    type: [ModelAliasRef],
    authScopes: { may: 'READ' },
    description: 'Aliases of models, by name, each entered by a person; at most 5,000.',
    resolve: (_root, _args, { stores, viewer }) => modelAliases(stores.postgres, { workspaceId: viewer.workspaceId }),
  }),
  priceTables: t.field({
    type: [PriceTableRef],
    authScopes: { may: 'READ' },
    description: 'Tables of prices that came with the product, or newer ones of the same source; at most one of each source, 10 in all.',
    resolve: (_root, _args, { stores, viewer }) => takenTables(stores.postgres, { workspaceId: viewer.workspaceId }),
  }),
}));

builder.queryField('prices', (t) =>
  t.field({
    type: [PriceRef],
    authScopes: { may: 'READ' },
    description: 'Every price of the workspace, by scope, model, provider and date.',
    resolve: async (_root, _args, { stores, viewer }) => {
      const prices = await pricesOf(stores.postgres, { workspaceId: viewer.workspaceId });
      const key = (price: (typeof prices)[number]): string =>
        [price.scope, price.model, price.provider, price.source, price.effectiveFrom.toISOString()].join('\u0000');
      return prices.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    },
  }),
);

builder.mutationFields((t) => ({
  savePrice: t.field({
    type: PriceChange,
    authScopes: { may: 'EDIT_PRICES' },
    description:
      'Sets a price; a price of the same scope, names and effectiveFrom that a person set before is replaced. A background task gives messages their new cost.',
    args: {
      input: t.arg({ type: PriceInput, description: 'The price to set.' }),
      price: t.arg({ type: PriceInput, deprecationReason: 'Use `input`.', description: 'The price to set.' }),
    },
    resolve: async (_root, { input, price }, { stores, viewer }) => {
      const { value, argument } = unwrap(eitherOf({ input, price }));
      return unwrap(await savePrice(stores, viewer.workspaceId, value), argument);
    },
  }),
  deletePrice: t.field({
    type: PriceChange,
    authScopes: { may: 'EDIT_PRICES' },
    description: 'Deletes a price; messages get the price next in order, or none.',
    args: { id: t.arg.globalID({ required: true, for: PriceRef, description: 'Global id of the price.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      ...unwrap(await deletePrice(stores, viewer.workspaceId, uuidKey(id.id))),
      deletedId: id.id,
    }),
  }),
  saveModelAlias: t.field({
    type: ModelAliasChange,
    authScopes: { may: 'EDIT_PRICES' },
    description: "Makes a name an alias of a model: the model's price applies to messages of that name that have no price of their own.",
    args: { input: t.arg({ type: ModelAliasInputRef, required: true, description: 'The alias to set or to remove.' }) },
    resolve: async (_root, { input }, { stores, viewer }) => unwrap(await saveModelAlias(stores, viewer.workspaceId, input), 'input'),
  }),
  importPrices: t.field({
    type: PriceImportResult,
    authScopes: { may: 'EDIT_PRICES' },
    description:
      "Imports LiteLLM's price table (model_prices_and_context_window.json) or a part of it, or a newer form of the shipped prices (data.json of genai-prices). The same table again changes nothing.",
    args: {
      input: t.arg({ type: ImportPricesInput, description: 'The table to import.' }),
      table: t.arg({ type: 'JSON', deprecationReason: 'Use `input.table`.', description: tableWords }),
    },
    resolve: async (_root, { input, ...earlier }, { stores, viewer }) => {
      const { value, argument } = unwrap(inputOf(input, earlier));
      return unwrap(await importPrices(stores, viewer.workspaceId, value.table, new Date()), argument);
    },
  }),
}));
