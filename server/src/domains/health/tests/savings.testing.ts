import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { drainJudgments } from '../background/judging.ts';
import { judgeJob } from '../judge.ts';
import { helpersOf } from './workspace.testing.ts';

/** Savings over the workspace. */
export function savingsTests(served: () => TestServer): void {
  const { workspace, createJob, range, line, log, hour, lasted } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    server = served();
  });

  describe('savings', () => {
    test('add up what jobs wasted, by cause and by job, as the filter says', async () => {
      const own = await workspace();
      const start = new Date(Date.now() - 20 * hour);
      const at = (step: number): Date => new Date(start.getTime() + step * 60_000);
      const made = async (input: object, loss: (step: number) => number, evaluations?: (step: number) => number): Promise<string> => {
        const jobId = await createJob(own, { totalSteps: 600, totalEpochs: 10, ...input });
        await log(
          own,
          jobId,
          line('loss', range(1, 600), loss, at),
          evaluations === undefined
            ? []
            : line(
                'eval_loss',
                range(1, 10).map((each) => each * 60),
                evaluations,
                at,
              ),
        );
        await lasted(jobId, start, at(600));
        await judgeJob(server, own.id, jobId, new Date());
        return jobId;
      };
      const slow = (step: number): number => 1 + 3 * 2 ** (-step / 150);
      const broken = await made({ name: 'broken', project: 'a', hourlyUsd: 4 }, (step) => (step > 300 ? NaN : slow(step)));
      const overfit = await made({ name: 'overfit', project: 'a', hourlyUsd: 1 }, slow, (step) => 1 + Math.abs(step - 240) / 300);
      const unpriced = await made({ name: 'unpriced', project: 'b' }, (step) => (step > 60 ? NaN : slow(step)));
      await made({ name: 'well', project: 'b', hourlyUsd: 1 }, slow, slow);

      const selection =
        'jobCount pricedCount usedHours usedUsd wastedHours wastedUsd efficiency stoppingSavesHours stoppingSavesUsd byCause { cause jobCount hours costUsd } jobs { job { id name waste { cause } } hours costUsd }';
      const savings = async (args = ''): Promise<Loose> => {
        const body = await own.run(`{ trainingSavings${args} { ${selection} } }`);
        expect(body.errors).toBeUndefined();
        return body.data.trainingSavings;
      };
      const hours = (value: number) => expect.closeTo(value, 1);
      const idOf = (jobId: string): string => Buffer.from(`TrainingJob:${jobId}`).toString('base64');
      expect(await savings()).toMatchObject({
        jobCount: 4,
        pricedCount: 3,
        usedHours: hours(40),
        usedUsd: expect.closeTo(60, 6),
        wastedHours: hours(20),
        wastedUsd: expect.closeTo((4 * 299) / 60 + 6, 6),
        efficiency: hours(0.5),
        stoppingSavesHours: 0,
        stoppingSavesUsd: null,
        byCause: [
          { cause: 'BROKEN', jobCount: 2, hours: expect.closeTo(838 / 60, 6), costUsd: expect.closeTo((4 * 299) / 60, 6) },
          { cause: 'OVERTRAINING', jobCount: 1, hours: hours(6), costUsd: hours(6) },
        ],
        jobs: [
          {
            job: { id: idOf(broken), name: 'broken', waste: [{ cause: 'BROKEN' }] },
            hours: expect.closeTo(299 / 60, 6),
            costUsd: expect.closeTo((4 * 299) / 60, 6),
          },
          { job: { id: idOf(overfit), waste: [{ cause: 'OVERTRAINING' }] }, hours: hours(6), costUsd: hours(6) },
          { job: { id: idOf(unpriced) }, hours: hours(9), costUsd: null },
        ],
      });
      expect(await savings('(filter: { projects: ["b"] })')).toMatchObject({
        jobCount: 2,
        wastedHours: hours(9),
        wastedUsd: null,
        jobs: [{ job: { name: 'unpriced' } }],
      });
      expect(await savings('(filter: { projects: ["c"] })')).toMatchObject({
        jobCount: 0,
        usedHours: 0,
        usedUsd: null,
        wastedHours: 0,
        efficiency: null,
        byCause: [],
        jobs: [],
      });
      const other = await workspace();
      expect((await other.run('{ trainingSavings { jobCount jobs { hours } } }')).data.trainingSavings).toEqual({ jobCount: 0, jobs: [] });
      for (const first of [0, 201]) {
        expect((await own.run(`{ trainingSavings { jobs(first: ${first}) { hours } } }`)).errors[0].extensions.code).toBe('BAD_PAGE_SIZE');
      }
      expect((await own.run('{ trainingSavings { jobs(first: 1) { hours } } }')).data.trainingSavings.jobs).toHaveLength(1);
    });

    test('and the costs of a list of jobs take one statement', async () => {
      const own = await workspace();
      for (const name of ['a', 'b', 'c']) {
        const jobId = await createJob(own, { name, hourlyUsd: 1 });
        await log(
          own,
          jobId,
          line('loss', range(1, 5), () => NaN),
        );
      }
      await drainJudgments(server);
      const asked = vi.spyOn(server.stores.postgres, 'query');
      const body = await own.run(
        '{ trainingJobs { edges { node { name costUsd warnings { kind } scores { stability } waste { cause costUsd } } } } }',
      );
      const times = asked.mock.calls.filter(([statement]) => JSON.stringify(statement).includes('health.usedTimes')).length;
      asked.mockRestore();
      expect(body.data.trainingJobs.edges.map(({ node }: Loose) => node.warnings.map(({ kind }: Loose) => kind))).toEqual([
        ['NAN'],
        ['NAN'],
        ['NAN'],
      ]);
      expect(times).toBe(1);
    });
  });
}
