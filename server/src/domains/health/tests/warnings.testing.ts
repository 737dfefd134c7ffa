import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { TestServer } from '../../../server.testing.ts';
import { changeState } from '../../training/commands/state.ts';
import { drainJudgments, startJudging } from '../background/judging.ts';
import { dueJobs, lockHealth, setDue, storeJudgment } from '../queries.ts';
import { helpersOf } from './workspace.testing.ts';

/** Warnings, and when jobs are judged. */
export function warningTests(served: () => TestServer): void {
  const { workspace, createJob, range, line, falling, log, warnings, kinds } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    server = served();
  });

  describe('warnings', () => {
    test('are raised with step, evidence and advice, once for as long as they hold', async () => {
      const own = await workspace();
      const jobId = await createJob(own, { totalSteps: 300 });
      await log(
        own,
        jobId,
        line('loss', range(1, 18), falling),
        line('grad_norm', range(1, 18), () => 1),
      );
      await drainJudgments(server);
      expect(await warnings(own, jobId)).toEqual([]);

      const published = vi.fn();
      const stop = server.live.subscribe('training.changed', own.id, published);
      await log(
        own,
        jobId,
        line('loss', range(19, 24), () => 0),
        line('grad_norm', range(19, 24), () => NaN),
        line('learning_rate', [18], () => 2e-4),
      );
      await drainJudgments(server);
      const [first, ...others] = await warnings(own, jobId);
      expect(others).toEqual([]);
      expect(first).toMatchObject({
        kind: 'HIDDEN_NAN',
        beganAtStep: 19,
        evidence: { zeroLosses: 6, lastLossStep: 18, nonFiniteGradNorms: 6, learningRate: 2e-4 },
        clearedAt: null,
      });
      expect(first.message).toContain('since step 19');
      expect(first.advice).toContain('logging_nan_inf_filter');
      await vi.waitFor(() => expect(published.mock.calls.some(([change]) => change.jobIds.includes(jobId))).toBe(true));
      stop();

      await log(
        own,
        jobId,
        line('loss', range(25, 40), () => 0),
        line('grad_norm', range(25, 40), () => NaN),
      );
      await drainJudgments(server);
      const [later] = await warnings(own, jobId, '(includeCleared: true)');
      expect(later).toMatchObject({ kind: 'HIDDEN_NAN', beganAtStep: 19, raisedAt: first.raisedAt, evidence: { zeroLosses: 22 } });
      expect(await server.stores.prisma.trainingWarning.count({ where: { jobId } })).toBe(1);
    });

    test('are cleared when they no longer hold, and kept; what comes back is a new one', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      await log(
        own,
        jobId,
        line('loss', range(1, 30), (step) => (step === 30 ? NaN : falling(step))),
      );
      await drainJudgments(server);
      expect(await kinds(own, jobId)).toEqual([['NAN', 30]]);
      await log(own, jobId, line('loss', range(31, 50), falling));
      await drainJudgments(server);
      expect(await kinds(own, jobId)).toEqual([]);
      expect(await warnings(own, jobId, '(includeCleared: true)')).toMatchObject([{ kind: 'NAN', clearedAt: expect.any(String) }]);
      await log(
        own,
        jobId,
        line('loss', [51], () => Infinity),
      );
      await drainJudgments(server);
      expect(await warnings(own, jobId, '(includeCleared: true)')).toMatchObject([
        { beganAtStep: 30, clearedAt: expect.any(String) },
        { beganAtStep: 51, clearedAt: null, evidence: { value: 'Infinity' } },
      ]);
    });

    test('of silence come and go with the state of the job', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      await log(own, jobId, line('loss', range(1, 12), falling));
      await changeState(server, own.id, jobId, { kind: 'SILENT' }, { now: new Date() });
      await drainJudgments(server);
      expect(await kinds(own, jobId)).toEqual([['STALLED', 12]]);
      await log(own, jobId, line('loss', [13], falling));
      await drainJudgments(server);
      expect(await kinds(own, jobId)).toEqual([]);
    });

    test('do not come from steps that a later attempt has made again', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      await log(
        own,
        jobId,
        line('loss', range(1, 60), (step) => (step > 40 ? NaN : falling(step))),
      );
      await drainJudgments(server);
      expect(await kinds(own, jobId)).toEqual([['NAN', 41]]);
      await changeState(server, own.id, jobId, { kind: 'RESUMED' }, { now: new Date(), resumedFromStep: 30 });
      await log(own, jobId, line('loss', range(31, 45), falling));
      await drainJudgments(server);
      expect(await kinds(own, jobId)).toEqual([]);
    });

    test('name the very step in a job of many points, also of a loss of 0 that stands for NaN', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      const hidden = await createJob(own);
      const from = 7_013;
      await log(
        own,
        jobId,
        line('loss', range(1, 9_000), (step) => (step >= from ? NaN : falling(step))),
      );
      await log(
        own,
        hidden,
        line('loss', range(1, 9_000), (step) => (step >= from ? 0 : falling(step))),
        line('grad_norm', range(1, 9_000), (step) => (step >= from ? NaN : 1)),
      );
      await drainJudgments(server);
      expect(await kinds(own, jobId)).toEqual([['NAN', from]]);
      expect(await kinds(own, hidden)).toEqual([['HIDDEN_NAN', from]]);
    });
  });

  describe('a job is judged', () => {
    test('when its state changes, by whichever server comes first', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      await drainJudgments(server);
      await changeState(server, own.id, jobId, { kind: 'ENDED', status: 'FINISHED', endReason: 'COMPLETED' }, { now: new Date() });
      expect((await dueJobs(server.stores.postgres, { limit: 10 })).map((due) => due.jobId)).toEqual([jobId]);
      await drainJudgments(server);
      expect(await dueJobs(server.stores.postgres, { limit: 10 })).toEqual([]);
      expect(await server.stores.prisma.trainingHealth.findUnique({ where: { jobId } })).toMatchObject({
        judgedAt: expect.any(Date),
        dueAt: null,
      });
    });

    test('again when its state changed while it was judged', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      const { postgres } = server.stores;
      const ours = { workspaceId: own.id, jobId };
      await setDue(postgres, { ...ours, now: new Date() });
      const [read] = await lockHealth(postgres, ours);
      await setDue(postgres, { ...ours, now: new Date() });
      const nothing = {
        scores: { overfitting: null, convergence: null, stability: null, generalisation: null, efficiency: null },
        overtraining: null,
        usedMs: 0,
        stoppingSavesMs: null,
      };
      await storeJudgment(postgres, { ...ours, ...nothing, dueAt: read?.dueAt ?? null, now: new Date() });
      expect((await dueJobs(postgres, { limit: 10 })).map((due) => due.jobId)).toEqual([jobId]);
      await drainJudgments(server);
      expect(await dueJobs(postgres, { limit: 10 })).toEqual([]);
    });

    test('as its points come, and not for each of them', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      let judged = 0;
      const live = {
        publish: (...args: Parameters<typeof server.live.publish>) => void (judged += args[0] === 'training.changed' ? 1 : 0),
      };
      const errors: unknown[] = [];
      const judging = startJudging({
        stores: server.stores,
        live: live as typeof server.live,
        onPassed: () => {},
        onError: (error) => errors.push(error),
      });
      try {
        await log(
          own,
          jobId,
          line('loss', [1], () => NaN),
        );
        await vi.waitFor(async () => expect(await kinds(own, jobId)).toEqual([['NAN', 1]]), { timeout: 10_000 });
        for (const step of range(2, 21))
          await log(
            own,
            jobId,
            line('loss', [step], () => NaN),
          );
        expect(judged).toBe(1);
      } finally {
        await judging.stop();
      }
      expect(errors).toEqual([]);
    });
  });
}
