import { describe, expect, test } from 'vitest';
import type { Loose } from '../../../server.testing.ts';
import { analyseJob } from '../background/analyse.ts';
import { eraseRows } from '../commands/erase.ts';
import { withDataset, type World } from './world.testing.ts';

export function testQuality(world: World): void {
  /** Runs the tasks that wait, as the runner does. */
  const runTasks = async ({ changing, workspaceId }: Awaited<ReturnType<typeof withDataset>>): Promise<void> => {
    const tasks = await changing.stores.prisma.backgroundTask.findMany({ where: { workspaceId, kind: analyseJob.kind } });
    for (const task of tasks) await analyseJob.run(changing.stores, task, async () => {}, new AbortController().signal, changing.live);
  };

  describe('the quality of a version', () => {
    test('is analysed in the background, names the rows to fix, and is better after they are fixed', async () => {
      const dataset = await withDataset(world);
      const { add, edit, read, run } = dataset;
      const rows = Array.from({ length: 60 }, (_, n) => ({
        input: `How do I reach place number ${n} from street ${n * 7}?`,
        expectedOutput: `Go ${n} steps to the north, then ${n * 3} to the west.`,
      }));
      const { id } = await add([...rows, rows[3] as object, { input: 'Where?', expectedOutput: '' }]);
      expect(await read(id, 'quality { score }')).toEqual({ quality: null });
      const analyse = async (versionId: string): Promise<Loose> => {
        expect((await run('mutation ($id: ID!) { analyseDataset(id: $id) { id } }', { id: versionId })).data.analyseDataset.id).toBe(
          versionId,
        );
        await runTasks(dataset);
        return (
          await read(
            versionId,
            'quality { rowCount score isReady parts { completeness uniqueness } issues { kind rowCount rows { rowId position note } } recommendations }',
          )
        ).quality;
      };
      const before = await analyse(id);
      expect(before).toMatchObject({ rowCount: 62, isReady: true, parts: { completeness: 61 / 62, uniqueness: 61 / 62 } });
      expect(before.issues).toEqual([
        { kind: 'EMPTY_ANSWER', rowCount: 1, rows: [{ rowId: '1-62', position: 61, note: null }] },
        { kind: 'EXACT_DUPLICATE', rowCount: 1, rows: [{ rowId: '1-61', position: 60, note: 'as row 4' }] },
      ]);
      const fixed = await edit(id, [{ rowId: '1-61' }, { rowId: '1-62', row: { input: 'Where is it?', expectedOutput: 'At the door.' } }]);
      const after = await analyse(fixed.id);
      expect(after.issues).toEqual([]);
      expect(after.score).toBeGreaterThan(before.score);
    });

    test('is forgotten where rows of the version are erased', async () => {
      const dataset = await withDataset(world);
      const { add, read, run, changing, workspaceId } = dataset;
      const { id } = await add([
        { input: 'zanzibar', expectedOutput: 'x', source: { userId: 'ada' } },
        { input: 'y', expectedOutput: 'z' },
      ]);
      await run('mutation ($id: ID!) { analyseDataset(id: $id) { id } }', { id });
      await runTasks(dataset);
      expect((await read(id, 'quality { rowCount }')).quality).toEqual({ rowCount: 2 });
      await eraseRows(changing.stores, { workspaceId, userIds: ['ada'] }, world.server().live);
      expect(await read(id, 'quality { rowCount }')).toEqual({ quality: null });
      expect(await changing.stores.prisma.datasetQualityReport.count({ where: { workspaceId } })).toBe(0);
    });

    test('is not analysed of a version without rows, or of none', async () => {
      const { run } = await withDataset(world);
      const none = Buffer.from('DatasetVersion:00000000-0000-4000-8000-000000000000').toString('base64');
      expect((await run('mutation ($id: ID!) { analyseDataset(id: $id) { id } }', { id: none })).errors[0].extensions).toMatchObject({
        code: 'NOT_FOUND',
        field: 'id',
      });
    });
  });
}
