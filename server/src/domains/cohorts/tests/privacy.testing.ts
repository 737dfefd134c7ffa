import { expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace } from '../../../workspace.testing.ts';
import { eraseProperties, expireProperties } from '../../users/commands.ts';
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
}
