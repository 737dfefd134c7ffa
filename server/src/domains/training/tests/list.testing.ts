import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { helpersOf } from './workspace.testing.ts';

/** The list of jobs. */
export function listTests(served: () => TestServer): void {
  const { workspace, createJob, log } = helpersOf(served);

  describe('the list', () => {
    test('is filtered, searched, ordered and paged without a gap or a repetition', async () => {
      const own = await workspace();
      const losses = [0.5, null, 0.1, Number.NaN, 0.1, null, 2];
      for (const [index, loss] of losses.entries()) {
        const id = await createJob(own, { name: `Job ${index}`, project: index % 2 === 0 ? 'even' : 'odd', tags: [`t${index}`] });
        if (loss !== null) await log(own, id, [{ metric: 'loss', step: 1, value: Number.isNaN(loss) ? 'NaN' : loss }]);
      }
      const list = async (args: string): Promise<string[]> => {
        const names: string[] = [];
        for (let after: string | null = null, more = true; more;) {
          const body = await own.run(
            `query ($after: String) { trainingJobs(first: 2, after: $after${args}) { edges { node { name } } pageInfo { hasNextPage endCursor } } }`,
            { after },
          );
          expect(body.errors).toBeUndefined();
          names.push(...body.data.trainingJobs.edges.map(({ node }: Loose) => node.name.slice(4)));
          ({ hasNextPage: more, endCursor: after } = body.data.trainingJobs.pageInfo);
        }
        return names;
      };
      expect(await list('')).toEqual(['6', '5', '4', '3', '2', '1', '0']);
      expect(await list(', order: NAME')).toEqual(['0', '1', '2', '3', '4', '5', '6']);
      const up = await list(', order: LAST_LOSS');
      expect([up.slice(0, 2).toSorted(), up.slice(2, 5), up.slice(5).toSorted()]).toEqual([
        ['2', '4'],
        ['0', '6', '3'],
        ['1', '5'],
      ]);
      const down = await list(', order: LAST_LOSS, descending: true');
      expect([down.slice(0, 3), down.slice(5).toSorted()]).toEqual([
        ['3', '6', '0'],
        ['1', '5'],
      ]);
      for (const order of ['STATUS', 'BEST_EVAL_LOSS', 'DURATION', 'CREATED'])
        expect((await list(`, order: ${order}, descending: true`)).toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6']);
      expect(await list(', order: NAME, filter: { projects: ["odd"] }')).toEqual(['1', '3', '5']);
      expect(await list(', filter: { tags: ["t1", "t4"] }, search: "job"')).toEqual(['4', '1']);
      expect(await list(', search: "T2 JOB"')).toEqual(['2']);
      expect(await list(', status: FAILED')).toEqual([]);
      const back = await own.run('{ trainingJobs(last: 2, order: NAME) { edges { node { name } cursor } } }');
      expect(back.data.trainingJobs.edges.map(({ node }: Loose) => node.name)).toEqual(['Job 5', 'Job 6']);
      const { cursor } = back.data.trainingJobs.edges[0];
      const foreign = await own.run('query ($after: String) { trainingJobs(after: $after) { edges { cursor } } }', { after: cursor });
      expect(foreign.errors[0].extensions.code).toBe('BAD_CURSOR');
      expect((await own.run('{ trainingJobOptions { projects tags statuses sources } }')).data.trainingJobOptions).toMatchObject({
        projects: ['even', 'odd'],
        statuses: ['RUNNING'],
        sources: ['API'],
      });
      await createJob(own, { name: 'Job Straße ΣΑΣ', project: 'Zu\u0308rich İstanbul' });
      for (const form of ['STRASSE', 'zürich', 'ZU\u0308RICH', 'σας', 'σασ', 'istanbul'])
        expect(await list(`, search: "${form}"`), form).toEqual(['Straße ΣΑΣ']);
    });
  });
}
