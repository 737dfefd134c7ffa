import { builder } from '../../../platform/graphql/builder.ts';
import { priceBook } from '../loaders.ts';
import { PriceRef } from './price.ts';

builder.prismaObjectFields('Model', (t) => ({
  price: t.field({
    type: PriceRef,
    nullable: true,
    description: 'Price that a message of this model and provider gets now; null: none is known.',
    select: { name: true, provider: true },
    resolve: async ({ name, provider }, _args, context) =>
      (await priceBook(context).load('book')).find(name, provider, new Date())?.price ?? null,
  }),
}));
