import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { driveStudies } from '../background/trials.ts';
import { studying } from './studying.testing.ts';

const LOG =
  'mutation ($id: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $id, points: $points) { accepted rejected { reason } } }';
const END = 'mutation ($input: ReportTrainingExitInput!) { reportTrainingExit(input: $input) { status } }';

/** Trials that are training jobs: started, followed, ended early, and what a failure is. */
export function jobTests(served: () => TestServer): void {
  const driving = async (input: object = {}) => {
    const own = await studying(served());
    const first = (body: Loose): Loose => {
      expect(body.errors).toBeUndefined();
      return Object.values(body.data)[0];
    };
    const configuration = first(
      await own.run('mutation ($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }', {
        input: { name: 'tiny', command: 'reference', parameters: { steps: 9 } },
      }),
    );
    const runner = first(
      await own.run('mutation ($input: RegisterRunnerInput!) { registerRunner(input: $input) { id } }', {
        input: { name: 'r', commands: ['reference'] },
      }),
    );
    const study = await own.create({
      objectives: [{ name: 'eval_loss' }],
      maxTrials: 4,
      configurationId: configuration.id,
      method: 'RANDOM',
      ...input,
    });
    const drive = async (): Promise<void> => {
      await driveStudies(
        {
          stores: served().stores,
          live: served().live,
          onError: (error) => {
            throw error;
          },
        },
        new Date(),
      );
    };
    const start = (): Promise<Loose> => own.run('mutation ($id: ID!) { startStudy(id: $id) { status } }', { id: study.id });
    /** The next job of the queue, its steps, and its end. */
    const train = async (losses: readonly number[]) => {
      const lease = first(
        await own.run('mutation ($input: LeaseTrainingJobInput!) { leaseTrainingJob(input: $input) { fence job { id name } } }', {
          input: { runnerId: runner.id },
        }),
      );
      const points = losses.map((value, index) => ({ metric: 'eval_loss', step: (index + 1) * 10, value }));
      if (points.length > 0) await own.run(LOG, { id: lease.job.id, points });
      const exit = (reason: string): Promise<Loose> =>
        own.run(END, {
          input: { jobId: lease.job.id, fence: lease.fence, reason, exitCode: reason === 'COMPLETED' ? 0 : 1, errorDetails: 'no memory' },
        });
      return { ...lease.job, exit };
    };
    const trials = async (): Promise<Loose[]> =>
      (await own.read(study.id, 'trials { edges { node { number state values reason lastStep job { id status } } } }')).trials.edges.map(
        ({ node }: Loose) => node,
      );
    return { ...own, configuration, study, drive, start, train, trials };
  };

  describe('trials as training jobs', () => {
    test('are started as many at a time as the study allows, once each, and take the best value of the metric', async () => {
      const own = await driving({ maxParallel: 2 });
      await own.drive();
      expect(await own.trials(), 'not started yet').toEqual([]);
      for (const _again of [1, 2]) expect((await own.start()).data.startStudy).toEqual({ status: 'RUNNING' });
      for (const _again of [1, 2]) await own.drive();
      expect((await own.trials()).map(({ job }) => job.status)).toEqual(['QUEUED', 'QUEUED']);
      const job = await own.train([3, 1, 2]);
      await job.exit('COMPLETED');
      await own.drive();
      // Both were queued at the same instant: either may be taken first.
      const taken = Number(/\d+$/.exec(job.name)?.[0]);
      const trials = await own.trials();
      expect(trials[taken]).toMatchObject({ state: 'COMPLETE', values: [1], lastStep: 30, job: { status: 'FINISHED' } });
      expect(trials[1 - taken]).toMatchObject({ state: 'RUNNING', job: { status: 'QUEUED' } });
      expect(trials[2]).toMatchObject({ state: 'RUNNING', job: { status: 'QUEUED' } });
    });

    test('fail with the reason where the job failed, lacks the metric or is deleted', async () => {
      const own = await driving({ maxTrials: 3 });
      await own.start();
      await own.drive();
      await (await own.train([2])).exit('OUT_OF_MEMORY');
      await own.drive();
      await (await own.train([])).exit('COMPLETED');
      await own.drive();
      const [, , { job }] = await own.trials();
      expect((await own.run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id: job.id })).errors).toBeUndefined();
      await own.drive();
      expect(await own.trials()).toMatchObject([
        { state: 'FAILED', values: null, reason: 'The training job is failed: no memory' },
        { state: 'FAILED', reason: 'The training job has no number of the metric "eval_loss".' },
        { state: 'FAILED', reason: 'The training job was deleted.', job: null },
      ]);
      expect(await own.read(own.study.id, 'status')).toEqual({ status: 'COMPLETED' });
    });

    test('are cancelled where the pruner ends them', async () => {
      const own = await driving({ pruner: { kind: 'MEDIAN', startupTrials: 2 }, maxTrials: 3 });
      await own.start();
      for (const losses of [
        [3, 1],
        [3, 2],
      ]) {
        await own.drive();
        await (await own.train(losses)).exit('COMPLETED');
      }
      await own.drive();
      await own.train([9, 8]);
      await own.drive();
      expect((await own.trials())[2]).toMatchObject({
        state: 'PRUNED',
        reason: expect.stringContaining('is worse than the median of 2 complete trials'),
        job: { status: 'CANCELLING' },
      });
    });

    test('need a configuration and an end; a stopped study starts none and takes what runs', async () => {
      const own = await driving({ maxTrials: null });
      expect((await own.start()).errors[0].extensions).toMatchObject({ code: 'BAD_STUDY', field: 'id' });
      const other = await own.create({ name: 'by a program', maxTrials: 1 });
      const started = await own.run('mutation ($id: ID!) { startStudy(id: $id) { status } }', { id: other.id });
      expect(started.errors[0].extensions).toMatchObject({ code: 'BAD_STUDY', field: 'id' });
      const running = await driving();
      await running.start();
      await running.drive();
      await running.run('mutation ($id: ID!) { stopStudy(id: $id) { status } }', { id: running.study.id });
      await (await running.train([5])).exit('COMPLETED');
      await running.drive();
      expect(await running.trials()).toMatchObject([{ number: 0, state: 'COMPLETE', values: [5] }]);
    });
  });
}
