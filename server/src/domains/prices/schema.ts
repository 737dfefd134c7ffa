import { BackgroundTaskRef } from '../../platform/jobs/schema.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { deletePrice, importPrices, savePrice, type ChangedPrice, type ImportedPrices } from './commands.ts';
import { pricesByIds, pricesOf } from './queries.ts';
import { PriceRef, PriceScopeRef } from './schema/price.ts';
import './schema/cost.ts';
import './schema/model.ts';

const PriceRatesInput = builder.inputType('PriceRatesInput', {
  description: 'US dollars per million tokens, from 0 to 1,000,000.',
  fields: (t) => ({
    inputUsdPerMillion: t.float({ required: true, description: 'Input tokens that no cache was used for.' }),
    outputUsdPerMillion: t.float({ required: true, description: 'Output tokens.' }),
    cacheReadUsdPerMillion: t.float({ description: 'Input tokens read from a cache; absent: as the input.' }),
    cacheWriteUsdPerMillion: t.float({ description: 'Input tokens written to a cache; absent: as the input.' }),
    reasoningUsdPerMillion: t.float({ description: 'Output tokens spent on reasoning; absent: as the output.' }),
  }),
});

const PriceTierInput = builder.inputType('PriceTierInput', {
  description: 'Rates of a whole message with a long input.',
  fields: (t) => ({
    aboveInputTokens: t.int({ required: true, description: 'Holds when a message has more input tokens than this.' }),
    rates: t.field({ type: PriceRatesInput, required: true, description: 'Its rates.' }),
  }),
});

const PriceInput = builder.inputType('PriceInput', {
  description: 'A price to set. A model’s price goes before its provider’s, that before the default; one set here before an imported one.',
  fields: (t) => ({
    scope: t.field({ type: PriceScopeRef, required: true, description: 'What it holds for.' }),
    provider: t.string({ description: 'The provider, as messages name it: of scope PROVIDER, or to narrow a MODEL price.' }),
    model: t.string({ description: 'The model, as messages name it: of scope MODEL.' }),
    effectiveFrom: t.field({ type: 'DateTime', description: 'For messages created from then on; absent: always.' }),
    rates: t.field({ type: PriceRatesInput, required: true, description: 'Its rates.' }),
    tiers: t.field({ type: [PriceTierInput], description: 'Other rates for long inputs; at most 20.' }),
  }),
});

const PriceChange = builder.objectRef<ChangedPrice>('PriceChange').implement({
  description: 'A price that was set or taken away.',
  fields: (t) => ({
    price: t.field({
      type: PriceRef,
      nullable: true,
      description: 'The price as it is now; null: it was taken away.',
      resolve: async ({ priceId }, _args, { stores, viewer }) => (priceId === null ? null : ((await pricesByIds(stores.postgres, { workspaceId: viewer.workspaceId, ids: [priceId] }))[0] ?? null)),
    }),
    task: t.prismaField({
      type: BackgroundTaskRef,
      nullable: true,
      description: 'The work of giving the messages it touches their new cost; null: it touches none.',
      resolve: (query, { taskId }, _args, { stores, viewer }) => (taskId === null ? null : stores.prisma.backgroundTask.findUnique({ ...query, where: { id: taskId, workspaceId: viewer.workspaceId } })),
    }),
  }),
});

const PriceSkip = builder.objectRef<ImportedPrices['skipped'][number]>('PriceSkip').implement({
  description: 'An entry of the table that was not imported.',
  fields: (t) => ({
    model: t.exposeString('model', { description: "The entry's model." }),
    reason: t.exposeString('reason', { description: 'Why it was not imported.' }),
  }),
});

const PriceImportResult = builder.objectRef<ImportedPrices>('PriceImportResult').implement({
  description: 'What an import came to.',
  fields: (t) => ({
    added: t.exposeInt('added', { description: 'Models that had no imported price: theirs holds always.' }),
    changed: t.exposeInt('changed', { description: 'Models whose price differs from the newest imported one: the new one holds from now on.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Models whose price is known already.' }),
    skipped: t.field({ type: [PriceSkip], description: 'Entries that were not imported, with the reason.', resolve: ({ skipped }) => skipped }),
    task: t.prismaField({
      type: BackgroundTaskRef,
      nullable: true,
      description: 'The work of giving the messages it touches their new cost; null: it touches none.',
      resolve: (query, { taskId }, _args, { stores, viewer }) => (taskId === null ? null : stores.prisma.backgroundTask.findUnique({ ...query, where: { id: taskId, workspaceId: viewer.workspaceId } })),
    }),
  }),
});

builder.queryField('prices', (t) =>
  t.field({
    type: [PriceRef],
    authScopes: { atLeast: 'VIEWER' },
    description: 'Every price, by scope, model, provider and date.',
    resolve: async (_root, _args, { stores, viewer }) => {
      const prices = await pricesOf(stores.postgres, { workspaceId: viewer.workspaceId });
      const key = (price: (typeof prices)[number]): string => [price.scope, price.model, price.provider, price.source, price.effectiveFrom.toISOString()].join('\u0000');
      return prices.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    },
  }),
);

builder.mutationFields((t) => ({
  savePrice: t.field({
    type: PriceChange,
    authScopes: { atLeast: 'EDITOR' },
    description: 'Sets a price; one set before of the same scope, names and effectiveFrom is replaced. Messages it touches get their new cost in the background.',
    args: { price: t.arg({ type: PriceInput, required: true, description: 'The price.' }) },
    resolve: async (_root, { price }, { stores, viewer }) => unwrap(await savePrice(stores, viewer.workspaceId, price), 'price'),
  }),
  deletePrice: t.field({
    type: PriceChange,
    authScopes: { atLeast: 'EDITOR' },
    description: 'Takes a price away; messages get the one that comes next, or none.',
    args: { id: t.arg.globalID({ required: true, for: PriceRef, description: 'The price.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => unwrap(await deletePrice(stores, viewer.workspaceId, uuidKey(id.id))),
  }),
  importPrices: t.field({
    type: PriceImportResult,
    authScopes: { atLeast: 'EDITOR' },
    description: "Imports LiteLLM's price table (model_prices_and_context_window.json), or a part of it. The same table again changes nothing.",
    args: { table: t.arg({ type: 'JSON', required: true, description: 'The JSON object: an entry for each model. Send it as a variable.' }) },
    resolve: async (_root, { table }, { stores, viewer }) => unwrap(await importPrices(stores, viewer.workspaceId, table, new Date())),
  }),
}));
