import { builder } from '../../../platform/graphql/builder.ts';
import { priceBook } from '../loaders.ts';
import { PriceRef } from './price.ts';

builder.prismaObjectFields('Model', (t) => ({
  price: t.field({
    type: PriceRef,
    nullable: true,
    description: 'The price that a message of this model and its provider would get now; null: none is known.',
    select: { name: true, provider: true },
    resolve: async ({ name, provider }, _args, context) => (await priceBook(context).load('book')).find(name, provider, new Date()),
  }),
}));
