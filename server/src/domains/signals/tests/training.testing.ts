import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { drainJudgments } from '../../health/background/judging.ts';
import { helpersOf } from '../../health/tests/workspace.testing.ts';
import { deleteJob } from '../../training/commands/job.ts';
import { changeState } from '../../training/commands/state.ts';
import { anomalyEnded, anomalyOpened } from '../hooks.ts';
import { nodesOf, slow } from './findings.testing.ts';
import { judgeUntil } from './judging.testing.ts';
import { sendTraffic, trafficEnd, trafficOf } from './traffic.testing.ts';

const listed = `{ anomalies(first: 10) { edges { node {
  number sentence metric dimension dimensionValue kind direction severity state beganAt endedAt endReason value expectedHigh messageCount
  trainingJob { name warnings { kind } } buckets { at } findings { metric }
} } } }`;

export function trainingTests(server: () => TestServer): void {
  const { workspace, createJob, range, line, falling, log } = helpersOf(server);
  const wobble = (step: number): number => 1 + 0.02 * Math.sin(step * 12.9898) * Math.cos(step * 78.233);

  describe('training jobs', () => {
    test('a loss that leaves its course is one anomaly of its job beside the warning, critical, over when the job has ended', async () => {
      const own = await workspace();
      const heard: string[] = [];
      for (const [what, hook] of [
        ['opened', anomalyOpened],
        ['ended', anomalyEnded],
      ] as const)
        hook
          .reaction((_transaction, { workspaceId, sentence }) =>
            Promise.resolve(void (workspaceId === own.id && heard.push(`${what} ${sentence}`))),
          )
          .register();
      const jobId = await createJob(own, { name: 'tune 7', totalSteps: 400 });
      const begun = Date.now() - 400_000;
      const at = (step: number): Date => new Date(begun + step * 1_000);
      const logged = async (from: number, to: number, value: (step: number) => number): Promise<void> => {
        await log(own, jobId, line('loss', range(from, to), value, at));
        await drainJudgments(server());
      };
      await logged(1, 200, (step) => falling(step) * wobble(step));
      expect(nodesOf(await own.run(listed))).toEqual([]);
      // A jump, judged twice before it is a warning of the health of the job, and twice after that.
      await logged(201, 206, (step) => 6 * wobble(step));
      const [early] = nodesOf(await own.run(listed));
      expect(early).toMatchObject({ metric: 'TRAINING_LOSS', kind: 'SPIKE', severity: 'INFO', state: 'OPEN', endedAt: null });
      for (const [from, to] of [
        [207, 230],
        [231, 300],
      ] as const)
        await logged(from, to, (step) => 9 * wobble(step));
      const answer = await own.run(listed);
      expect(answer.errors).toBeUndefined();
      const found = nodesOf(answer);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        number: 1,
        metric: 'TRAINING_LOSS',
        dimension: 'TRAINING_JOB',
        dimensionValue: jobId,
        kind: 'LEVEL_SHIFT',
        direction: 'UP',
        severity: 'CRITICAL',
        state: 'OPEN',
        messageCount: 0,
        buckets: [],
        findings: [{ metric: 'TRAINING_LOSS' }],
        trainingJob: { name: 'tune 7', warnings: [{ kind: 'DIVERGENCE' }] },
      });
      expect(Date.parse(found[0].beganAt)).toBe(at(201).getTime());
      expect(found[0].value).toBeGreaterThan(found[0].expectedHigh);
      expect(found[0].sentence).toMatch(/^The training loss of the training job "tune 7" rose to a new level, up to [\d.]+; /);
      expect(heard).toHaveLength(1);
      expect(heard[0]).toMatch(/^opened The training loss of the training job "tune 7" rose to /);

      // What is found of messages at the same time is of no part of it.
      await sendTraffic(server().stores, own.id, trafficOf({ days: 20, perHour: 20, change: slow('beta') }));
      await judgeUntil(server(), own.id, trafficEnd);
      expect(nodesOf(await own.run(listed)).map(({ dimension, findings }: Loose) => [dimension, findings.length === 1])).toContainEqual([
        'TRAINING_JOB',
        true,
      ]);

      await changeState(server(), own.id, jobId, { kind: 'ENDED', status: 'FINISHED', endReason: 'COMPLETED' }, { now: new Date() });
      await drainJudgments(server());
      const over = nodesOf(await own.run(listed)).find(({ dimension }: Loose) => dimension === 'TRAINING_JOB');
      expect(over).toMatchObject({ state: 'RESOLVED', endReason: 'SILENCE', severity: 'CRITICAL', kind: 'LEVEL_SHIFT' });
      expect(heard.filter((text) => text.includes('tune 7'))).toHaveLength(2);

      expect((await deleteJob(server(), own.id, jobId)).ok).toBe(true);
      expect(await server().stores.prisma.anomaly.count({ where: { workspaceId: own.id, dimension: 'TRAINING_JOB' } })).toBe(0);
      expect(await server().stores.prisma.watchedSeries.count({ where: { workspaceId: own.id, dimension: 'TRAINING_JOB' } })).toBe(0);
    });

    test('one that comes back is over, and the same again is the same anomaly', async () => {
      const own = await workspace();
      const jobId = await createJob(own, { totalSteps: 3_000 });
      const begun = Date.now() - 3_000_000;
      const at = (step: number): Date => new Date(begun + step * 1_000);
      const logged = async (from: number, to: number, factor: number): Promise<void> => {
        await log(
          own,
          jobId,
          line('loss', range(from, to), (step) => factor * wobble(step), at),
        );
        await drainJudgments(server());
      };
      await logged(1, 300, 2);
      await logged(301, 308, 6);
      expect(nodesOf(await own.run(listed))).toMatchObject([{ metric: 'TRAINING_LOSS', state: 'OPEN' }]);
      await logged(309, 340, 2);
      expect(nodesOf(await own.run(listed))).toMatchObject([{ state: 'RESOLVED', endReason: 'RECOVERED' }]);
      await logged(341, 500, 2);
      await logged(501, 508, 9);
      const again = nodesOf(await own.run(listed));
      expect(again).toMatchObject([{ number: 1, state: 'OPEN', endedAt: null }]);
      expect(again[0].findings).toHaveLength(2);
    });
  });
}
