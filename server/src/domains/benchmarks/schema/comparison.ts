import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { endsOf } from '../../../platform/graphql/cursors.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { searchTextOf } from '../../../platform/ingest/search-text.ts';
import { compareRuns, flippedItems, type RunComparison } from '../load.ts';
import { FlipEnum } from './enums.ts';
import { ComparisonNumbersRef } from './numbers.ts';
import { FlipConnection, flipCursor, FlippedItemRef, flipOfCursor } from './results.ts';

const RunComparisonRef = builder.objectRef<RunComparison>('BenchmarkComparison').implement({
  description: 'Two runs of one benchmark over the items that both decided.',
  fields: (t) => ({
    numbers: t.field({ type: ComparisonNumbersRef, description: 'Comparison over all shared items.', resolve: ({ whole }) => whole }),
    byCategory: t.field({
      type: [ComparisonNumbersRef],
      description: 'Comparison by category of the items, by name; items without a category are left out.',
      resolve: ({ byCategory }) => byCategory,
    }),
    flips: t.connection(
      {
        type: FlippedItemRef,
        description: 'Items that the runs answered differently, in the order in which items became known. At most 200 a page.',
        args: {
          flip: t.arg({ type: FlipEnum, description: 'Only items that changed in this direction; absent: in any.' }),
          category: t.arg.string({ description: 'Only items of this category; absent: of all.' }),
        },
        resolve: ({ baseId, otherId }, { flip, category, ...args }, { stores, viewer }) => {
          const asked = { baseId, otherId, flip: flip ?? null, category: searchTextOf(category, 'category') };
          return resolveCursorConnection(
            { args, toCursor: flipCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            ({ after, before, limit, inverted: isInverted }: ResolveCursorConnectionArgs) =>
              flippedItems(stores, viewer.workspaceId, { ...asked, ...endsOf({ after, before }, flipOfCursor), limit, isInverted }),
          ) as never;
        },
      },
      FlipConnection,
    ),
  }),
});

builder.queryField('benchmarkComparison', (t) =>
  t.field({
    type: RunComparisonRef,
    authScopes: { may: 'READ' },
    description: 'Comparison of two runs of one benchmark, item by item.',
    args: {
      baseId: t.arg.id({ required: true, description: 'Global id of the run that is the base.' }),
      otherId: t.arg.id({ required: true, description: 'Global id of the run that is compared with the base.' }),
    },
    resolve: async (_root, args, { stores, viewer }) => {
      const [baseId, otherId] = [keyOfNode('BenchmarkRun', args.baseId, 'baseId'), keyOfNode('BenchmarkRun', args.otherId, 'otherId')];
      return unwrap(await compareRuns(stores, viewer.workspaceId, { baseId, otherId }));
    },
  }),
);
