import { describe, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import type { Loose } from '../../../server.testing.ts';
import { evaluateMessages } from '../../evaluations/commands.ts';
import { ingestMessages } from '../../messages/commands.ts';
import { havePolicy } from '../../policies/policies.testing.ts';
import { eraseRows } from '../commands/erase.ts';
import { withDataset, type World } from './world.testing.ts';

const at = new Date('2026-11-20T12:00:00Z');

export function testFromMessages(world: World): void {
  const producing = async () => {
    const dataset = await withDataset(world);
    const { workspaceId, changing } = dataset;
    const { stores, live } = world.server();
    const say = (messages: readonly object[]) =>
      ingestMessages(
        { stores, live },
        workspaceId,
        messages.map((message, n) => ({ createdAt: new Date(at.getTime() + n), ...message })),
        at,
      );
    const sent = await say([
      { externalId: 's', conversationId: 'a', role: 'SYSTEM', content: 'Be kind.' },
      { externalId: 'q1', conversationId: 'a', role: 'USER', content: 'Where is my order?', userId: 'ada' },
      {
        externalId: 'a1',
        conversationId: 'a',
        role: 'ASSISTANT',
        content: 'No idea.',
        model: 'm',
        toolCalls: [{ id: 'c', name: 'find', arguments: { n: 1 }, result: 'lost' }],
      },
      { externalId: 'q2', conversationId: 'a', role: 'USER', content: 'Mail ada@example.org' },
      { externalId: 'a2', conversationId: 'a', role: 'ASSISTANT', content: 'Done.' },
      { externalId: 'q3', conversationId: 'b', role: 'USER', content: 'Where is my order?', userId: 'bob' },
      { externalId: 'a3', conversationId: 'b', role: 'ASSISTANT', content: 'At the door.' },
      { externalId: 'q4', conversationId: 'c', role: 'USER', content: 'Where is my order?', userId: 'eve' },
      { externalId: 'a4', conversationId: 'c', role: 'ASSISTANT', content: 'At the door.' },
      { externalId: 'a5', conversationId: 'd', role: 'ASSISTANT', content: 'Hello!' },
    ]);
    expect(sent).toMatchObject({ value: { rejected: [] } });
    const judged = await evaluateMessages(
      stores,
      workspaceId,
      [
        {
          messageExternalId: 'a1',
          externalId: 'e1',
          success: false,
          failureTags: ['wrong'],
          correctedOutput: 'It is lost; I send another.',
          evaluatorKind: 'HUMAN',
        },
        { messageExternalId: 'a3', externalId: 'e3', success: true, evaluatorKind: 'HUMAN' },
      ],
      at,
    );
    expect(judged).toMatchObject({ value: { rejected: [] } });
    await drainProjection(stores);
    const make = (input: object): Promise<Loose> =>
      dataset.sent('datasetFromMessages', 'DatasetFromMessagesInput', 'addedCount duplicateCount leftOutCount version { id source }', {
        id: dataset.id,
        ...input,
      });
    const rows = async (id: string): Promise<Loose[]> =>
      (
        await dataset.read(id, 'rows { edges { node { split messages expectedOutput metadata source { userId messageId } } } }')
      ).rows.edges.map(({ node }: Loose) => node);
    return { ...dataset, changing, make, rowsOf: rows };
  };

  describe('rows of messages', () => {
    test('have the turns before an answer, the correction in its place, and where they come from; the same again adds none', async () => {
      const { make, rowsOf } = await producing();
      const made = await make({ filter: {}, split: 'train' });
      // Two answers of the same words to the same text are one row; nothing stands before the last.
      expect(made).toMatchObject({
        addedCount: 3,
        duplicateCount: 1,
        leftOutCount: 1,
        version: { source: { kind: 'MESSAGES', of: 'filter', target: 'ANSWER' } },
      });
      const rows = await rowsOf(made.version.id);
      const first = rows.find(({ metadata }) => metadata.messageExternalId === 'a1');
      expect(first).toEqual({
        split: 'train',
        messages: [
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: 'Where is my order?' },
          { role: 'assistant', content: 'It is lost; I send another.' },
        ],
        expectedOutput: 'It is lost; I send another.',
        metadata: { messageExternalId: 'a1', conversationId: 'a', model: 'm', success: false, failureTags: ['wrong'], answer: 'No idea.' },
        source: { userId: 'ada', messageId: expect.any(String) },
      });
      const second = rows.find(({ metadata }) => metadata.messageExternalId === 'a2');
      expect(second.messages.slice(2)).toEqual([
        { role: 'assistant', content: null, tool_calls: [{ id: 'c', type: 'function', function: { name: 'find', arguments: '{"n":1}' } }] },
        { role: 'tool', tool_call_id: 'c', content: 'lost' },
        { role: 'assistant', content: 'No idea.' },
        { role: 'user', content: 'Mail ada@example.org' },
        { role: 'assistant', content: 'Done.' },
      ]);
      expect(await make({ filter: {} })).toMatchObject({ code: 'BAD_DATASET', field: 'input.filter' });
    });

    test('are those that failed, those that were corrected, those that are named, or of a queue', async () => {
      const { make, rowsOf, run, id } = await producing();
      expect(await make({ filter: { success: false }, target: 'PROMPT' })).toMatchObject({ addedCount: 1 });
      const other = await producing();
      const corrected = await other.make({ filter: {}, target: 'CORRECTION' });
      expect(corrected).toMatchObject({ addedCount: 1, leftOutCount: 4 });
      const named = await other.make({ messageExternalIds: ['a3', 'a2'], target: 'PROMPT' });
      expect((await other.rowsOf(named.version.id)).slice(1).map(({ messages }) => messages.at(-1).content)).toEqual([
        'Where is my order?',
        'Mail ada@example.org',
      ]);
      expect(await make({ messageExternalIds: ['a1', 'none'] })).toMatchObject({
        code: 'BAD_DATASET',
        field: 'input.messageExternalIds[1]',
      });
      expect(await make({})).toMatchObject({ field: 'input.filter' });
      expect(await make({ filter: {}, messageExternalIds: ['a1'] })).toMatchObject({ field: 'input.filter' });
      expect(await make({ filter: {}, sampleCount: 0 })).toMatchObject({ field: 'input.sampleCount' });
      const queue = (await run('mutation { saveAnnotationQueue(input: { name: "q" }) { id } }')).data.saveAnnotationQueue;
      await run('mutation ($input: FillAnnotationQueueInput!) { fillAnnotationQueue(input: $input) { addedCount } }', {
        input: { id: queue.id, messageExternalIds: ['a4'] },
      });
      // Nothing of it is judged yet.
      expect(await make({ queueId: queue.id })).toMatchObject({ code: 'BAD_DATASET', field: 'input.queueId' });
      await run('mutation ($input: SetAnnotationQueueStatusInput!) { setAnnotationQueueStatus(input: $input) { id } }', {
        input: { id: queue.id, status: 'CLOSED' },
      });
      expect(await make({ queueId: queue.id })).toMatchObject({ code: 'BAD_DATASET' });
      expect(
        (await rowsOf((await run('query ($id: ID!) { dataset(id: $id) { latestVersion { id } } }', { id })).data.dataset.latestVersion.id))
          .length,
      ).toBe(1);
    });

    test('are masked as the policy says now, and go with their user', async () => {
      const { make, rowsOf, workspaceId, changing, read } = await producing();
      await havePolicy(changing.stores, workspaceId, { maskingMode: 'MASK' });
      const made = await make({ messageExternalIds: ['a2', 'a3'] });
      expect(JSON.stringify(await rowsOf(made.version.id))).not.toContain('ada@example.org');
      await eraseRows(changing.stores, { workspaceId, userIds: ['ada'] }, world.server().live);
      expect(await read(made.version.id, 'rowCount erasedRowCount')).toEqual({ rowCount: 1, erasedRowCount: 1 });
      await eraseRows(changing.stores, { workspaceId, userIds: ['bob'] }, world.server().live);
      expect(await read(made.version.id, 'rowCount')).toEqual({ rowCount: 0 });
    });

    test('of a conversation that several users share go with each of them', async () => {
      const { make, workspaceId, changing, read } = await producing();
      const { stores, live } = world.server();
      await ingestMessages(
        { stores, live },
        workspaceId,
        [
          { externalId: 'x1', conversationId: 'x', role: 'USER', content: 'Me first', userId: 'carl', createdAt: at },
          { externalId: 'x2', conversationId: 'x', role: 'USER', content: 'No, me', userId: 'dora', createdAt: new Date(at.getTime() + 1) },
          {
            externalId: 'x3',
            conversationId: 'x',
            role: 'ASSISTANT',
            content: 'Both.',
            userId: 'dora',
            createdAt: new Date(at.getTime() + 2),
          },
        ],
        at,
      );
      const made = await make({ messageExternalIds: ['x3'] });
      await eraseRows(changing.stores, { workspaceId, userIds: ['carl'] }, live);
      expect(await read(made.version.id, 'rowCount')).toEqual({ rowCount: 0 });
    });
  });

  describe('a split', () => {
    test('keeps conversations and equal prompts whole, has its shares, and is the same for the same seed', async () => {
      const { add, sent, id, read } = await withDataset(world);
      await add(
        Array.from({ length: 200 }, (_, n) => ({
          messages: [{ role: 'user', content: `Q ${n % 160}` }],
          metadata: { conversationId: `c ${Math.floor(n / 2)}` },
        })),
      );
      const split = (rest: object = {}): Promise<Loose> =>
        sent('splitDataset', 'SplitDatasetInput', 'id address splits { name rowCount } source', {
          id,
          splits: [
            { name: 'train', share: 0.75 },
            { name: 'test', share: 0.25 },
          ],
          seed: 5,
          ...rest,
        });
      const first = await split();
      expect(first.splits.map(({ name, rowCount }: Loose) => [name, Math.round(rowCount / 10)])).toEqual([
        ['test', 5],
        ['train', 15],
      ]);
      const rows = (await read(first.id, 'rows(first: 200) { edges { node { split messages metadata } } }')).rows.edges.map(
        ({ node }: Loose) => node,
      );
      for (const of of [({ metadata }: Loose) => metadata.conversationId, ({ messages }: Loose) => messages[0].content])
        for (const own of Map.groupBy<string, Loose>(rows, of).values()) expect(new Set(own.map(({ split: name }) => name)).size).toBe(1);
      expect((await split()).address).toBe(first.address);
      expect((await split({ seed: 6 })).address).not.toBe(first.address);
      expect(await split({ splits: [{ name: 'a', share: 0.5 }] })).toMatchObject({ code: 'BAD_DATASET', field: 'input.splits' });
      expect(
        await split({
          splits: [
            { name: 'a', share: 0.5 },
            { name: 'a', share: 0.5 },
          ],
        }),
      ).toMatchObject({ field: 'input.splits[1].name' });
      expect(await split({ splits: [{ name: ' ', share: 1 }] })).toMatchObject({ field: 'input.splits[0].name' });
    });

    test('keeps rows that ask nearly the same in one split', async () => {
      const { add, sent, id, read } = await withDataset(world);
      const words = 'where when why order parcel refund colour size broken late door shop train plane seat bag meal price card form'.split(
        ' ',
      );
      const textOf = (n: number): string =>
        Array.from({ length: 24 }, (_, at) => words[(n * 7 + at * (n % 5) + at * at) % words.length]).join(' ');
      await add(
        Array.from({ length: 120 }, (_, n) => ({
          input: `${textOf(n % 60)}${n < 60 ? '' : ' please'}`,
          expectedOutput: 'x',
          metadata: { of: n % 60 },
        })),
      );
      const { id: versionId } = await sent('splitDataset', 'SplitDatasetInput', 'id', {
        id,
        by: 'NEAR_DUPLICATE',
        splits: [
          { name: 'train', share: 0.5 },
          { name: 'test', share: 0.5 },
        ],
      });
      const rows = (await read(versionId, 'rows(first: 200) { edges { node { split metadata } } }')).rows.edges.map(
        ({ node }: Loose) => node,
      );
      expect(new Set(rows.map(({ split }: Loose) => split))).toEqual(new Set(['train', 'test']));
      for (const own of Map.groupBy<number, Loose>(rows, ({ metadata }: Loose) => metadata.of).values())
        expect(new Set(own.map(({ split }) => split)).size).toBe(1);
    });

    test('of an empty dataset is refused', async () => {
      const { sent, id } = await withDataset(world);
      expect(await sent('splitDataset', 'SplitDatasetInput', 'id', { id, splits: [{ name: 'a', share: 1 }] })).toMatchObject({
        code: 'BAD_DATASET',
        field: 'input.id',
      });
    });
  });
}
