import { describe, expect, test } from 'vitest';
import type { Loose } from '../../../server.testing.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { drainJudgments } from '../../health/background/judging.ts';
import { helpersOf } from '../../health/tests/workspace.testing.ts';
import { changeState } from '../../training/commands/state.ts';
import { windowsOfJobs } from '../../training/load/windows.ts';
import { minute, openScene, type Opened, type Scene } from './opened.testing.ts';

const preview = `query ($input: AlertRuleInput!, $days: Int) {
  alertPreview(input: $input, days: $days) { episodeCount episodes { series from to peak } noticesPerWeek sentence }
}`;

export function testsOfTraining(opened: Opened): void {
  describe('metrics of training', () => {
    const { createJob, range, line, log } = helpersOf(() => opened.server);
    const now = Math.floor(Date.now() / minute) * minute;
    /** An instant so many minutes before the test. */
    const ago = (minutes: number): Date => new Date(now - minutes * minute);
    const keyOf = (name: string, jobId: string): string => `${name} (${jobId.slice(0, 8)})`;
    const end = (scene: Scene, jobId: string, at: Date) =>
      changeState(opened.server, scene.id, jobId, { kind: 'ENDED', status: 'FINISHED', endReason: 'COMPLETED' }, { now: at });
    /** Points each ten seconds over some minutes. */
    const every10s = (metric: string, from: number, to: number, value: (step: number) => number) => {
      const first = (60 - from) * 6;
      return line(metric, range(first, first + (from - to) * 6 - 1), value, (step) => new Date(ago(60).getTime() + step * 10_000));
    };

    test('a rule on a value has a series for each job that trains, which resolves when the job has ended', async () => {
      const scene = await openScene(opened);
      const other = await openScene(opened);
      const rule = await scene.makeRule({
        name: 'Loss',
        source: 'VALUE',
        metric: 'TRAINING_LOSS',
        trip: 2,
        clear: 1.5,
        windowMinutes: 5,
        dwellMinutes: 60,
      });
      expect(rule).toMatchObject({ dimension: 'TRAINING_JOB', filter: null, isAbove: true, minimumCount: 1 });
      const [good, bad, idle] = [
        await createJob(scene, { name: 'good' }),
        await createJob(scene, { name: 'bad' }),
        await createJob(scene, { name: 'idle' }),
      ];
      await createJob(other, { name: 'foreign' });
      await log(
        scene,
        good,
        every10s('loss', 10, 0, () => 1),
      );
      await log(
        scene,
        bad,
        every10s('loss', 10, 5, () => 1),
        every10s('loss', 5, 0, (step) => 2 + (step % 3)),
      );
      await log(
        scene,
        idle,
        every10s('grad_norm', 5, 0, () => 9),
      );
      await scene.evaluate(ago(5));
      expect(await scene.episodes()).toEqual([]);
      await scene.evaluate(ago(0));
      const fired = await scene.rule(rule.id);
      expect(fired.series.map(({ value, state, lastValue }: Loose) => [value, state, lastValue])).toEqual([
        [keyOf('bad', bad), 'FIRING', 3],
        [keyOf('good', good), 'OK', 1],
        [keyOf('idle', idle), 'NO_DATA', null],
      ]);
      expect(await scene.episodes()).toMatchObject([
        {
          series: keyOf('bad', bad),
          link: `/training/${encodeURIComponent(Buffer.from(`TrainingJob:${bad}`).toString('base64'))}`,
          sentence: expect.stringMatching(
            /^The training loss of training job bad over 5 minutes up to .* was 3 of 30 points; at least 2 is bad\.$/,
          ),
        },
      ]);
      expect((await end(scene, bad, ago(0))).ok).toBe(true);
      await scene.evaluate(ago(-1));
      expect((await scene.episodes()).map(({ state }) => state)).toEqual(['RESOLVED']);
      expect((await scene.rule(rule.id)).series[0]).toMatchObject({
        state: 'OK',
        sentence: expect.stringContaining('does not run any more'),
      });
    });

    test('a rule on a change compares throughput with the window before', async () => {
      const scene = await openScene(opened);
      const rule = await scene.makeRule({
        name: 'Speed',
        source: 'CHANGE',
        metric: 'TRAINING_THROUGHPUT',
        changePercent: 40,
        windowMinutes: 10,
      });
      expect(rule).toMatchObject({ isAbove: false, trip: -40, clear: -20, compareWith: 'WINDOW_BEFORE' });
      const jobId = await createJob(scene, { name: 'tune' });
      // 100 tokens a step, then half of it.
      await log(
        scene,
        jobId,
        every10s('loss', 20, 0, () => 1),
        every10s('num_tokens', 20, 10, (step) => 100 * step),
      );
      await log(
        scene,
        jobId,
        every10s('num_tokens', 10, 0, (step) => 30_000 + 50 * (step - 300)),
      );
      await scene.evaluate(ago(10));
      // Its first window has none before it.
      expect((await scene.rule(rule.id)).series).toMatchObject([{ state: 'NO_DATA' }]);
      await scene.evaluate(ago(0));
      expect((await scene.rule(rule.id)).series).toMatchObject([{ state: 'FIRING', lastValue: -50 }]);
      expect((await scene.episodes())[0].sentence).toMatch(/was 5 tokens a second, before 10 tokens a second: -50 %; -40 % is bad\.$/);
    });

    test('windows of points are those of a second computation: points that came twice, attempts, and what is no number', async () => {
      const scene = await openScene(opened);
      const jobId = await createJob(scene);
      let seed = 5;
      const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
      const points = range(1, 300).map((step) => ({
        metric: 'loss',
        step,
        value: step % 17 === 0 ? Number.NaN : random() * 5 - 1,
        at: new Date(ago(60).getTime() + step * 7_300),
      }));
      await log(scene, jobId, points);
      await log(scene, jobId, points.slice(40, 90));
      const [from, to, windowMs] = [ago(58), ago(30), 4 * minute];
      const asked = { workspaceId: scene.id, jobIds: [jobId], metrics: ['loss', 'grad_norm'], from, to, windowMs };
      const rows = await inWorkspace(scene.id, () => windowsOfJobs(opened.server.stores, asked));
      const within = points.filter(({ at }) => at >= from && at < to);
      const expected = [...Map.groupBy(within, ({ at }) => Math.floor((at.getTime() - from.getTime()) / windowMs))].map(([place, own]) => {
        const finite = own.flatMap(({ value }) => (Number.isFinite(value) ? [value] : [])).toSorted((one, two) => one - two);
        const [below, above] = [
          finite[Math.floor((finite.length - 1) / 2)] as number,
          finite[Math.ceil((finite.length - 1) / 2)] as number,
        ];
        return {
          place,
          pointCount: own.length,
          finiteCount: finite.length,
          median: (below + above) / 2,
          firstStep: own[0]?.step,
          lastStep: own.at(-1)?.step,
          firstAtMs: own[0]?.at.getTime(),
          lastAtMs: own.at(-1)?.at.getTime(),
        };
      });
      expect(rows).toHaveLength(7);
      expect(rows).toEqual(
        expected.map(({ median, ...one }) =>
          expect.objectContaining({ ...one, jobId, metric: 'loss', attempt: 1, median: expect.closeTo(median, 10) }),
        ),
      );
      const foreign = await openScene(opened);
      expect(await inWorkspace(foreign.id, () => windowsOfJobs(opened.server.stores, { ...asked, workspaceId: foreign.id }))).toEqual([]);
    });

    test('a preview has the episodes that jobs would have had, and a chart what each was', async () => {
      const scene = await openScene(opened);
      const jobId = await createJob(scene, { name: 'tune' });
      const aligned = Math.floor((now - 120 * minute) / (10 * minute)) * 10 * minute;
      const at = (step: number): Date => new Date(aligned + step * minute);
      await log(
        scene,
        jobId,
        line('grad_norm', range(0, 59), (step) => (step >= 20 && step < 40 ? 50 : 1), at),
      );
      const input = { name: 'x', source: 'VALUE', metric: 'GRADIENT_NORM', trip: 10, clear: 5, windowMinutes: 10 };
      const { alertPreview: found } = (await scene.run(preview, { input, days: 7 })).data;
      const series = keyOf('tune', jobId);
      expect(found).toMatchObject({
        episodes: [{ series, from: at(30).toISOString(), to: at(50).toISOString(), peak: 50 }],
        noticesPerWeek: 2,
        sentence: expect.stringContaining('Training jobs are replayed at the end of each 10 minutes.'),
      });
      const made = await scene.makeRule(input);
      const query =
        'query ($id: ID!, $series: String) { alertRule(id: $id) { history(series: $series, days: 1) { trip clear points { at value } } } }';
      const { history } = (await scene.run(query, { id: made.id, series })).data.alertRule;
      expect(history).toMatchObject({ trip: 10, clear: 5 });
      expect(history.points.filter(({ value }: Loose) => value !== null).map(({ at: to, value }: Loose) => [to, value])).toEqual(
        [1, 1, 50, 50, 1, 1].map((value, place) => [at(10 * (place + 1)).toISOString(), value]),
      );
      // A job that ended while it was bad: so did its episode.
      await inWorkspace(scene.id, () =>
        opened.server.stores.prisma.trainingJob.update({
          where: { id: jobId },
          data: { status: 'FINISHED', endReason: 'COMPLETED', endedAt: at(35) },
        }),
      );
      const ended = (await scene.run(preview, { input, days: 7 })).data.alertPreview;
      expect(ended.episodes).toEqual([{ series, from: at(30).toISOString(), to: at(40).toISOString(), peak: 50 }]);
    });

    test('a rule on anomalies of training jobs fires with one, says which job, and resolves when the job has ended', async () => {
      const scene = await openScene(opened);
      const rules = await Promise.all(
        [
          { name: 'jobs', dimension: 'TRAINING_JOB' },
          { name: 'losses', metric: 'TRAINING_LOSS' },
          { name: 'norms', metric: 'GRADIENT_NORM' },
          { name: 'models', dimension: 'MODEL' },
        ].map((input) => scene.makeRule({ source: 'ANOMALY', minimumSeverity: 'INFO', ...input })),
      );
      const states = async (): Promise<string[]> => Promise.all(rules.map(async ({ id }) => (await scene.rule(id)).state));
      const jobId = await createJob(scene, { name: 'tune 9', totalSteps: 3_000 });
      const begun = Date.now() - 3_000_000;
      const wobble = (step: number): number => 1 + 0.02 * Math.sin(step * 12.9898) * Math.cos(step * 78.233);
      for (const [from, to, factor] of [
        [1, 300, 2],
        [301, 308, 6],
      ] as const) {
        await log(
          scene,
          jobId,
          line(
            'loss',
            range(from, to),
            (step) => factor * wobble(step),
            (step) => new Date(begun + step * 1_000),
          ),
        );
        await drainJudgments(opened.server);
      }
      await scene.evaluate(new Date(Date.now() + 1_000));
      expect(await states()).toEqual(['FIRING', 'FIRING', 'OK', 'OK']);
      const episodes = await scene.episodes();
      expect(episodes).toHaveLength(2);
      for (const { sentence, link } of episodes) {
        expect(sentence).toMatch(/^The training loss of the training job "tune 9" rose to /);
        expect(link).toMatch(/^\/signals\//);
      }
      const { alertPreview: found } = (
        await scene.run(preview, { input: { name: 'x', source: 'ANOMALY', dimension: 'TRAINING_JOB', minimumSeverity: 'INFO' }, days: 7 })
      ).data;
      expect(found.episodes).toMatchObject([{ series: 'training loss of training job tune 9', to: null }]);
      await end(scene, jobId, new Date());
      await drainJudgments(opened.server);
      await scene.evaluate(new Date(Date.now() + 61_000));
      expect(await states()).toEqual(['OK', 'OK', 'OK', 'OK']);
      expect((await scene.episodes()).map(({ state }) => state)).toEqual(['RESOLVED', 'RESOLVED']);
    });
  });
}
