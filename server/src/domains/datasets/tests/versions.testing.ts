import { describe, expect, test } from 'vitest';
import { countTokensOfChunks } from '../background/count-tokens.ts';
import { readDatasetRows } from '../load.ts';
import { keyOf, plainRows, withDataset, type World } from './world.testing.ts';

export function testVersions(world: World): void {
  describe('a version', () => {
    test('has all rows before it and the new ones, and stays as it was', async () => {
      const { add, read, whole } = await withDataset(world);
      expect(await whole('rowCount latestVersion { id } draft { since }')).toEqual({ rowCount: 0, latestVersion: null, draft: null });
      const first = await add(plainRows(3, { split: 'train' }), { comment: 'the first' });
      expect(first).toMatchObject({
        number: 1,
        rowCount: 3,
        splits: [{ name: 'train', rowCount: 3 }],
        comment: 'the first',
        source: { kind: 'API' },
      });
      const second = await add([{ input: 'last' }]);
      expect(second).toMatchObject({
        number: 2,
        rowCount: 4,
        splits: [
          { name: 'train', rowCount: 3 },
          { name: null, rowCount: 1 },
        ],
      });
      const rows = 'rows { edges { node { id position input expectedOutput split kind } } }';
      expect((await read(first.id, rows)).rows.edges.map(({ node }: { node: object }) => node)).toEqual(
        [0, 1, 2].map((n) => ({
          id: expect.stringMatching(/^1-/),
          position: n,
          input: { n },
          expectedOutput: `${n}`,
          split: 'train',
          kind: 'PLAIN',
        })),
      );
      expect((await read(second.id, rows)).rows.edges).toHaveLength(4);
      expect(await read(second.id, 'parents { number datasetName version { id } }')).toEqual({
        parents: [{ number: 1, datasetName: 'support', version: { id: first.id } }],
      });
      expect(
        await whole(
          'rowCount versionCount latestVersion { number } versions(first: 1) { edges { node { number } } pageInfo { hasNextPage } }',
        ),
      ).toEqual({
        rowCount: 4,
        versionCount: 2,
        latestVersion: { number: 2 },
        versions: { edges: [{ node: { number: 2 } }], pageInfo: { hasNextPage: true } },
      });
    });

    test('of the same rows, made by the same steps, has the same address; another row, or another order, has another', async () => {
      const [one, other] = [await withDataset(world), await withDataset(world)];
      const [first, again] = [await one.add(plainRows(10)), await other.add(plainRows(10))];
      expect(first.address).toMatch(/^[0-9a-f]{64}$/);
      expect(again.address).toBe(first.address);
      const third = await withDataset(world);
      expect((await third.add(plainRows(10).toReversed())).address).not.toBe(first.address);
    });

    test('shares the chunks that an edit does not touch', async () => {
      const { add, edit, changing, place } = await withDataset(world);
      const long = 'x'.repeat(40_000);
      const made = await add(Array.from({ length: 100 }, (_, n) => ({ input: { n, long } })));
      const edited = await edit(made.id, [{ rowId: '1-50', row: { input: 'short' } }]);
      const chunksOf = async (id: string) =>
        (await changing.stores.prisma.datasetVersion.findUniqueOrThrow({ where: { id: keyOf(id) } })).chunkIds;
      const [before, after] = [await chunksOf(made.id), await chunksOf(edited.id)];
      expect(before.length).toBeGreaterThan(3);
      expect(after.filter((id) => before.includes(id))).toHaveLength(before.length - 1);
      const rows = [];
      for await (const group of readDatasetRows(changing.stores, {
        workspaceId: place.workspaceId,
        versionId: keyOf(edited.id),
        from: 48,
        count: 3,
      }))
        rows.push(...group);
      expect(rows.map(({ id, position, input }) => [id, position, (input as { n?: number }).n ?? input])).toEqual([
        ['1-49', 48, 48],
        ['1-50', 49, 'short'],
        ['1-51', 50, 50],
      ]);
    });

    test('differs from another by rows that were added, taken out and changed', async () => {
      const { add, edit, read } = await withDataset(world);
      const first = await add(plainRows(4));
      await edit(first.id, [{ rowId: '1-1' }, { rowId: '1-2', row: { input: 'other' } }]);
      const third = await add([{ input: 'new' }]);
      const { diff } = await read(
        third.id,
        `diff(againstId: "${first.id}") { added removed changed sample { rowId change before { input } after { input } } }`,
      );
      expect(diff).toEqual({
        added: 1,
        removed: 1,
        changed: 1,
        sample: [
          { rowId: '1-2', change: 'CHANGED', before: { input: { n: 1 } }, after: { input: 'other' } },
          { rowId: '1-1', change: 'REMOVED', before: { input: { n: 0 } }, after: null },
          { rowId: expect.any(String), change: 'ADDED', before: null, after: { input: 'new' } },
        ],
      });
    });
  });

  test('tokens of a version are counted in the background, each chunk once, and what training on it costs follows', async () => {
    const { add, read, changing } = await withDataset(world);
    const row = {
      messages: [
        { role: 'user', content: 'Where is my order?' },
        { role: 'assistant', content: 'It is at the door.' },
      ],
    };
    const { id } = await add([row, row]);
    expect(await read(id, 'tokenCount trainingCost { costUsd }')).toEqual({ tokenCount: null, trainingCost: null });
    while ((await changing.stores.prisma.datasetChunk.count({ where: { tokenCount: null } })) > 0)
      await countTokensOfChunks(changing.stores);
    expect(
      await read(id, 'tokenCount answerTokenCount trainingCost(epochs: 2, usdPerMillionTokens: 25) { trainedTokens costUsd gpuHours }'),
    ).toEqual({
      tokenCount: 38,
      answerTokenCount: 20,
      trainingCost: { trainedTokens: 76, costUsd: expect.closeTo(0.0019, 12), gpuHours: null },
    });
    const third = await add([row]);
    expect(await read(third.id, 'tokenCount')).toEqual({ tokenCount: null });
  });

  describe('an edit', () => {
    test('of a row that another person changed since is refused, of other rows both stand', async () => {
      const { add, edit, read } = await withDataset(world);
      const base = await add(plainRows(3));
      await edit(base.id, [{ rowId: '1-1', row: { input: 'theirs' } }]);
      expect(await edit(base.id, [{ rowId: '1-1', row: { input: 'mine' } }])).toMatchObject({
        code: 'DATASET_CHANGED',
        field: 'input.versionId',
      });
      const merged = await edit(base.id, [{ rowId: '1-2', row: { input: 'mine' } }]);
      expect(
        (await read(merged.id, 'rows { edges { node { input } } }')).rows.edges.map(({ node }: { node: { input: unknown } }) => node.input),
      ).toEqual(['theirs', 'mine', { n: 2 }]);
    });

    test('at the same time as others loses none', async () => {
      const { add, edit, read, whole } = await withDataset(world);
      const base = await add(plainRows(8));
      const made = await Promise.all(
        Array.from({ length: 8 }, (_, n) => edit(base.id, [{ rowId: `1-${n + 1}`, row: { input: `by ${n}` } }])),
      );
      expect(made.map(({ number }) => number).toSorted()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
      const { latestVersion } = await whole('latestVersion { id }');
      const { rows } = await read(latestVersion.id, 'rows { edges { node { input } } }');
      expect(rows.edges.map(({ node }: { node: { input: unknown } }) => node.input)).toEqual(
        Array.from({ length: 8 }, (_, n) => `by ${n}`),
      );
    });

    test('that names no row, changes nothing, or is bad is refused', async () => {
      const { add, edit } = await withDataset(world);
      const base = await add(plainRows(2));
      expect(await edit(base.id, [{ rowId: 'x' }])).toMatchObject({ code: 'BAD_DATASET', field: 'input.edits[0].rowId' });
      expect(await edit(base.id, [{ rowId: '1-1', row: { input: { n: 0 }, expectedOutput: '0' } }])).toMatchObject({
        field: 'input.edits',
      });
      expect(await edit(base.id, [{ rowId: '1-1', row: {} }])).toMatchObject({ field: 'input.edits[0].row.input' });
      expect(await edit(base.id, [{ rowId: '1-1' }, { rowId: '1-1' }])).toMatchObject({ field: 'input.edits[1].rowId' });
      expect(await edit(base.id, [])).toMatchObject({ field: 'input.edits' });
    });
  });
}
