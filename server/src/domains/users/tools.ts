import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool, NoData } from '../../platform/tools/tool.ts';

interface Row {
  readonly userId: string;
  readonly messageCount: number;
  readonly conversationCount: number;
  readonly costUsd: number | null;
  readonly averageRating: number | null;
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
}
const fields = 'userId messageCount conversationCount costUsd averageRating firstSeenAt lastSeenAt properties';

export const userReference = defineReference({
  kind: 'user',
  title: 'users',
  document:
    'query ($search: String!) { users(search: $search, first: 200) { edges { node { userId messageCount } } pageInfo { hasNextPage } } }',
  found: ({ users }: { users: { edges: readonly { node: Row }[]; pageInfo: { hasNextPage: boolean } } }) => ({
    items: users.edges.map(({ node: { userId, messageCount } }) => ({ id: userId, names: [userId], count: messageCount })),
    // One more than these stands for all that were not counted.
    total: users.edges.length + (users.pageInfo.hasNextPage ? 1 : 0),
  }),
});

export const usersTool = defineTool({
  name: 'users',
  title: 'Users',
  description:
    'Users of the application: found by a part of their id or of a property, and one user with messages, cost, ratings and properties.',
  group: 'experiments',
  readsPayload: true,
  words: ['user', 'customer', 'account', 'property', 'who'],
  operations: {
    search: {
      about: 'users by a part of an id or of a property',
      words: ['list', 'find', 'search'],
      document: `query ($search: String, $limit: Int = 50) { users(search: $search, first: $limit) { edges { node { ${fields} } } pageInfo { hasNextPage } } }`,
      shape: ({ users }: { users: { edges: readonly { node: Row }[]; pageInfo: { hasNextPage: boolean } } }) => ({
        table: tableOf(
          users.edges.map(({ node }) => node),
          (at) => [
            at.text('userId', 'User', (row) => row.userId),
            at.number('messages', 'Messages', (row) => row.messageCount),
            at.number('conversations', 'Conversations', (row) => row.conversationCount),
            at.usd('cost', 'Cost', (row) => row.costUsd),
            at.number('rating', 'Average rating', (row) => row.averageRating, { unit: 'stars' }),
            at.time('lastSeenAt', 'Last seen', (row) => row.lastSeenAt),
            at.payload('properties', 'Properties', (row) => JSON.stringify(row.properties)),
          ],
          { hasMore: users.pageInfo.hasNextPage },
        ),
        links: [pageLink('Users', '/users')],
      }),
    },
    get: {
      about: 'one user',
      words: ['user', 'profile'],
      document: `query ($userId: String!) { user(userId: $userId) { ${fields} ratingCount cohorts { name } } }`,
      shape: ({ user }: { user: (Row & { ratingCount: number; cohorts: readonly { name: string }[] }) | null }, { userId }) => {
        if (user === null) throw new NoData(`No user has the id ${JSON.stringify(userId)}.`);
        return {
          facts: [
            fact('messageCount', 'Messages', user.messageCount),
            fact('conversationCount', 'Conversations', user.conversationCount),
            fact('cost', 'Cost', user.costUsd, { unit: 'usd' }),
            fact('rating', 'Average rating', user.averageRating, { unit: 'stars', n: user.ratingCount }),
            fact('firstSeenAt', 'First seen', user.firstSeenAt),
            fact('lastSeenAt', 'Last seen', user.lastSeenAt),
            fact('cohorts', 'Cohorts', user.cohorts.map(({ name }) => name).join(', ')),
          ],
          table: tableOf(Object.entries(user.properties), (at) => [
            at.text('property', 'Property', ([name]) => name),
            at.payload('value', 'Value', ([, value]) => (typeof value === 'string' ? value : JSON.stringify(value))),
          ]),
          links: [pageLink(`User ${user.userId}`, `/users/${encodeURIComponent(user.userId)}`)],
        };
      },
    },
  },
});
