import { describe, expect, test } from 'vitest';
import type { Loose } from '../../../server.testing.ts';
import { helpersOf, type Served } from './client.testing.ts';

/** Searches of runs. */
export function searchTests(served: () => Served): void {
  const { client, makeRun, invalid, metric } = helpersOf(served);

  describe('a search', () => {
    test('finds runs by metrics, parameters, tags and attributes, orders them, and gives pages', async () => {
      const own = await client();
      const ids: string[] = [];
      for (let index = 0; index < 6; index += 1) {
        const runId = await makeRun(own, {
          run_name: `run ${index}`,
          start_time: Date.now() - 1_000 * (10 - index),
          tags: [{ key: 'k', value: String(index % 2) }],
        });
        ids.push(runId);
        await own.post('runs/log-batch', {
          run_id: runId,
          params: [{ key: 'lr', value: `1e-${index}` }],
          metrics: index === 5 ? [] : [metric('f1', index === 4 ? 'NaN' : index / 10)],
        });
      }
      await own.post('runs/update', { run_id: ids[1], status: 'FINISHED' });
      const names = async (filter: string, order: string[] = [], rest: object = {}): Promise<string[]> => {
        const { body } = await own.post('runs/search', { experiment_ids: ['0'], filter, order_by: order, ...rest });
        return body.runs.map(({ info }: Loose) => info.run_name.slice(4));
      };
      expect(await names('')).toEqual(['5', '4', '3', '2', '1', '0']);
      expect(await names('metrics.f1 >= 0.1 AND metrics.f1 < 0.3', ['metrics.f1 ASC'])).toEqual(['1', '2']);
      expect(await names('metrics.f1 > -1', ['start_time'])).toEqual(['0', '1', '2', '3']);
      expect(await names('', ['metrics.`f1` DESC'])).toEqual(['3', '2', '1', '0', '4', '5']);
      expect(await names('', ['metrics.f1'])).toEqual(['0', '1', '2', '3', '4', '5']);
      expect(await names("params.lr = '1e-2'")).toEqual(['2']);
      expect(await names("params.lr LIKE '1e-%' AND tags.k != '0'")).toEqual(['5', '3', '1']);
      expect(await names("tags.none != 'x'")).toEqual([]);
      expect(await names('tags.none IS NULL', [], { max_results: 2 })).toEqual(['5', '4']);
      expect(await names("status = 'finished'")).toEqual(['1']);
      expect(await names("attributes.status != 'FINISHED'", ['run_name DESC'])).toEqual(['5', '4', '3', '2', '0']);
      expect(await names(`run_id IN ('${ids[0]}', '${ids[3]}')`)).toEqual(['3', '0']);
      expect(await names("attributes.run_name ILIKE 'RUN _' AND end_time > 0")).toEqual(['1']);
      const first = await own.post('runs/search', { experiment_ids: ['0'], max_results: 4 });
      const rest = await own.post('runs/search', { experiment_ids: ['0'], max_results: 4, page_token: first.body.next_page_token });
      expect([first.body.runs.length, rest.body.runs.length, rest.body.next_page_token]).toEqual([4, 2, undefined]);
      await own.post('runs/delete', { run_id: ids[2] });
      expect(await names('', [], { run_view_type: 'DELETED_ONLY' })).toEqual(['2']);
      expect(await names('', [], { run_view_type: 'ALL' })).toHaveLength(6);
      expect(await own.post('runs/log-metric', { run_id: ids[2], ...metric('f1', 1) })).toMatchObject(invalid(/active/));
      await own.post('runs/restore', { run_id: ids[2] });
      expect(await names('')).toHaveLength(6);
      expect((await own.post('runs/search', { experiment_ids: ['77'] })).body).toEqual({ runs: [] });
    });

    test('that cannot be read is refused', async () => {
      const own = await client();
      const search = (body: object) => own.post('runs/search', { experiment_ids: ['0'], ...body });
      for (const body of [
        { filter: "params.a = 'x' OR params.b = 'y'" },
        { filter: "metrics.loss = 'x'" },
        { filter: 'params.lr = 5' },
        { filter: "attributes.nothing = 'x'" },
        { filter: "attributes.status LIKE 'F%'" },
        { order_by: ['nothing.x'] },
        { max_results: 50_001 },
        { max_results: 0 },
        { page_token: 'x' },
        { run_view_type: 'SOME' },
        { experiment_ids: [{}] },
        { filter: "params.lr = '1e-2''; DROP TABLE training_jobs; --'" },
      ])
        expect(await search(body)).toMatchObject(invalid());
    });
  });
}
