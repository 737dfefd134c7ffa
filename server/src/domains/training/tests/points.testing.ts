import { beforeAll, describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { pointLines } from '../record/point-log.ts';
import { ProgressKeeper } from '../record/progress.ts';
import { settleProgress } from '../record/writer.ts';
import { helpersOf } from './workspace.testing.ts';

/** Points as they are logged and read. */
export function pointTests(served: () => TestServer): void {
  const { workspace, createJob, keyOf, log, fields, line, range } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    server = served();
  });

  describe('points', () => {
    test('are one under all spellings, and are read in every one', async () => {
      const own = await workspace();
      const id = await createJob(own);
      await log(own, id, [
        { metric: 'train/loss', step: 1, value: 3 },
        { metric: 'loss', step: 2, value: 2 },
        { metric: 'eval/loss', step: 2, value: 2.5 },
        { metric: 'lr', step: 2, value: 1e-4 },
        { metric: 'train_loss', step: 2, value: 9 },
        { metric: 'system/gpu.0', step: 2, value: 50, at: '2026-01-01T00:00:00Z' },
      ]);
      const job = await fields(
        own,
        id,
        'metricNames systemMetricNames latest currentStep lastLoss bestEvalLoss metrics(glob: "*loss") { name spellings latest min max firstStep lastStep } one: series(metric: "loss") { step value } same: series(metric: "train/loss") { metric step value attempt }',
      );
      expect(job).toMatchObject({
        metricNames: ['eval_loss', 'learning_rate', 'loss', 'train_loss'],
        systemMetricNames: ['system/gpu.0'],
        latest: { loss: 2, eval_loss: 2.5, learning_rate: 1e-4, train_loss: 9 },
        currentStep: 2,
        lastLoss: 2,
        bestEvalLoss: 2.5,
        one: [
          { step: 1, value: 3 },
          { step: 2, value: 2 },
        ],
      });
      expect(job.metrics[1]).toEqual({
        name: 'loss',
        spellings: ['loss', 'train/loss'],
        latest: 2,
        min: 2,
        max: 3,
        firstStep: 1,
        lastStep: 2,
      });
      expect(job.same.map(({ step, value }: Loose) => ({ step, value }))).toEqual(job.one);
      expect(job.same[0]).toMatchObject({ metric: 'loss', attempt: 1 });
    });

    test('that are bad are rejected with index, field and reason, and cost no other', async () => {
      const own = await workspace();
      const id = await createJob(own);
      const good = { metric: 'loss', step: 7, value: 1 };
      const result = await log(own, id, [
        { ...good, step: -1 },
        good,
        { ...good, step: 2 ** 63 },
        { ...good, step: 1.5 },
        { ...good, metric: 'm'.repeat(10_000) },
        { ...good, metric: '  ' },
        { ...good, metric: 'a\u0000b' },
        { ...good, value: 'much' },
        { ...good, value: null },
        { ...good, at: '1969-01-01' },
        { ...good, attempt: 0 },
        { ...good, attempt: 2 },
        { metric: 'loss', value: 1 },
        { ...good, other: 1 },
        'no point',
        { ...good, step: 9_007_199_254_740_991, value: 'NaN' },
        { ...good, step: 8, value: '-Infinity' },
        { ...good, step: 8, value: 'Infinity' },
      ]);
      expect(result).toMatchObject({ accepted: 3, updated: 1 });
      expect(result.rejected.map(({ index, field }: Loose) => [index, field])).toEqual([
        [0, 'step'],
        [2, 'step'],
        [3, 'step'],
        [4, 'metric'],
        [5, 'metric'],
        [6, 'metric'],
        [7, 'value'],
        [8, 'value'],
        [9, 'at'],
        [10, 'attempt'],
        [11, 'attempt'],
        [12, 'step'],
        [13, 'other'],
        [14, ''],
      ]);
      expect(await fields(own, id, 'series(metric: "loss") { step value } metrics { firstNonFiniteStep min max }')).toEqual({
        series: [
          { step: 7, value: 1 },
          { step: 8, value: 'Infinity' },
          { step: 9_007_199_254_740_991, value: 'NaN' },
        ],
        metrics: [{ firstNonFiniteStep: 8, min: 1, max: 1 }],
      });
    });

    test('that are sent again change nothing, and the later value of a point counts', async () => {
      const own = await workspace();
      const id = await createJob(own);
      const points = line('loss', range(0, 300), (step) => 1 / (step + 1));
      await log(own, id, points);
      const before = await fields(own, id, 'series(metric: "loss", maxPoints: 20000) { step value }');
      expect(await log(own, id, [...points.toReversed(), { metric: 'loss', step: 300, value: 0 }])).toMatchObject({
        accepted: 1,
        updated: 300,
      });
      before.series.push({ step: 300, value: 0 });
      expect(await fields(own, id, 'series(metric: "loss", maxPoints: 20000) { step value }')).toEqual(before);
      await log(own, id, [{ metric: 'loss', step: 5, value: 42 }]);
      expect((await fields(own, id, 'series(metric: "loss") { step value }')).series[5]).toEqual({ step: 5, value: 42 });
    });

    test('of a restart supersede those that earlier attempts had logged, which are kept', async () => {
      const own = await workspace();
      const id = await createJob(own);
      await log(
        own,
        id,
        line('loss', range(0, 20), () => 1),
      );
      const resumed = await own.run(
        'mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { attempt attempts { attempt firstStep } } }',
        { input: { jobId: id } },
      );
      expect(resumed.data.startTrainingAttempt).toEqual({
        attempt: 2,
        attempts: [
          { attempt: 1, firstStep: 0 },
          { attempt: 2, firstStep: null },
        ],
      });
      await log(
        own,
        id,
        line('loss', range(10, 15), () => 2),
      );
      await log(
        own,
        id,
        line('loss', [12], () => 3, { attempt: 1 }),
      );
      const { series, all } = await fields(
        own,
        id,
        'series(metric: "loss") { step value attempt } all: series(metric: "loss", attempts: ALL) { step value attempt }',
      );
      expect(series.map(({ step }: Loose) => step)).toEqual(range(0, 15));
      expect(series.map(({ attempt }: Loose) => attempt)).toEqual([...range(0, 10).map(() => 1), ...range(0, 5).map(() => 2)]);
      expect(all).toHaveLength(25);
      expect(all.filter(({ step }: Loose) => step === 12).map(({ value }: Loose) => value)).toEqual([3, 2]);
    });

    test('move the job to the greatest step of its current attempt, in any order; what comes late of an earlier attempt moves nothing', async () => {
      const own = await workspace();
      const id = await createJob(own);
      const progress = 'currentStep lastLoss lastEvalLoss bestEvalLoss heardAt';
      const reached = async () => (await fields(own, id, progress)).currentStep;
      await log(own, id, [{ metric: 'loss', step: 49, value: 1 }]);
      await log(own, id, [{ metric: 'epoch', step: 3, value: 1 }]);
      expect(await reached(), 'before one flush').toBe(49);
      await settleProgress(server.stores);
      await log(own, id, [{ metric: 'grad_norm', step: 3, value: 1 }]);
      expect(await reached(), 'in the flush after').toBe(49);
      const resumed = await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { attempt } }', {
        input: { jobId: id },
      });
      expect(resumed.data.startTrainingAttempt.attempt).toBe(2);
      expect(await reached(), 'until the new attempt has a step').toBe(49);
      await log(own, id, [
        { metric: 'loss', step: 20, value: 2 },
        { metric: 'eval_loss', step: 20, value: 3 },
      ]);
      const before = await fields(own, id, progress);
      expect(before).toMatchObject({ currentStep: 20, lastLoss: 2, lastEvalLoss: 3, bestEvalLoss: 3 });
      const late = ['loss', 'eval_loss'].map((metric) => ({ metric, step: 48, value: 0.0001, attempt: 1 }));
      expect(await log(own, id, late)).toMatchObject({ accepted: 2, rejected: [] });
      expect(await fields(own, id, progress)).toEqual(before);
      const { series } = await fields(own, id, 'series(metric: "loss", attempts: ALL) { step attempt }');
      expect(series).toContainEqual({ step: 48, attempt: 1 });
      // A server that has just started knows nothing of the job but what is stored.
      const started = new ProgressKeeper(server.stores, server.live);
      const points = (attempt: number, step: number) => ({
        metric: ['loss'],
        step: [step],
        value: [9],
        at: [Date.now()],
        attempt: [attempt],
      });
      for (const [attempt, step] of [
        [2, 5],
        [1, 60],
      ] as const) {
        started.add(keyOf(id), attempt, points(attempt, step), [false], [true]);
        await started.flush();
        expect(await reached(), `step ${step} of attempt ${attempt}`).toBe(20);
      }
    });

    test('of the machine are superseded by no restart, and share no range of steps with those of the model', async () => {
      const own = await workspace();
      const id = await createJob(own);
      const measure = (minutes: readonly number[]) =>
        own.run('mutation ($id: ID!, $points: [SystemPointInput!]!) { logSystemMetrics(jobId: $id, points: $points) { accepted } }', {
          id,
          points: minutes.map((minute) => ({
            metric: 'system/gpu',
            value: minute,
            at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
          })),
        });
      const losses = (steps: readonly number[]) =>
        log(
          own,
          id,
          line('loss', steps, (step) => step),
        );
      await losses(range(0, 30));
      await measure(range(0, 10));
      await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id } }', {
        input: { jobId: id },
      });
      await losses(range(10, 40));
      await measure(range(10, 20));
      const { gpu, both } = await fields(
        own,
        id,
        'gpu: series(metric: "system/gpu") { value } both: seriesColumns(metrics: ["loss", "system/gpu"], maxPoints: 24)',
      );
      expect(gpu.map(({ value }: Loose) => value)).toEqual(range(0, 20));
      expect(both['system/gpu'].value).toEqual(range(0, 20));
      expect(both.loss.step.length).toBeGreaterThan(10);
      expect(both.loss.step.at(-1)).toBe(39);
      await log(
        own,
        id,
        range(0, 40).map((step) => ({
          metric: 'epoch',
          step,
          value: step / 10,
          at: new Date(Date.UTC(2026, 0, 1, 0, step)).toISOString(),
        })),
      );
      const { epochs } = await fields(own, id, 'epochs: seriesColumns(metrics: ["loss", "system/gpu"], x: EPOCH)');
      expect(epochs['system/gpu'].x.map((x: number) => Number(x.toFixed(6)))).toEqual(range(0, 20).map((minute) => minute / 10));
      expect(epochs.loss.x.at(-1)).toBeCloseTo(3.9);
    });

    test('that a finished job gets of a new metric leave its curves as they are', async () => {
      const own = await workspace();
      const id = await createJob(own);
      await log(
        own,
        id,
        line('loss', range(0, 10), () => 1),
      );
      const run = 'mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { attempt } }';
      for (const status of ['FINISHED', 'RUNNING']) await own.run(run, { input: { jobId: id, status } });
      await log(own, id, [{ metric: 'test_accuracy', step: 0, value: 0.9 }]);
      const { series, latest, attempts } = await fields(own, id, 'series(metric: "loss") { step } latest attempts { firstStep }');
      expect([series.length, latest, attempts]).toEqual([10, { loss: 1, test_accuracy: 0.9 }, [{ firstStep: 0 }, { firstStep: null }]]);
      await log(own, id, [{ metric: 'loss', step: 4, value: 2 }]);
      expect((await fields(own, id, 'series(metric: "loss") { step }')).series).toHaveLength(5);
    });

    test('of a longer curve keep first, last, least, greatest and what is not finite, and more of them in a range', async () => {
      const own = await workspace();
      const id = await createJob(own);
      const spikes = new Map<number, unknown>([
        [1_234, 99],
        [4_321, -99],
        [7_777, 'NaN'],
        [8_888, 'Infinity'],
      ]);
      const points = line('loss', range(0, 10_000), (step) => spikes.get(step) ?? Math.sin(step / 100));
      for (const part of [points.slice(5_000), points.slice(0, 5_000)]) await log(own, id, part);
      const { series, zoomed, columns } = await fields(
        own,
        id,
        'series(metric: "loss", maxPoints: 200) { step value } zoomed: series(metric: "loss", maxPoints: 200, fromStep: 1200, toStep: 1299) { step value } columns: seriesColumns(metrics: ["train/loss", "none"], maxPoints: 200)',
      );
      expect(series.length).toBeLessThanOrEqual(202);
      expect([series[0].step, series.at(-1).step]).toEqual([0, 9_999]);
      for (const [step, value] of spikes) expect(series).toContainEqual({ step, value });
      expect(series.map(({ step }: Loose) => step)).toEqual(
        series.map(({ step }: Loose) => step).toSorted((a: number, b: number) => a - b),
      );
      expect(zoomed.map(({ step }: Loose) => step)).toEqual(range(1_200, 1_300));
      expect(Object.keys(columns)).toEqual(['loss']);
      expect(columns.loss.step).toEqual(series.map(({ step }: Loose) => step));
      expect(columns.loss.value).toEqual(series.map(({ value }: Loose) => value));
    });

    test('stand on every axis', async () => {
      const own = await workspace();
      const id = await createJob(own, { startedAt: '2026-01-01T00:00:00Z' });
      await log(own, id, [
        { metric: 'loss', step: 10, value: 1, at: '2026-01-01T00:00:10Z' },
        { metric: 'loss', step: 15, value: 1, at: '2026-01-01T00:00:15Z' },
        { metric: 'epoch', step: 10, value: 1 },
        { metric: 'epoch', step: 20, value: 2 },
      ]);
      const axis = (x: string): string => `${x}: series(metric: "loss", x: ${x}) { x }`;
      const job = await fields(own, id, ['STEP', 'EPOCH', 'TOKENS', 'RELATIVE_TIME', 'WALL_TIME'].map(axis).join(' '));
      const on = (x: string): unknown => job[x].map((point: Loose) => point.x);
      expect([on('STEP'), on('EPOCH'), on('TOKENS'), on('RELATIVE_TIME'), on('WALL_TIME')]).toEqual([
        [10, 15],
        [1, 1.5],
        [null, null],
        [10_000, 15_000],
        [Date.UTC(2026, 0, 1, 0, 0, 10), Date.UTC(2026, 0, 1, 0, 0, 15)],
      ]);
    });
  });

  describe('the log of points', () => {
    test('holds what is acknowledged until it is read, and nothing after; points of two workspaces keep theirs', async () => {
      const [own, other] = [await workspace(), await workspace()];
      const [id, foreign] = [await createJob(own), await createJob(other)];
      await pointLines.land(server.stores);
      const logged = async (): Promise<number> =>
        Number((await server.stores.postgres.query('SELECT count(*) FROM point_log')).rows[0].count);
      await Promise.all([
        log(
          own,
          id,
          line('loss', [1], () => 1),
        ),
        log(
          other,
          foreign,
          line('loss', [2], () => 2),
        ),
      ]);
      expect(await logged()).toBeGreaterThan(0);
      expect((await fields(own, id, 'latest')).latest).toEqual({ loss: 1 });
      expect(await logged()).toBe(0);
      expect((await fields(other, foreign, 'latest')).latest).toEqual({ loss: 2 });
    });
  });
}
