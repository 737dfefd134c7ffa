import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestServer } from '../../../server.testing.ts';
import { drainJudgments } from '../background/judging.ts';
import { judgeJob } from '../judge.ts';
import { helpersOf } from './workspace.testing.ts';

/** What one judgment says. */
export function judgmentTests(served: () => TestServer): void {
  const { workspace, createJob, range, line, falling, log, job, hour, lasted } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    server = served();
  });

  describe('a judgment', () => {
    test('gives scores, overtraining, waste and cost', async () => {
      const own = await workspace();
      const jobId = await createJob(own, { hourlyUsd: 3, totalSteps: 600, totalEpochs: 10 });
      const start = new Date(Date.now() - 11 * hour);
      const at = (step: number): Date => new Date(start.getTime() + step * 60_000);
      await log(
        own,
        jobId,
        line('loss', range(1, 600), (step) => 1 + 3 * 2 ** (-step / 150), at),
        line(
          'eval_loss',
          range(1, 20).map((each) => each * 30),
          (step) => 1 + Math.abs(step - 240) / 300,
          at,
        ),
      );
      await lasted(jobId, start, at(600));
      await judgeJob(server, own.id, jobId, new Date());
      const found = await job(
        own,
        jobId,
        'costUsd scores { overfitting convergence stability generalisation efficiency } overtraining { isOvertrained bestEpoch totalEpochs wastedEpochs wastedHours wastedUsd } waste { cause hours costUsd fromStep epochs } warnings { kind beganAtStep } stoppingSavesHours stoppingSavesUsd',
      );
      expect(found).toMatchObject({
        costUsd: 30,
        overtraining: {
          isOvertrained: true,
          bestEpoch: 7,
          totalEpochs: 20,
          wastedEpochs: 13,
          wastedHours: expect.closeTo(6.5, 6),
          wastedUsd: expect.closeTo(19.5, 6),
        },
        waste: [
          {
            cause: 'OVERTRAINING',
            hours: expect.closeTo(6, 6),
            costUsd: expect.closeTo(18, 6),
            fromStep: 240,
            epochs: expect.closeTo(6, 6),
          },
        ],
        warnings: [{ kind: 'OVERFITTING', beganAtStep: 240 }],
        stoppingSavesHours: null,
        stoppingSavesUsd: null,
      });
      expect(found.scores.efficiency).toBeCloseTo(0.4, 6);
      // Of the last three evaluations (570, 600 …) the middle one stands at step 570.
      expect(found.scores.overfitting).toBeCloseTo(1 - 1 / (1 + 330 / 300), 6);
      for (const score of Object.values(found.scores)) expect(score).toSatisfy((value: number) => value >= 0 && value <= 1);
    });

    test('reports what stopping saves while the job trains', async () => {
      const own = await workspace();
      const jobId = await createJob(own, { hourlyUsd: 2, totalSteps: 400 });
      await log(
        own,
        jobId,
        line('loss', range(1, 100), (step) => (step > 50 ? NaN : falling(step))),
      );
      await server.stores.prisma.trainingAttempt.updateMany({ where: { jobId }, data: { startedAt: new Date(Date.now() - hour) } });
      await drainJudgments(server);
      expect(await job(own, jobId, 'stoppingSavesHours stoppingSavesUsd')).toEqual({
        stoppingSavesHours: expect.closeTo(3, 1),
        stoppingSavesUsd: expect.closeTo(6, 1),
      });
    });

    test('of a job without points has nothing to report', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      await judgeJob(server, own.id, jobId, new Date());
      expect(
        await job(
          own,
          jobId,
          'costUsd scores { overfitting convergence stability generalisation efficiency } overtraining { isOvertrained } waste { cause } warnings { kind } stoppingSavesHours',
        ),
      ).toMatchObject({
        costUsd: null,
        scores: { overfitting: null, convergence: null, stability: null, generalisation: null },
        overtraining: null,
        waste: [],
        warnings: [],
        stoppingSavesHours: null,
      });
      expect(await judgeJob(server, own.id, randomUUID(), new Date())).toBeNull();
      const other = await workspace();
      expect(await judgeJob(server, other.id, jobId, new Date())).toBeNull();
    });

    test('goes with its job', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      await log(
        own,
        jobId,
        line('loss', range(1, 5), () => NaN),
      );
      await drainJudgments(server);
      const { prisma } = server.stores;
      const counts = async (): Promise<number[]> =>
        Promise.all([prisma.trainingHealth.count({ where: { jobId } }), prisma.trainingWarning.count({ where: { jobId } })]);
      expect(await counts()).toEqual([1, 1]);
      await log(
        own,
        jobId,
        line('loss', [6], () => NaN),
      );
      await own.run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id: Buffer.from(`TrainingJob:${jobId}`).toString('base64') });
      expect(await counts()).toEqual([0, 0]);
      // Points of it that were noted before are for nothing.
      await drainJudgments(server);
      expect(await counts()).toEqual([0, 0]);
    });
  });
}
