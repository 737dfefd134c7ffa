import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { messagesByIds } from './page.ts';
import { MessageConnection, MessageRef, MessageRole } from './message.ts';
import { endsOf } from '../../../platform/graphql/cursors.ts';
import { placeCursors } from './place.ts';
import { listMessages } from '../list/list.ts';
import type { SortKey } from '../queries/places.ts';
import { parseSearch } from '../../../platform/graphql/search.ts';
import { checkFilter } from '../../analytics/pure/check-filter.ts';
import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';

const { cursorOf, placeOf } = placeCursors('messages');

builder.queryField('messages', (t) =>
  t.connection(
    {
      type: MessageRef,
      authScopes: { may: 'READ' },
      description: 'Messages of every role, newest first; a stored message appears within a second. At most 200 a page.',
      args: {
        filter: t.arg({ type: AnalyticsFilterRef, description: 'Messages to include; absent: all.' }),
        search: t.arg.string({
          description:
            'Search text, at most 512 characters and 16 words: messages whose text contains every word, any part of a word, or a "phrase in quotes", regardless of case; or the whole id of a message or a conversation.',
        }),
        roles: t.arg({ type: [MessageRole], description: 'Only messages of these roles; absent or empty: of every role.' }),
      },
      resolve: (_root, { filter, search, roles, ...args }, context, info) => {
        const asked = { filter: unwrap(checkFilter(filter ?? {}), 'filter'), search: unwrap(parseSearch(search)), roles };
        const places = new Map<bigint, SortKey>();
        return resolveCursorConnection(
          {
            args,
            toCursor: ({ id }: { id: bigint }) => cursorOf(places.get(id) as SortKey),
            defaultSize: defaultPageSize,
            maxSize: maxPageSize,
          },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const ends = endsOf({ after, before }, placeOf);
            const range = { newerThan: ends.before, olderThan: ends.after, newestFirst: !inverted, limit };
            const found = await listMessages(context.stores, context.viewer.workspaceId, { ...asked, range });
            for (const place of found) places.set(place.id, place);
            return messagesByIds(
              context,
              info,
              found.map(({ id }) => id),
            );
          },
        ) as never;
      },
    },
    MessageConnection,
  ),
);
