import { expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import { deleteMessages } from '../../messages/commands/delete-user.ts';
import { eraseProperties, expireProperties, forgetUnnamedUsers, forgetUsers } from '../../users/commands.ts';
import { eraseMembers } from '../commands/erase.ts';

const identify = 'mutation ($users: [UserInput!]!) { identifyUsers(users: $users) { accepted updated rejected { index field reason } } }';
const shown = 'query ($userId: String!) { user(userId: $userId) { userId properties identifiedAt } }';

/** What is said of users: latest by time, limits, masking, deletion and retention. */
export function privacyTests(opened: () => TestServer): void {
  test('of each property the latest value by time holds, null removes one, and sending again changes nothing', async () => {
    const { run } = await openTestWorkspace(opened());
    const at = (hour: number): string => new Date(Date.UTC(2026, 5, 1, hour)).toISOString();
    const said = [
      { userId: 'ann', at: at(5), properties: { plan: 'pro', seats: 3, tags: ['a', 1, true] } },
      { userId: 'ann', at: at(3), properties: { plan: 'free', seats: 1, old: 'x' } },
      { userId: 'ann', at: at(6), properties: { tags: null } },
      { userId: 'ann', at: at(4), properties: { tags: ['b'], old: null } },
      { userId: 'ann', at: at(7) },
    ];
    for (const users of [said, said.toReversed(), said])
      expect((await run(identify, { users })).data.identifyUsers).toEqual({ accepted: 5, updated: 0, rejected: [] });
    expect((await run(shown, { userId: 'ann' })).data.user).toEqual({
      userId: 'ann',
      properties: { plan: 'pro', seats: 3 },
      identifiedAt: at(7),
    });
    await run(identify, {
      users: [
        { userId: 'ann', properties: { plan: 'team' } },
        { userId: 'ann', properties: { plan: 'last' } },
      ],
    });
    expect((await run(shown, { userId: 'ann' })).data.user.properties.plan).toBe('last');
    const { data } = await run('{ userProperties { name userCount textCount numberCount listCount frequentValues } }');
    expect(data.userProperties).toEqual([
      { name: 'plan', userCount: 1, textCount: 1, numberCount: 0, listCount: 0, frequentValues: ['last'] },
      { name: 'seats', userCount: 1, textCount: 0, numberCount: 1, listCount: 0, frequentValues: [3] },
    ]);
  });

  test('a bad item is rejected by its field, and the others are stored', async () => {
    const { run } = await openTestWorkspace(opened());
    const users = [
      { userId: '', properties: {} },
      { userId: 'a', properties: { nested: { x: 1 } } },
      { userId: 'b', properties: { list: ['x', null] } },
      { userId: 'c', properties: [] },
      { userId: 'd', properties: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`p${at}`, at])) },
      { userId: 'e', properties: { ' ': 1 } },
      { userId: 'f', properties: { text: 'x'.repeat(2_001) } },
      { userId: 'g', at: '2999-01-01T00:00:00Z' },
      { userId: 'good', properties: { plan: 'pro' } },
    ];
    const { data } = await run(identify, { users });
    expect(data.identifyUsers.accepted).toBe(1);
    expect(data.identifyUsers.rejected.map(({ index, field }: Loose) => [index, field])).toEqual([
      [0, 'userId'],
      [1, 'properties.nested'],
      [2, 'properties.list[1]'],
      [3, 'properties'],
      [4, 'properties'],
      [5, 'properties. '],
      [6, 'properties.text'],
      [7, 'at'],
    ]);
  });

  test('of a user with very many properties an answer has the first thousand by name', async () => {
    const { run } = await openTestWorkspace(opened());
    const nameOf = (at: number): string => `p-${String(at).padStart(4, '0')}`;
    for (let call = 0; call < 11; call += 1) {
      const properties = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [nameOf(100 * call + at), at]));
      expect((await run(identify, { users: [{ userId: 'wide', properties }] })).data.identifyUsers.accepted).toBe(1);
    }
    await run(identify, { users: [{ userId: 'wide-2', properties: { zone: 'eu' } }] });
    const { data } = await run('{ users(first: 10) { edges { node { userId properties } } } }');
    const found = Object.fromEntries(data.users.edges.map(({ node }: Loose) => [node.userId, node.properties]));
    expect(Object.keys(found['wide'])).toEqual(Array.from({ length: 1_000 }, (_, at) => nameOf(at)));
    expect(found['wide-2']).toEqual({ zone: 'eu' });
  });

  test('ids and values are masked before they are stored, and a user is found by the id that was sent', async () => {
    const { run } = await openTestWorkspace(opened());
    await run('mutation { setDataPolicy(input: { maskingMode: MASK, maskingKinds: [], traceSampleShare: 1 }) { maskingMode } }');
    await run(identify, {
      users: [{ userId: 'jo@example.com', properties: { mail: 'jo@example.com', plan: 'pro', 'bo@example.com': 1 } }],
    });
    const { data } = await run(shown, { userId: 'jo@example.com' });
    expect(JSON.stringify(data)).not.toContain('example.com');
    expect(data.user.properties).toEqual({ mail: '[email]', plan: 'pro', '[email]': 1 });
    const made = await run(
      'mutation ($input: CohortInput!) { createCohort(input: $input) { rule userCount members { edges { node { userId } } } } }',
      {
        input: { name: 'listed', rule: { users: ['jo@example.com'] } },
      },
    );
    expect(JSON.stringify(made)).not.toContain('example.com');
    expect(made.data.createCohort.members.edges).toHaveLength(1);
  });

  test('deleting a user takes properties and places in lists away; what is said of nobody for the days goes too', async () => {
    const server = opened();
    const { id: workspaceId, run } = await openTestWorkspace(server);
    const at = '2026-01-01T00:00:00.000Z';
    await run(identify, { users: ['ann', 'bob', 'cy'].map((userId) => ({ userId, at, properties: { plan: 'pro' } })) });
    await run(identify, { users: [{ userId: 'new', properties: { plan: 'pro' } }] });
    const { data } = await run('mutation ($input: CohortInput!) { createCohort(input: $input) { id } }', {
      input: { name: 'listed', rule: { any: [{ users: ['ann', 'bob'] }, { property: { name: 'plan', test: 'IS', value: 'pro' } }] } },
    });
    await eraseProperties(server.stores, { workspaceId, userIds: ['ann'] });
    await eraseMembers(server.stores, { workspaceId, userIds: ['ann'] });
    expect((await run(shown, { userId: 'ann' })).data.user).toBeNull();
    const cohort = 'query ($id: ID!) { cohort(id: $id) { rule userCount } }';
    const { data: after } = await run(cohort, { id: data.createCohort.id });
    expect(after.cohort).toMatchObject({ userCount: 3, rule: { any: [{ users: ['bob'] }, expect.anything()] } });
    await run(
      'mutation { ingestMessages(messages: [{ externalId: "m", conversationId: "c", role: USER, content: "x", userId: "cy" }]) { accepted } }',
    );
    const { drainProjection } = await import('../../../background.ts');
    await drainProjection(server.stores);
    await expireProperties(server.stores, workspaceId, new Date('2026-02-01'));
    const { data: left } = await run('{ users { edges { node { userId properties } } } }');
    expect(left.users.edges.map(({ node }: Loose) => [node.userId, node.properties]).sort()).toEqual([
      ['cy', { plan: 'pro' }],
      ['new', { plan: 'pro' }],
    ]);
  });

  test('a user whom nothing names any more is forgotten, by a deletion at once and else by the sweep; who is named is not', async () => {
    const server = opened();
    const { id: workspaceId, run } = await openTestWorkspace(server);
    const { drainProjection } = await import('../../../background.ts');
    const known = async (): Promise<string[]> =>
      (
        await server.stores.clickhouse.query(
          'test.known',
          sql`SELECT user_id FROM known_users FINAL WHERE workspace_id = ${uuid(workspaceId)} ORDER BY 1`,
          {
            timeoutMs: 10_000,
          },
        )
      ).map((row) => (row as { user_id: string }).user_id);
    const send = async (userId: string): Promise<void> => {
      await run(
        `mutation { ingestMessages(messages: [{ externalId: "of-${userId}", conversationId: "of-${userId}", role: USER, content: "x", userId: "${userId}" }]) { accepted } }`,
      );
      await drainProjection(server.stores);
    };
    for (const userId of ['both', 'said', 'wrote', 'late']) await send(userId);
    await run(identify, { users: ['both', 'said', 'only'].map((userId) => ({ userId })) });
    const count = async (): Promise<Loose> =>
      (await run('{ cohortPreview(rule: { not: { users: ["wrote", "unknown"] } }) { userCount totalUserCount } }')).data.cohortPreview;
    expect(await count()).toEqual({ userCount: 4, totalUserCount: 5 });
    expect(await known()).toEqual(['both', 'late', 'only', 'said', 'wrote']);
    const { prisma, postgres } = server.stores;
    const gone = await prisma.message.findMany({ where: { workspaceId, externalId: { in: ['of-both', 'of-said', 'of-late'] } } });
    const messageIds = gone.map(({ id }) => id.toString());
    await inTransaction(postgres, (client) => deleteMessages(client, workspaceId, messageIds));
    await drainProjection(server.stores);
    await eraseProperties(server.stores, { workspaceId, userIds: ['both'] });
    await forgetUsers(server.stores, { workspaceId, userIds: ['both', 'said'] });
    expect(await known()).toEqual(['late', 'only', 'said', 'wrote']);
    const errors: unknown[] = [];
    await forgetUnnamedUsers(server.stores, new Date(), (error) => errors.push(error));
    expect(await known(), 'named a moment ago').toEqual(['late', 'only', 'said', 'wrote']);
    await forgetUnnamedUsers(server.stores, new Date(Date.now() + 3_600_000), (error) => errors.push(error));
    expect(errors).toEqual([]);
    expect(await known()).toEqual(['only', 'said', 'wrote']);
    expect(await count()).toEqual({ userCount: 2, totalUserCount: 3 });
  });
}
