import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { removeLostFiles } from '../background/lost-files.ts';
import { eraseRows } from '../commands/erase.ts';
import { putDraftRows } from '../commands.ts';
import { lineOf } from '../pure/row-line.ts';
import { writeChunk } from '../record/chunks.ts';
import { withDataset, type World } from './world.testing.ts';

export function testErasure(world: World): void {
  describe('the deletion of a user', () => {
    test('takes the rows that were made of their texts out of every version, the draft and the files', async () => {
      const { add, edit, read, whole, changing, place, workspaceId } = await withDataset(world);
      const theirs = { input: 'zanzibar', source: { userId: 'ada', traceId: 'a'.repeat(32) } };
      const first = await add([{ input: 'kept' }, theirs]);
      const second = await edit(first.id, [{ rowId: '1-1', row: { input: 'kept, too' } }]);
      const third = await add([theirs]);
      await putDraftRows(
        changing,
        place,
        [{ fields: { input: 'zanzibar' }, source: { userId: 'ada', messageId: null, traceId: null, spanId: null } }],
        new Date(),
      );
      expect((await read(first.id, 'rows { edges { node { source { userId traceId messageId } } } }')).rows.edges[1].node.source).toEqual({
        userId: 'ada',
        traceId: 'a'.repeat(32),
        messageId: null,
      });
      await eraseRows(changing.stores, { workspaceId, userIds: ['ada'] }, world.server().live);
      for (const [version, erased] of [
        [first, 1],
        [second, 1],
        [third, 2],
      ] as const) {
        const now = await read(version.id, 'rowCount erasedRowCount address rows { edges { node { input } } }');
        expect(now).toMatchObject({ rowCount: 1, erasedRowCount: erased });
        expect(now.address).not.toBe(version.address);
        expect(JSON.stringify(now)).not.toContain('zanzibar');
      }
      expect(await whole('rowCount draft { addedCount }')).toEqual({ rowCount: 1, draft: null });
      const folder = join(world.folder(), 'artifacts', workspaceId, 'datasets', place.datasetId);
      const texts = await Promise.all(
        (await readdir(folder)).map(async (file) => zstdDecompressSync(await readFile(join(folder, file))).toString()),
      );
      expect(texts.length).toBeGreaterThan(0);
      expect(texts.join()).not.toContain('zanzibar');
      expect(await changing.stores.prisma.datasetRowSource.count({ where: { workspaceId } })).toBe(0);
      // Done again, it changes nothing.
      await eraseRows(changing.stores, { workspaceId, userIds: ['ada'] }, world.server().live);
      expect(await read(first.id, 'rowCount erasedRowCount')).toEqual({ rowCount: 1, erasedRowCount: 1 });
    });

    test('leaves rows of others, and an empty version where all were theirs', async () => {
      const { add, read, changing, workspaceId } = await withDataset(world);
      const made = await add([{ input: 'x', source: { userId: 'ada' } }]);
      await eraseRows(changing.stores, { workspaceId, userIds: ['bob'] }, world.server().live);
      expect(await read(made.id, 'rowCount')).toEqual({ rowCount: 1 });
      await eraseRows(changing.stores, { workspaceId, userIds: ['ada'] }, world.server().live);
      expect(await read(made.id, 'rowCount rows { edges { node { id } } }')).toEqual({ rowCount: 0, rows: { edges: [] } });
      expect(await add([{ input: 'y' }])).toMatchObject({ number: 2, rowCount: 1 });
    });
  });

  describe('files that nothing has', () => {
    test('go a day after they were written, and those of deleted datasets at once; what a version has stays', async () => {
      const { add, read, changing, place, workspaceId } = await withDataset(world);
      const made = await add([{ input: 'kept' }]);
      const now = new Date();
      const folder = join(world.folder(), 'artifacts', workspaceId, 'datasets');
      const lost = await writeChunk(changing.stores, place, [lineOf('1', { kind: 'PLAIN', input: 'lost' })]);
      const gone = { workspaceId, datasetId: '00000000-0000-4000-8000-00000000dead' };
      await writeChunk(changing.stores, gone, [lineOf('1', { kind: 'PLAIN', input: 'gone' })]);
      const context = { ...changing, live: world.server().live, onError: (error: unknown) => expect.unreachable(String(error)) };
      await removeLostFiles(context as never, now);
      expect(await readdir(join(folder, place.datasetId))).toContain(lost.file);
      expect(await readdir(folder)).not.toContain(gone.datasetId);
      await removeLostFiles(context as never, new Date(now.getTime() + 25 * 3_600_000));
      expect(await readdir(join(folder, place.datasetId))).toHaveLength(1);
      expect(await read(made.id, 'rows { edges { node { input } } }')).toEqual({ rows: { edges: [{ node: { input: 'kept' } }] } });
    });
  });
}
