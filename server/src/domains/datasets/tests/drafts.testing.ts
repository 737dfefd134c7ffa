import { describe, expect, test } from 'vitest';
import { settleDueDrafts } from '../background/drafts.ts';
import { putDraftRows, removeDraftRows, settleDraft } from '../commands.ts';
import { datasetItem, readDatasetItems } from '../load.ts';
import { draftMs } from '../types.ts';
import { plainRows, withDataset, type World } from './world.testing.ts';

const sent = (fields: Record<string, unknown>) => ({ fields, source: null });

export function testDrafts(world: World): void {
  describe('rows that come one by one', () => {
    test('count at once, are read with the rest, and become one version', async () => {
      const { add, changing, place, whole } = await withDataset(world);
      await add(plainRows(2));
      const now = new Date();
      for (const fields of [{ id: 'a', input: 'a' }, { input: 'b' }, { id: '1-1', input: 'changed' }, { id: 'a', input: 'again' }]) {
        const put = await putDraftRows(changing, place, [sent(fields)], now);
        expect(put.ok).toBe(true);
      }
      expect(await whole('rowCount versionCount draft { changedCount addedCount removedCount }')).toEqual({
        rowCount: 4,
        versionCount: 1,
        draft: { changedCount: 3, addedCount: 2, removedCount: 0 },
      });
      const items = async (): Promise<unknown[]> => {
        const found = [];
        for await (const rows of readDatasetItems(changing.stores, place)) found.push(...rows.map(({ input }) => input));
        return found;
      };
      expect(await items()).toEqual(['changed', { n: 1 }, 'b', 'again']);
      expect(await datasetItem(changing.stores, { ...place, rowId: 'a' })).toMatchObject({ input: 'again' });
      expect(await datasetItem(changing.stores, { ...place, rowId: '1-2' })).toMatchObject({ input: { n: 1 } });
      expect(await settleDraft(changing, place)).toMatchObject({ ok: true, value: { number: 2, rowCount: 4 } });
      expect(await items()).toEqual(['changed', { n: 1 }, 'b', 'again']);
      expect(await settleDraft(changing, place)).toEqual({ ok: true, value: null });
      expect(await whole('rowCount versionCount draft { addedCount }')).toEqual({ rowCount: 4, versionCount: 2, draft: null });
    });

    test('are taken out again, of the draft and of the version', async () => {
      const { add, changing, place, whole } = await withDataset(world);
      await add(plainRows(2));
      const now = new Date();
      await putDraftRows(changing, place, [sent({ id: 'a', input: 'a' })], now);
      expect(await removeDraftRows(changing, place, ['a', '1-2', 'none'], now)).toEqual({ ok: true, value: ['a', '1-2'] });
      expect(await whole('rowCount')).toEqual({ rowCount: 1 });
      expect(await datasetItem(changing.stores, { ...place, rowId: '1-2' })).toBeNull();
      expect(await settleDraft(changing, place)).toMatchObject({ ok: true, value: { rowCount: 1 } });
    });

    test('become a version when ten minutes have passed', async () => {
      const { changing, place, whole } = await withDataset(world);
      const now = new Date();
      await putDraftRows(changing, place, [sent({ input: 1 })], now);
      const context = { ...changing, live: world.server().live, onError: (error: unknown) => expect.unreachable(String(error)) };
      await settleDueDrafts(context as never, new Date(now.getTime() + draftMs));
      expect((await whole('versionCount')).versionCount).toBe(0);
      await settleDueDrafts(context as never, new Date(now.getTime() + draftMs + 1));
      expect(await whole('versionCount rowCount')).toEqual({ versionCount: 1, rowCount: 1 });
    });

    test('are refused where they are bad, or their dataset is archived', async () => {
      const { changing, place, sent: send, id } = await withDataset(world);
      expect(await putDraftRows(changing, place, [sent({})], new Date())).toMatchObject({ ok: false, failure: { code: 'BAD_DATASET' } });
      expect(await putDraftRows(changing, place, [sent({ id: '99-1', input: 1 })], new Date())).toMatchObject({
        ok: false,
        failure: { code: 'BAD_DATASET' },
      });
      await send('updateDataset', 'UpdateDatasetInput', 'id', { id, isArchived: true });
      expect(await putDraftRows(changing, place, [sent({ input: 1 })], new Date())).toMatchObject({
        ok: false,
        failure: { code: 'DATASET_ARCHIVED' },
      });
    });
  });
}
