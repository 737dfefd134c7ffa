import { describe, expect, test } from 'vitest';
import type { Loose } from '../../../server.testing.ts';
import { plainRows, withDataset, type World } from './world.testing.ts';

const turn = (role: string, content: unknown = 'x'): object => ({ role, content });

export function testRows(world: World): void {
  describe('a row', () => {
    test('has the kind that its fields make it, and keeps what it holds', async () => {
      const { add, read } = await withDataset(world);
      const rows = [
        { messages: [turn('system'), turn('user'), { role: 'assistant', tool_calls: [{ id: 'c' }] }] },
        { messages: [turn('user')], chosen: 'good', rejected: [turn('assistant', 'bad')] },
        { input: 'p', expectedOutput: 'c', label: false, metadata: { of: 1 } },
        { kind: 'INSTRUCTION', input: { instruction: 'i' }, expectedOutput: 'o', id: 'my own' },
        { input: null, expectedOutput: 0 },
      ];
      const { id } = await add(rows);
      const found = (
        await read(id, 'rows { edges { node { id kind input expectedOutput messages chosen rejected label metadata source { userId } } } }')
      ).rows.edges;
      expect(found.map(({ node }: Loose) => node.kind)).toEqual(['CHAT', 'PREFERENCE', 'KTO', 'INSTRUCTION', 'PLAIN']);
      expect(found[0].node.messages).toEqual(rows[0]?.messages);
      expect(found[1].node).toMatchObject({ chosen: 'good', rejected: [turn('assistant', 'bad')] });
      expect(found[2].node).toMatchObject({ label: false, metadata: { of: 1 }, source: null });
      expect(found[3].node.id).toBe('my own');
      expect(found[4].node).toMatchObject({ input: null, expectedOutput: 0 });
    });

    test.each<[object, string, RegExp]>([
      [{}, 'input', /is missing/],
      [{ kind: 'CHAT', input: 1 }, 'messages', /is missing/],
      [{ messages: [] }, 'messages', /is empty/],
      [{ messages: 'hello' }, 'messages', /a list of/],
      [{ messages: [turn('user'), turn('bot')] }, 'messages[1].role', /"bot"; one of system/],
      [{ messages: [{ role: 'user' }] }, 'messages[0].content', /is missing/],
      [{ messages: [turn('user', 7)] }, 'messages[0].content', /is 7/],
      [{ messages: [turn('user', [{ text: 'x' }])] }, 'messages[0].content[0]', /a part/],
      [{ messages: [turn('user')], chosen: 'x' }, 'rejected', /is missing/],
      [{ chosen: 'x', rejected: 'y' }, 'messages', /is missing, and so is input/],
      [{ input: 'p', label: true }, 'expectedOutput', /is missing/],
      [{ kind: 'INSTRUCTION', input: 'i' }, 'expectedOutput', /is missing/],
      [{ input: 'a\u0000b' }, 'input', /NUL/],
      [{ input: 'a', metadata: [] }, 'metadata', /an object is taken/],
      [{ input: 'a', split: 'x'.repeat(65) }, 'split', /at most 64/],
      [{ input: 'a', id: '12-3' }, 'id', /has the form of ids that are given out/],
    ])('that is bad is refused with the field and the reason: %j', async (row, field, reason) => {
      const { add, whole } = await withDataset(world);
      const refused = await add([{ input: 'fine' }, row]);
      expect(refused).toMatchObject({ code: 'BAD_DATASET', field: `input.rows[1].${field}` });
      expect(refused.message).toMatch(reason);
      expect(await whole('rowCount')).toEqual({ rowCount: 0 });
    });

    test('whose id the dataset or the call has is refused', async () => {
      const { add } = await withDataset(world);
      expect(
        await add([
          { id: 'a', input: 1 },
          { id: 'a', input: 2 },
        ]),
      ).toMatchObject({ field: 'input.rows[1].id' });
      await add([{ id: 'a', input: 1 }]);
      expect(await add([{ input: 0 }, { id: 'a', input: 2 }])).toMatchObject({ code: 'BAD_DATASET', field: 'input.rows[1].id' });
    });

    test('must fit the schemas of its dataset', async () => {
      const schema = { type: 'object', required: ['question'], properties: { question: { type: 'string' } } };
      const { add, whole } = await withDataset(world, { inputSchema: schema, expectedOutputSchema: { type: 'string' } });
      expect(await add([{ input: { question: 'q' }, expectedOutput: 'a' }])).toMatchObject({ rowCount: 1 });
      expect(await add([{ input: { question: 1 }, expectedOutput: 'a' }])).toMatchObject({ field: 'input.rows[0].input' });
      expect(await add([{ input: { question: 'q' }, expectedOutput: 3 }])).toMatchObject({ field: 'input.rows[0].expectedOutput' });
      expect((await whole('inputSchema')).inputSchema).toEqual(schema);
    });
  });

  describe('rows of a version', () => {
    test('are read page by page in both directions, by split, by words, and from any place on', async () => {
      const { add, read } = await withDataset(world);
      const { id } = await add([...plainRows(6, { split: 'train' }), ...plainRows(4, { split: 'test' })]);
      const page = async (args: string): Promise<Loose> =>
        (await read(id, `rows(${args}) { edges { node { position } } pageInfo { endCursor startCursor hasNextPage hasPreviousPage } }`))
          .rows;
      const places = ({ edges }: Loose): number[] => edges.map(({ node }: Loose) => node.position);
      const first = await page('first: 4');
      expect(places(first)).toEqual([0, 1, 2, 3]);
      expect(first.pageInfo.hasNextPage).toBe(true);
      expect(places(await page(`first: 4, after: "${first.pageInfo.endCursor}"`))).toEqual([4, 5, 6, 7]);
      expect(places(await page('last: 3'))).toEqual([7, 8, 9]);
      expect(places(await page(`last: 2, before: "${first.pageInfo.endCursor}"`))).toEqual([1, 2]);
      expect(places(await page('first: 10, split: "test"'))).toEqual([6, 7, 8, 9]);
      // In the id of the third row, and in what is wanted of two.
      expect(places(await page('first: 10, search: "3"'))).toEqual([2, 3, 9]);
      expect(places(await page('first: 10, split: ""'))).toEqual([]);
      const { rowsAt } = await read(id, 'rowsAt(from: 1, count: 2, split: "test") { position input }');
      expect(rowsAt).toEqual([
        { position: 7, input: { n: 1 } },
        { position: 8, input: { n: 2 } },
      ]);
    });
  });

  describe('a dataset', () => {
    test('has one name, is archived and restored, and is deleted with its files', async () => {
      const { add, sent, id, run, whole } = await withDataset(world);
      expect(await sent('createDataset', 'CreateDatasetInput', 'id', { name: 'support' })).toMatchObject({
        code: 'BAD_DATASET',
        field: 'input.name',
      });
      const change = (rest: object) => sent('updateDataset', 'UpdateDatasetInput', 'name description tags archivedAt', { id, ...rest });
      expect(await change({ description: 'of the shop', tags: ['a', 'a'] })).toMatchObject({
        name: 'support',
        description: 'of the shop',
        tags: ['a'],
      });
      expect((await change({ isArchived: true, description: null })).archivedAt).not.toBeNull();
      expect(await add([{ input: 1 }])).toMatchObject({ code: 'DATASET_ARCHIVED' });
      expect(await change({ isArchived: false })).toMatchObject({ archivedAt: null, description: null });
      await add([{ input: 1 }]);
      expect((await run('mutation ($id: ID!) { deleteDataset(id: $id) }', { id })).data.deleteDataset).toBe(id);
      expect(await whole('name')).toBeNull();
      expect(await sent('createDataset', 'CreateDatasetInput', 'name', { name: 'support' })).toEqual({ name: 'support' });
    });

    test('that is deleted leaves versions that were made of it, with what it was', async () => {
      const { add, run, id, changing, workspaceId } = await withDataset(world);
      const parent = await add([{ input: 1 }]);
      const child = (await run('mutation { createDataset(input: { name: "child" }) { id } }')).data.createDataset;
      const { makeVersion } = await import('../commands.ts');
      const { keyOf } = await import('./world.testing.ts');
      const made = await makeVersion(
        changing,
        { workspaceId, datasetId: keyOf(child.id) },
        { comment: null, createdBy: null, source: { kind: 'SPLIT' } },
        async () => ({ ok: true, value: { chunks: [], parentIds: [keyOf(parent.id)] } }),
      );
      expect(made.ok).toBe(true);
      await run('mutation ($id: ID!) { deleteDataset(id: $id) }', { id });
      const { latestVersion } = (
        await run('query ($id: ID!) { dataset(id: $id) { latestVersion { parents { datasetName number address version { id } } } } }', {
          id: child.id,
        })
      ).data.dataset;
      expect(latestVersion.parents).toEqual([{ datasetName: 'support', number: 1, address: parent.address, version: null }]);
    });
  });
}
