import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../platform/graphql/builder.ts';
import { endsOf } from '../../platform/graphql/cursors.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { defaultPageSize, maxPageSize } from '../../platform/graphql/limits/limits.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { searchTextOf } from '../../platform/ingest/search-text.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { identifyUsers } from './commands.ts';
import { findUser, listUsers, namesOfProperties, type PropertyName } from './load.ts';
import { EndUserConnection, EndUserRef, userCursor, userOfCursor } from './schema/user.ts';
import { maxListItems, maxProperties, maxPropertyNameLength, maxTextLength, maxUsers } from './types.ts';

const maxNames = 500;

const UserInputRef = builder.inputType('UserInput', {
  description: 'A user of the application with properties.',
  fields: (t) => ({
    userId: t.string({ required: true, description: 'Id of the user, the one that messages carry.' }),
    properties: t.field({
      type: 'JSON',
      description: `Properties by their names: texts of up to ${maxTextLength} characters, finite numbers, true and false, and lists of up to ${maxListItems} of these; null removes one. Those that are not named stay. At most ${maxProperties}, with names of up to ${maxPropertyNameLength} characters.`,
    }),
    at: t.field({ type: 'DateTime', description: 'Time of which this holds; of each property the latest value is kept. Absent: now.' }),
  }),
});

builder.mutationField('identifyUsers', (t) =>
  t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description: `Stores properties of up to ${maxUsers} users of the application. A bad item is rejected by index, field and reason; one that is stored already counts as accepted.`,
    args: {
      users: t.arg({
        type: [UserInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Users to identify. Send them as a variable.',
      }),
    },
    resolve: async (_root, { users }, { stores, viewer }) =>
      unwrap(await identifyUsers(stores, viewer.workspaceId, itemsOf(users), new Date())),
  }),
);

const UserPropertyRef = builder.objectRef<PropertyName>('UserProperty').implement({
  description: 'A property that users of the application have, with the kinds of its values.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the property.' }),
    userCount: t.exposeInt('userCount', { description: 'Number of users who have the property.' }),
    textCount: t.exposeInt('textCount', { description: 'Number of users whose value is a text, dates among them.' }),
    numberCount: t.exposeInt('numberCount', { description: 'Number of users whose value is a number.' }),
    dateCount: t.exposeInt('dateCount', { description: 'Number of users whose value is a text that is a date in ISO 8601.' }),
    listCount: t.exposeInt('listCount', { description: 'Number of users whose value is a list.' }),
    frequentValues: t.field({
      type: ['JSON'],
      description: 'Frequent values, or elements of lists, the most frequent first; at most 12, approximate.',
      resolve: ({ frequent }) => frequent.map((item) => JSON.parse(item) as unknown),
    }),
  }),
});

builder.queryFields((t) => ({
  users: t.connection(
    {
      type: EndUserRef,
      authScopes: { may: 'READ' },
      description: 'Users of the application, last active first. At most 200 a page.',
      args: {
        search: t.arg.string({
          description: 'Part of an id or of a value of a property, at most 512 characters, regardless of case; absent: all users.',
        }),
      },
      resolve: (_root, { search, ...args }, { stores, viewer }) => {
        const asked = { workspaceId: viewer.workspaceId, search: searchTextOf(search) ?? '', among: null };
        return resolveCursorConnection(
          { args, toCursor: userCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
          ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const ends = endsOf({ after, before }, userOfCursor);
            return listUsers(stores, { ...asked, olderThan: ends.after, newerThan: ends.before, newestFirst: !inverted, limit });
          },
        ) as never;
      },
    },
    EndUserConnection,
  ),
  user: t.field({
    type: EndUserRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A user of the application; null: no message names the user, and the application never identified them.',
    args: { userId: t.arg.string({ required: true, description: 'Id of the user, as the application gives it.' }) },
    resolve: (_root, { userId }, { stores, viewer }) => (unstorable(userId) === null ? findUser(stores, viewer.workspaceId, userId) : null),
  }),
  userProperties: t.field({
    type: [UserPropertyRef],
    authScopes: { may: 'READ' },
    description: `Properties that the application gave its users, the most frequent first; at most ${maxNames}.`,
    resolve: (_root, _args, { stores, viewer }) => namesOfProperties(stores, viewer.workspaceId, maxNames),
  }),
}));
