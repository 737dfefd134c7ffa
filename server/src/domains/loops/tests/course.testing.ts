import { describe, expect, test } from 'vitest';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Loose } from '../../../server.testing.ts';
import { drainProjection } from '../../../background.ts';
import { deleteUserJob } from '../../deletions/background/delete-user.ts';
import { deleteUser } from '../../deletions/commands.ts';
import { saidIn } from '../../judges/tests/fake-judge.testing.ts';
import { openFakeModels, type FakeRequest } from '../../model-connections/tests/fake-models.testing.ts';
import { connectModels } from '../../playground/tests/runs.testing.ts';
import { claimLoops } from '../queries/loops.ts';
import { must, openLoops, type Exchange, type World } from './api.testing.ts';

const bad = (asked: string, answered = 'no idea', more: Partial<Exchange> = {}): Exchange => ({ asked, answered, isGood: false, ...more });
const good = (asked: string, answered = 'yes'): Exchange => ({ asked, answered, isGood: true });

export function testCourse(world: World): void {
  describe('a loop', () => {
    test('selects failed answers and a control sample, keeps one of each prompt, and takes corrections that people have made', async () => {
      const { send, start, at, items } = await openLoops(world);
      await send([
        bad('2 + 2'),
        bad('2  +  2', '5', { corrected: '4' }),
        bad('1 + 1', '3', { corrected: '2' }),
        good('3 + 3', '6'),
        good('1 + 1', '2'),
        good('4 + 4', '8'),
      ]);
      const id = await start();
      const loop = await at(id);
      expect(loop).toMatchObject({ status: 'NEEDS_PERSON', step: 'DATASET', verdict: null });
      expect(loop.steps.map(({ kind, state, count, outOf }: Loose) => [kind, state, count, outOf])).toEqual([
        ['SELECTED', 'DONE', 3, null],
        ['UNIQUE', 'DONE', 2, 3],
        ['MASKED', 'DONE', 2, null],
        ['CORRECTED', 'DONE', 2, 2],
        ['DATASET', 'NEEDS_PERSON', null, null],
        ...['TRAINING', 'MODEL', 'REPLAY', 'VERDICT'].map((kind) => [kind, 'WAITING', null, null]),
      ]);
      // The newest answer to a prompt stays.
      expect(await items(id, ', kind: FAILURE')).toMatchObject([
        {
          prompt: '1 + 1',
          failedAnswer: '3',
          expectedAnswer: '2',
          correction: 'EXISTING',
          correctedBy: 'Ada',
          message: { externalId: 'm2' },
        },
        { prompt: '2  +  2', failedAnswer: '5', expectedAnswer: '4', message: { externalId: 'm1' } },
      ]);
      // A prompt that failed, too, shows nothing as a control.
      expect(
        (await items(id, ', kind: CONTROL'))
          .map(({ prompt, expectedAnswer, failedAnswer }) => [prompt, expectedAnswer, failedAnswer])
          .toSorted(),
      ).toEqual([
        ['3 + 3', '6', null],
        ['4 + 4', '8', null],
      ]);
    });

    test('waits for people to correct what is left, and comes to its dataset once all is corrected or left out', async () => {
      const { send, start, correct, items, at, build } = await openLoops(world);
      await send([bad('2 + 2'), bad('1 + 1'), bad('5 + 5')]);
      const id = await start();
      expect(await build(id)).toMatchObject({ code: 'BAD_LOOP', field: 'input.id' });
      const [first, second, third] = await items(id);
      expect(await correct(id, [{ loopItemId: first.id, expectedAnswer: ' ' }])).toMatchObject({
        code: 'BAD_LOOP',
        field: 'input.items[0].expectedAnswer',
      });
      expect(await correct(id, [{ loopItemId: first.id, expectedAnswer: '10' }])).toMatchObject({
        step: 'CORRECTED',
        status: 'NEEDS_PERSON',
      });
      expect(
        await correct(id, [
          { loopItemId: second.id, expectedAnswer: '2' },
          { loopItemId: third.id, expectedAnswer: null },
        ]),
      ).toMatchObject({ step: 'DATASET', status: 'NEEDS_PERSON' });
      const corrected = (await at(id)).steps[3];
      expect(corrected).toMatchObject({ state: 'DONE', count: 2, outOf: 2, share: 1, low: null });
      expect(corrected.sentence).toBe('2 of 2 prompts have their expected answer: 2 in the review. 1 prompt left out.');
      expect(await items(id, ', state: LEFT_OUT')).toMatchObject([{ id: third.id, expectedAnswer: null, correction: null }]);
    });

    test('masks what the loop is to mask, also what people write in its review', async () => {
      const { send, start, items, correct, stepOf } = await openLoops(world);
      await send([bad('I am ada@example.org. Who are you?', 'ada@example.org'), bad('1 + 1')]);
      const id = await start({ maskingKinds: ['EMAIL'] });
      expect(await stepOf(id, 'MASKED')).toMatchObject({ count: 2, sentence: '1 answer or its prompt held something to mask.' });
      const masked = (await items(id)).find(({ prompt }) => prompt.startsWith('I am')) as Loose;
      expect(masked).toMatchObject({ prompt: 'I am [email]. Who are you?', failedAnswer: '[email]' });
      await correct(id, [{ loopItemId: masked.id, expectedAnswer: 'Write to bob@example.org.' }]);
      expect((await items(id, ', isCorrected: true'))[0]).toMatchObject({ expectedAnswer: 'Write to [email].', correction: 'REVIEWED' });
    });

    test('makes a dataset version whose rows lead back to messages and users, and shows it both ways', async () => {
      const { send, start, build, correct, workspace, items } = await openLoops(world);
      const earlier = [
        { role: 'USER' as const, content: 'Hello' },
        { role: 'ASSISTANT' as const, content: 'Hi' },
      ];
      await send([
        ...Array.from({ length: 40 }, (_, n) => bad(`${n} + 1`, 'x', { corrected: `${n + 1}`, userId: n === 0 ? 'ada' : 'bob' })),
        bad('and 7?', 'x', { corrected: '8', before: earlier }),
        ...Array.from({ length: 20 }, (_, n) => good(`${n} - 1`, `${n - 1}`)),
      ]);
      const id = await start({ heldOutShare: 0.25 });
      const loop = await build(id);
      expect(loop).toMatchObject({ step: 'TRAINING', status: 'NEEDS_PERSON' });
      const { datasetVersion } = await must(
        workspace,
        `query ($id: ID!) { datasetVersion(id: $id) { number rowCount source splits { name rowCount } loop { id } dataset { name }
          rowsAt(from: 0, count: 100) { id split input expectedOutput metadata source { messageId userId } } } }`,
        { id: loop.datasetVersion.id },
      );
      expect(datasetVersion).toMatchObject({
        number: 1,
        rowCount: 61,
        loop: { id },
        dataset: { name: 'Loop: sums' },
        source: { kind: 'LOOP' },
      });
      const split = Object.fromEntries(datasetVersion.splits.map(({ name, rowCount }: Loose) => [name, rowCount]));
      // Drawn by the hash of each prompt: about a fourth is held out, and about half of the control sample rehearsed.
      expect(split.held_out).toBeGreaterThan(2);
      expect(split.held_out).toBeLessThan(20);
      expect(split.control).toBeGreaterThan(2);
      expect(split.train + split.held_out + split.control).toBe(61);
      const rows = datasetVersion.rowsAt as Loose[];
      expect(rows.find(({ input }) => input === '0 + 1')).toMatchObject({
        expectedOutput: '1',
        source: { userId: 'ada' },
        metadata: { failedAnswer: 'x' },
      });
      expect(rows.find(({ input }) => Array.isArray(input))).toMatchObject({
        input: [
          { role: 'user', content: 'Hello' },
          { role: 'assistant', content: 'Hi' },
          { role: 'user', content: 'and 7?' },
        ],
      });
      const own = await items(id);
      expect(own.filter(({ split }) => split === 'held_out')).toHaveLength(split.held_out);
      expect(own.every(({ split, isTrained }) => isTrained === (split === 'train'))).toBe(true);
      // Built again, its rows stand there once, without those that were left out since.
      await correct(id, [{ loopItemId: (own[0] as Loose).id, expectedAnswer: null }]);
      const again = await build(id);
      const { datasetVersion: second } = await must(workspace, 'query ($id: ID!) { datasetVersion(id: $id) { rowCount } }', {
        id: again.datasetVersion.id,
      });
      expect(second.rowCount).toBe(60);
      expect(again.datasetVersion.id).not.toBe(loop.datasetVersion.id);
    });

    test('is stopped and resumed at its step, and taken up again after a server that is gone', async () => {
      const { send, start, byId, drain, at, server, workspace, change } = await openLoops(world);
      await send([bad('1 + 1')]);
      const id = await start();
      expect(await byId('stopLoop', id)).toMatchObject({ status: 'STOPPED', step: 'CORRECTED' });
      expect(await byId('stopLoop', id)).toMatchObject({ code: 'LOOP_NOT_THERE' });
      await drain();
      expect(await at(id)).toMatchObject({ status: 'STOPPED' });
      expect(await byId('resumeLoop', id)).toMatchObject({ status: 'RUNNING', step: 'CORRECTED' });
      await drain();
      expect(await at(id)).toMatchObject({ status: 'NEEDS_PERSON', step: 'CORRECTED' });
      // A server takes another one, and is killed.
      const other = await change('startLoop', 'StartLoopInput', { name: 'other', filter: {} });
      const [taken] = await claimLoops(server.stores.postgres, { limit: 10, leaseSeconds: 300 });
      expect(taken).toMatchObject({ step: 'SELECTED' });
      await drain();
      expect(await at(other.id)).toMatchObject({ step: 'SELECTED', status: 'RUNNING' });
      await inWorkspace(workspace.id, () =>
        server.stores.prisma.loop.updateMany({ where: { workspaceId: workspace.id }, data: { leasedUntil: new Date(0) } }),
      );
      await drain();
      expect(await at(other.id)).toMatchObject({ step: 'CORRECTED', status: 'NEEDS_PERSON' });
    });

    test('without a failed answer fails with its reason, and can be deleted', async () => {
      const { send, start, at, workspace } = await openLoops(world);
      await send([good('1 + 1')]);
      const id = await start();
      expect(await at(id)).toMatchObject({ status: 'FAILED' });
      expect((await at(id)).steps[0]).toMatchObject({ state: 'FAILED', error: expect.stringContaining('no failed answer') as string });
      expect(await must(workspace, 'mutation ($id: ID!) { deleteLoop(id: $id) }', { id })).toEqual({ deleteLoop: id });
      expect(await at(id)).toBeNull();
    });

    test('has a stronger model propose answers, which count once a person accepts them', async () => {
      const { send, start, change, drain, items, at, workspace } = await openLoops(world);
      await send([bad('2 + 2'), bad('3 + 3')]);
      const id = await start();
      const fake = await openFakeModels({ api: 'openai' });
      try {
        await connectModels(workspace, 'open', fake.url);
        fake.answer((request) => [{ text: saidIn(request).user.includes('2 + 2') ? ' 4 ' : '6' }]);
        expect(await change('proposeCorrections', 'ProposeCorrectionsInput', { id, model: 'large' })).toMatchObject({
          code: 'BAD_LOOP',
          field: 'input.model',
        });
        expect(await change('proposeCorrections', 'ProposeCorrectionsInput', { id, model: 'open/large' })).toMatchObject({
          status: 'RUNNING',
        });
        await drain();
        const proposed = await items(id);
        expect(proposed.map(({ proposal, expectedAnswer }) => [proposal, expectedAnswer])).toEqual([
          ['6', null],
          ['4', null],
        ]);
        expect(await at(id)).toMatchObject({ status: 'NEEDS_PERSON', step: 'CORRECTED' });
        const sent = saidIn(fake.requests[0] as FakeRequest);
        expect(sent.user).toContain('<answer>no idea</answer>');
        expect(await change('acceptCorrections', 'AcceptCorrectionsInput', { id, loopItemIds: [proposed[0].id] })).toMatchObject({
          step: 'CORRECTED',
        });
        expect(await change('acceptCorrections', 'AcceptCorrectionsInput', { id })).toMatchObject({ step: 'DATASET' });
        expect(await items(id)).toMatchObject([
          { expectedAnswer: '6', correction: 'PROPOSED', correctedBy: 'open/large' },
          { expectedAnswer: '4', correction: 'PROPOSED' },
        ]);
        expect(await change('acceptCorrections', 'AcceptCorrectionsInput', { id })).toMatchObject({
          code: 'BAD_LOOP',
          field: 'input.loopItemIds',
        });
      } finally {
        await fake.close();
      }
    });

    test('loses the items and the rows of a user whose data is deleted', { timeout: 60_000 }, async () => {
      const { send, start, build, items, server, workspace } = await openLoops(world);
      await send([
        ...Array.from({ length: 12 }, (_, n) => bad(`${n} + 1`, 'x', { corrected: 'y', userId: n < 3 ? 'ada' : 'bob' })),
        { ...good('5 - 1', '4'), userId: 'ada' },
      ]);
      const id = await start();
      const { datasetVersion } = await build(id);
      const rows = async (): Promise<Loose[]> =>
        (
          await must(workspace, 'query ($id: ID!) { datasetVersion(id: $id) { rowsAt(from: 0, count: 50) { input } } }', {
            id: datasetVersion.id,
          })
        ).datasetVersion.rowsAt;
      expect([(await items(id)).length, (await rows()).length]).toEqual([13, 13]);
      await inWorkspace(workspace.id, async () => {
        const asked = await deleteUser(server.stores, workspace.id, { userId: 'ada' });
        if (!asked.ok) throw asked.failure;
        const { task } = await server.stores.prisma.userDeletion.findUniqueOrThrow({ where: { id: asked.value }, include: { task: true } });
        let isDone = false;
        const job = deleteUserJob
          .run(server.stores, task, async () => {}, new AbortController().signal, server.live)
          .finally(() => (isDone = true));
        job.catch(() => {});
        while (!isDone) {
          await drainProjection(server.stores);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        await job;
      });
      const left = await items(id);
      expect(left.map(({ prompt }) => prompt).toSorted()).toEqual(Array.from({ length: 9 }, (_, n) => `${n + 3} + 1`).toSorted());
      expect((await rows()).map(({ input }) => input).toSorted()).toEqual(left.map(({ prompt }) => prompt).toSorted());
    });

    test('loses its items with the messages that they are of', async () => {
      const { send, start, items, server, workspace } = await openLoops(world);
      await send([bad('1 + 1', 'x', { userId: 'ada' }), bad('2 + 2', 'x', { userId: 'bob' })]);
      const id = await start();
      await inWorkspace(workspace.id, () =>
        server.stores.prisma.message.deleteMany({ where: { workspaceId: workspace.id, externalId: 'm0' } }),
      );
      expect((await items(id)).map(({ prompt }) => prompt)).toEqual(['2 + 2']);
    });
  });
}
