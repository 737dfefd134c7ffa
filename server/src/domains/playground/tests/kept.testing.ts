import { beforeEach, describe, expect, test } from 'vitest';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import type { FakeModels } from '../../model-connections/tests/fake-models.testing.ts';
import { createApiKey } from '../../access/commands.ts';
import { expireRuns } from '../background/expiry.ts';
import { dropOldRuns } from '../queries.ts';
import { connectModels, ran, read, user } from './runs.testing.ts';

/** Runs are kept for their person, found, shared, and go. */
export function testsOfRuns(serverOf: () => TestServer, fakeOf: () => FakeModels): void {
  describe('runs that are kept', () => {
    let workspace: TestWorkspace;
    beforeEach(async () => {
      workspace = await openTestWorkspace(serverOf());
      await connectModels(workspace, 'open', fakeOf().url);
      fakeOf().answer([{ text: 'Kept.' }]);
    });
    const runs = async (args = ''): Promise<string[]> =>
      (await workspace.run(`{ playgroundRuns${args} { edges { node { title } } } }`)).data.playgroundRuns.edges.map(
        ({ node }: Loose) => node.title,
      );
    const begin = (title: string): Promise<Loose> =>
      ran(serverOf(), workspace, { prompt: { messages: [user('x')] }, models: ['open/small'], title });

    test('are listed newest first, page by page, and found by their titles', async () => {
      for (const title of ['one 100%', 'two', 'three']) await begin(title);
      expect(await runs()).toEqual(['three', 'two', 'one 100%']);
      const first = (await workspace.run('{ playgroundRuns(first: 2) { edges { node { title } } pageInfo { endCursor hasNextPage } } }'))
        .data.playgroundRuns;
      expect(first.pageInfo.hasNextPage).toBe(true);
      expect(await runs(`(first: 2, after: "${first.pageInfo.endCursor}")`)).toEqual(['one 100%']);
      expect(await runs('(search: "TW")')).toEqual(['two']);
      expect(await runs('(search: "0%")')).toEqual(['one 100%']);
      expect(await runs('(search: "_")')).toEqual([]);
      expect(await runs('(isShared: true)')).toEqual([]);
    });

    test('are their person’s alone until they are shared; then all may read, and none change them', async () => {
      const run = await begin('mine');
      const keyOf = async (role: 'VIEWER' | 'EDITOR'): Promise<string> =>
        (await createApiKey(serverOf().stores, { workspaceId: workspace.id, name: role, role })).secret;
      const key = await keyOf('VIEWER');
      const asViewer = async (query: string, variables: object): Promise<Loose> =>
        (await ask(serverOf(), query, { variables: variables as never, headers: { authorization: `Bearer ${key}` } })).body;
      const readAs = 'query ($id: ID!) { playgroundRun(id: $id) { title isOwn answers { steps { text } } } }';
      expect((await asViewer(readAs, { id: run.id })).data.playgroundRun).toBeNull();
      expect((await asViewer('query ($id: ID!) { node(id: $id) { id } }', { id: run.answers[0].id })).data.node).toBeNull();
      const update = 'mutation ($input: UpdatePlaygroundRunInput!) { updatePlaygroundRun(input: $input) { title isShared } }';
      expect((await workspace.run(update, { input: { id: run.id, isShared: true, title: 'ours' } })).data.updatePlaygroundRun).toEqual({
        title: 'ours',
        isShared: true,
      });
      expect((await asViewer(readAs, { id: run.id })).data.playgroundRun).toEqual({
        title: 'ours',
        isOwn: false,
        answers: [{ steps: [{ text: 'Kept.' }] }],
      });
      // A viewer reads, and neither spends nor changes.
      for (const query of [
        'mutation ($id: ID!) { deletePlaygroundRun(id: $id) }',
        'mutation ($id: ID!) { stopPlaygroundRun(id: $id) { id } }',
        'mutation ($id: ID!) { updatePlaygroundRun(input: { id: $id, title: "theirs" }) { id } }',
      ])
        expect((await asViewer(query, { id: run.id })).errors[0].extensions.code).toBe('FORBIDDEN');
      expect(
        (
          await asViewer(
            'mutation { runPlayground(input: { prompt: { messages: [{ role: USER, text: "x" }] }, models: ["open/small"] }) { id } }',
            {},
          )
        ).errors[0].extensions.code,
      ).toBe('FORBIDDEN');
      const editor = await keyOf('EDITOR');
      const theirs = await ask(serverOf(), 'mutation ($id: ID!) { deletePlaygroundRun(id: $id) }', {
        variables: { id: run.id },
        headers: { authorization: `Bearer ${editor}` },
      });
      expect(theirs.body.errors[0].extensions.code).toBe('NOT_FOUND');
      expect((await read(workspace, run.id)).title).toBe('ours');
    });

    test('are the newest of their person, and those that are shared', async () => {
      const [first] = [await begin('first'), await begin('second'), await begin('third')];
      await workspace.run('mutation ($id: ID!) { updatePlaygroundRun(input: { id: $id, isShared: true }) { id } }', { id: first?.id });
      const { owner } = await serverOf().stores.prisma.playgroundRun.findFirstOrThrow({ where: { workspaceId: workspace.id } });
      await dropOldRuns(serverOf().stores.postgres, { workspaceId: workspace.id, owner, kept: 1 });
      expect(await runs()).toEqual(['third', 'first']);
    });

    test('go when messages of their age do', async () => {
      const { stores } = serverOf();
      const old = await begin('old');
      const young = await begin('young');
      const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);
      await stores.prisma.playgroundRun.updateMany({ where: { title: 'old', workspaceId: workspace.id }, data: { createdAt: days(40) } });
      await expireRuns.run({ stores } as never, new Date(), new AbortController().signal);
      expect(await read(workspace, old.id)).not.toBeNull();
      const policy = 'mutation ($input: DataPolicyInput!) { setDataPolicy(input: $input) { messageRetentionDays } }';
      const set = await workspace.run(policy, {
        input: { messageRetentionDays: 30, maskingMode: 'DROP', maskingKinds: [], traceSampleShare: 1 },
      });
      expect(set.errors).toBeUndefined();
      await expireRuns.run({ stores } as never, new Date(), new AbortController().signal);
      expect(await read(workspace, old.id)).toBeNull();
      expect(await read(workspace, young.id)).not.toBeNull();
    });
  });
}
