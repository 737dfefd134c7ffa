import { builder } from '../../../platform/graphql/builder.ts';
import type { TokenUsage } from '../../messages/types.ts';
import type { Cost, CostParts } from '../pure/cost.ts';
import { explainCost } from '../pure/explain.ts';
import { costOfConversation, costOfMessage, priceBook } from '../loaders.ts';
import { usdFromNano } from '../pure/rates.ts';
import { PriceRef } from './price.ts';

interface ExplainedCost {
  cost: Cost;
  usage: TokenUsage;
}

const partUsd = (part: keyof CostParts) => ({ cost }: ExplainedCost): number | null => (cost.state === 'priced' ? Number(cost.parts[part]) / 1e15 : null);

const MessageCost = builder.objectRef<ExplainedCost>('MessageCost').implement({
  description: 'What a message costs, and why. Its numbers are null when no cost is known; `note` then says why.',
  fields: (t) => ({
    totalUsd: t.float({ nullable: true, description: 'US dollars, exact to the nano-dollar; null: not known.', resolve: ({ cost }) => (cost.state === 'priced' ? usdFromNano(cost.nanoUsd) : null) }),
    inputUsd: t.float({ nullable: true, description: 'Input tokens that no cache was used for, in US dollars; null: not known.', resolve: partUsd('input') }),
    cacheReadUsd: t.float({ nullable: true, description: 'Input tokens read from a cache, in US dollars; null: not known.', resolve: partUsd('cacheRead') }),
    cacheWriteUsd: t.float({ nullable: true, description: 'Input tokens written to a cache, in US dollars; null: not known.', resolve: partUsd('cacheWrite') }),
    outputUsd: t.float({ nullable: true, description: 'Output tokens without reasoning, in US dollars; null: not known.', resolve: partUsd('output') }),
    reasoningUsd: t.float({ nullable: true, description: 'Output tokens spent on reasoning, in US dollars; null: not known.', resolve: partUsd('reasoning') }),
    price: t.field({ type: PriceRef, nullable: true, description: 'The price that it was computed with; null: none is known.', resolve: ({ cost }) => (cost.state === 'priced' ? cost.price : null) }),
    note: t.string({ description: 'Why it costs this, or why that is not known, in a sentence.', resolve: ({ cost, usage }) => explainCost(cost, usage) }),
  }),
});

const priced = { role: true, model: true, provider: true, createdAt: true, inputTokens: true, outputTokens: true, cacheReadTokens: true, cacheWriteTokens: true, reasoningTokens: true } as const;

builder.prismaObjectFields('Message', (t) => ({
  costUsd: t.float({
    nullable: true,
    description: 'What it costs in US dollars, by the prices as they are now; null: not known, and `cost.note` says why.',
    select: priced,
    resolve: async (message, _args, context) => {
      const cost = costOfMessage(message, await priceBook(context).load('book'));
      return cost.state === 'priced' ? usdFromNano(cost.nanoUsd) : null;
    },
  }),
  cost: t.field({
    type: MessageCost,
    description: 'What it costs and why: its parts, and the price used.',
    select: priced,
    resolve: async (message, _args, context) => ({ cost: costOfMessage(message, await priceBook(context).load('book')), usage: message }),
  }),
}));

builder.prismaObjectFields('Conversation', (t) => ({
  costUsd: t.float({
    nullable: true,
    description: 'What its answers cost together, in US dollars; null: of none is the cost known.',
    resolve: async ({ id }, _args, context) => {
      const nanoUsd = await costOfConversation(context).load(id);
      return nanoUsd === null ? null : usdFromNano(nanoUsd);
    },
  }),
}));
