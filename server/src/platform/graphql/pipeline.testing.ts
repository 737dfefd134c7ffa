import { createSchema } from 'graphql-yoga';
import type { GraphQLSchema } from 'graphql';
import { coalesced } from '../live/coalesce.ts';
import { recent } from '../live/recent.ts';
import type { Context } from './context.ts';
import { BadInput } from './errors.ts';
import { batchArgument } from './limits/lists.ts';
import { bigInt, dateTime, json } from './scalars.ts';

export interface TestEvents {
  /** What `ticks` iterates over; a test sets it. */
  ticks: () => AsyncIterable<unknown>;
  /** Gives the value of `state` at each of its executions; absent: 0. */
  read?: (of: string) => number | Promise<number>;
}

/** A small schema with what the limits are about: a type that holds itself, pages, lists, errors of each kind, a subscription. */
export function testSchema(events: TestEvents = { ticks: async function* () {} }): GraphQLSchema {
  const item = { name: 'item', tags: ['a', 'b'] };
  const page = { edges: [{ node: item }] };
  const schema = createSchema({
    typeDefs: /* GraphQL */ `
      scalar DateTime
      scalar JSON
      scalar BigInt
      enum Colour {
        RED
        GREEN
      }
      interface Named {
        name: String!
      }
      type Item implements Named {
        name: String!
        self: Item!
        parts: [Item!]!
        tags: [String!]!
        picked(names: [String!]): Int!
        items(first: Int, last: Int, after: String): ItemConnection!
      }
      type ItemConnection {
        edges: [ItemEdge!]!
      }
      type ItemEdge {
        node: Item!
      }
      input Nested {
        text: String
        colour: Colour
        at: DateTime
        metadata: JSON
        count: Int
      }
      input Picked {
        names: [String!]
        inner: [Picked!]
      }
      type Query {
        pick(names: [String!], from: Picked): Int!
        hello(text: String, colour: Colour): String!
        item: Item!
        named: Named!
        items(first: Int = 50, last: Int, after: String): ItemConnection!
        bug: String
        bugRequired: String!
        thrownText: String
        expected: String
        when(at: DateTime): DateTime
        big(value: BigInt): BigInt
        json(value: JSON): JSON
      }
      type Mutation {
        store(items: [Nested!]!): Int!
      }
      type Subscription {
        ticks: Int!
        buggyTicks: Int!
        state(of: String! = "", refused: Boolean): Int
        stored: String!
      }
    `,
    resolvers: {
      DateTime: dateTime,
      JSON: json,
      BigInt: bigInt,
      Named: { __resolveType: () => 'Item' },
      Item: { picked: () => 1, self: () => item, parts: () => [item], items: () => page },
      Query: {
        pick: () => 1,
        hello: (_root, { text }) => text ?? 'hello',
        item: () => item,
        named: () => item,
        items: () => page,
        bug: () => {
          throw new Error('db password=hunter2 at /srv/secret.ts');
        },
        bugRequired: () => {
          throw new Error('db password=hunter2 at /srv/secret.ts');
        },
        thrownText: () => {
          throw 'db password=hunter2';
        },
        expected: () => {
          throw new BadInput('colour', 'is not one that is in stock.');
        },
        when: (_root, { at }) => at ?? new Date(0),
        big: (_root, { value }) => value,
        json: (_root, { value }) => value,
      },
      Mutation: { store: (_root, { items }) => items.length },
      Subscription: {
        ticks: { subscribe: () => events.ticks(), resolve: (tick: { messageCount: number } | null) => tick?.messageCount ?? 0 },
        state: {
          extensions: { sharing: 'state' },
          subscribe: (_root, { refused }, { live, viewer }: Context) => {
            if (refused) throw new BadInput('refused', 'it is');
            return coalesced(live, 'facts.landed', viewer.workspaceId, { everyMs: 5, first: true });
          },
          resolve: (_change, { of }) => events.read?.(of) ?? 0,
        },
        stored: {
          extensions: { sharing: 'events' },
          subscribe: (_root, _args, { live, viewer }: Context) =>
            recent(live, 'messages.stored', viewer.workspaceId, { of: ({ messageIds }) => messageIds, keep: 1_000 }),
          resolve: (id: string) => id,
        },
        buggyTicks: {
          subscribe: () => events.ticks(),
          resolve: () => {
            throw new Error('db password=hunter2');
          },
        },
      },
    },
  });
  // As the batches of the product: what is stored by the thousand has a limit of its own.
  Object.assign(schema.getMutationType()?.getFields()['store']?.args[0]?.extensions ?? {}, batchArgument);
  return schema;
}
