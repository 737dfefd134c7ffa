import { builder } from '../../../platform/graphql/builder.ts';
import type { TokenUsage } from '../../messages/types.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Cost, CostGap, CostParts } from '../pure/cost.ts';
import { explainCost } from '../pure/explain.ts';
import { costOfConversation, costOfMessage, priceBook } from '../loaders.ts';
import { usdFromNano } from '../pure/rates.ts';
import { PriceRef } from './price.ts';

interface ExplainedCost {
  cost: Cost;
  usage: TokenUsage;
}

const partUsd =
  (part: keyof CostParts) =>
  ({ cost }: ExplainedCost): number | null =>
    cost.state === 'priced' ? Number(cost.parts[part]) / 1e15 : null;

export const CostGapRef = describedEnum<CostGap>('CostGap', 'Reason why a cost is not known.', {
  NO_PRICE: 'No price applies: one can be set, or the name made an alias of a model that has one.',
  NO_TOKENS: 'No tokens were reported.',
  NOT_A_MODEL_CALL: 'The message or span is no call of a model.',
});

const MessageCost = builder.objectRef<ExplainedCost>('MessageCost').implement({
  description: 'Cost of a message by part, and the reason. The numbers are null where no cost is known; `note` then has the reason.',
  fields: (t) => ({
    totalUsd: t.float({
      nullable: true,
      description: 'Whole cost in US dollars, exact to the nano-dollar; null: not known.',
      resolve: ({ cost }) => (cost.state === 'priced' ? usdFromNano(cost.nanoUsd) : null),
    }),
    inputUsd: t.float({
      nullable: true,
      description: 'Cost of input tokens without a cache, in US dollars; null: not known.',
      resolve: partUsd('input'),
    }),
    cacheReadUsd: t.float({
      nullable: true,
      description: 'Cost of input tokens read from a cache, in US dollars; null: not known.',
      resolve: partUsd('cacheRead'),
    }),
    cacheWriteUsd: t.float({
      nullable: true,
      description: 'Cost of input tokens written to a cache, in US dollars; null: not known.',
      resolve: partUsd('cacheWrite'),
    }),
    outputUsd: t.float({
      nullable: true,
      description: 'Cost of output tokens without reasoning, in US dollars; null: not known.',
      resolve: partUsd('output'),
    }),
    reasoningUsd: t.float({
      nullable: true,
      description: 'Cost of output tokens spent on reasoning, in US dollars; null: not known.',
      resolve: partUsd('reasoning'),
    }),
    price: t.field({
      type: PriceRef,
      nullable: true,
      description: 'Price that the cost was computed with; null: none is known.',
      resolve: ({ cost }) => (cost.state === 'priced' ? cost.price : null),
    }),
    gap: t.field({
      type: CostGapRef,
      nullable: true,
      description: 'Reason why no cost is known; null: it is known.',
      resolve: ({ cost }) => (cost.state === 'unpriced' ? cost.gap : null),
    }),
    note: t.string({
      description: 'Reason of the cost, or of its absence, in a sentence: the price and the rules by which it was found.',
      resolve: ({ cost, usage }) => explainCost(cost, usage),
    }),
  }),
});

const priced = {
  role: true,
  model: true,
  provider: true,
  createdAt: true,
  inputTokens: true,
  outputTokens: true,
  cacheReadTokens: true,
  cacheWriteTokens: true,
  reasoningTokens: true,
} as const;

builder.prismaObjectFields('Message', (t) => ({
  costUsd: t.float({
    nullable: true,
    description: 'Cost of the message in US dollars, by the present prices; null: not known, and `cost.note` has the reason.',
    select: priced,
    resolve: async (message, _args, context) => {
      const cost = costOfMessage(message, await priceBook(context).load('book'));
      return cost.state === 'priced' ? usdFromNano(cost.nanoUsd) : null;
    },
  }),
  cost: t.field({
    type: MessageCost,
    description: 'Cost of the message by part, with the price used.',
    select: priced,
    resolve: async (message, _args, context) => ({ cost: costOfMessage(message, await priceBook(context).load('book')), usage: message }),
  }),
}));

builder.prismaObjectFields('Conversation', (t) => ({
  costUsd: t.float({
    nullable: true,
    description: 'Cost of all replies in US dollars; null: no reply has a known cost.',
    resolve: async ({ id }, _args, context) => {
      const nanoUsd = await costOfConversation(context).load(id);
      return nanoUsd === null ? null : usdFromNano(nanoUsd);
    },
  }),
}));
