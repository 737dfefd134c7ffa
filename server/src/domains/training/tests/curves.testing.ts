import { beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../../../platform/store/sql.ts';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { refreshSummaries } from '../background/summaries.ts';
import { helpersOf, type Workspace } from './workspace.testing.ts';

/** Curves of many points, and of many jobs. */
export function curveTests(served: () => TestServer): void {
  const { workspace, createJob, keyOf, log, fields, line, range } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    server = served();
  });

  describe('the losses of a job', () => {
    const losses = (own: Workspace, id: string) => fields(own, id, 'lastLoss lastEvalLoss bestEvalLoss');
    const restart = (own: Workspace, jobId: string, resumedFromStep: number | null) =>
      own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { bestEvalLoss } }', {
        input: { jobId, resumedFromStep },
      });
    const trained = (steps: readonly number[], value: number) =>
      ['loss', 'eval_loss'].flatMap((metric) => line(metric, steps, () => value));

    test('are none of those that a later attempt has superseded, whether it names its first step or repeats one', async () => {
      const own = await workspace();
      const [named, repeated] = [await createJob(own), await createJob(own)];
      for (const id of [named, repeated]) await log(own, id, [...trained([5], 4), ...trained([20], 0.1)]);
      expect((await restart(own, named, 10)).data.startTrainingAttempt).toEqual({ bestEvalLoss: 4 });
      expect(await losses(own, named)).toEqual({ lastLoss: 4, lastEvalLoss: 4, bestEvalLoss: 4 });
      await restart(own, repeated, null);
      expect((await losses(own, repeated)).bestEvalLoss, 'until its first point nothing is superseded').toBe(0.1);
      for (const id of [named, repeated]) {
        await log(own, id, trained([11], 5));
        expect(await losses(own, id)).toEqual({ lastLoss: 5, lastEvalLoss: 5, bestEvalLoss: 4 });
      }
    });

    test('that were stored with superseded ones are read again', async () => {
      const own = await workspace();
      const id = await createJob(own);
      await log(own, id, trained([5], 4));
      expect((await losses(own, id)).bestEvalLoss).toBe(4);
      const stale = { bestEvalLoss: 0.1, bestEvalStep: 20n, isSummaryStale: true };
      await server.stores.prisma.trainingJob.update({ where: { id: keyOf(id) }, data: stale });
      await refreshSummaries({ stores: server.stores, live: server.live, onError: (error) => expect(error).toBeNull() });
      expect((await losses(own, id)).bestEvalLoss).toBe(4);
    });
  });

  describe('a curve of very many points', () => {
    /** Written past the API: what is tested is how they are read. */
    const insert = (own: Workspace, jobId: string, points: string): Promise<void> =>
      server.stores.clickhouse.command(
        'test.points',
        raw(`INSERT INTO training_points (workspace_id, job_id, metric, sent_as, step, attempt, value, at, version)
           SELECT toUUID('${own.id}'), toUUID('${keyOf(jobId)}'), 'loss', 'loss', ${points}`),
      );

    test('keeps every spike, whether it is read from points or from buckets, in any range, and follows restarts', async () => {
      const own = await workspace();
      const id = await createJob(own);
      const [count, resumedAt] = [600_000, 300_100];
      const spikes = new Map<number, unknown>([
        [0, -50],
        [255, 70],
        [256, 71],
        [123_457, 99],
        [300_050, -99],
        [300_099, 55],
        [400_000, 'NaN'],
        [500_000, 'Infinity'],
        [500_001, '-Infinity'],
        [599_999, 33],
      ]);
      const valueOf = `multiIf(${[...spikes].map(([step, value]) => `step = ${step}, ${String(value).replace('Infinity', 'inf').replace('NaN', 'nan')}`).join(', ')}, sin(step / 100))`;
      const at = (attempt: number): string => `step, ${attempt}, ${valueOf}, toDateTime64(1700000000 + step, 6), ${attempt}`;
      // The first attempt goes on with other values after the step at which the second one begins.
      await insert(
        own,
        id,
        `number AS step, 1, if(number >= ${resumedAt}, 1000, ${valueOf}), toDateTime64(1700000000 + number, 6), 1 FROM numbers(350000)`,
      );
      await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id } }', {
        input: { jobId: id, resumedFromStep: resumedAt - 1 },
      });
      await insert(own, id, `number + ${resumedAt} AS step, ${at(2).replace('step, 2', '2')} FROM numbers(${count - resumedAt})`);
      const read = async (range: string): Promise<Loose[]> =>
        (await fields(own, id, `series(metric: "loss", maxPoints: 400${range}) { step value at attempt }`)).series;
      const whole = await read('');
      expect(whole.length).toBeLessThan(460);
      expect(whole.length).toBeGreaterThan(200);
      // The first of a bucket stands for NaN and the infinities of it.
      for (const [step, value] of spikes)
        if (step !== 500_001 && step !== 255) expect(whole).toContainEqual(expect.objectContaining({ step, value }));
      expect(whole.every(({ value }) => value !== 1000)).toBe(true);
      expect(whole.every(({ step, attempt }) => attempt === (step < resumedAt ? 1 : 2))).toBe(true);
      expect(whole.find(({ step }) => step === 123_457).at).toBe(new Date(1_700_123_457_000).toISOString());
      expect([whole[0].step, whole.at(-1).step]).toEqual([0, count - 1]);
      const cut = await read(', fromStep: 100, toStep: 550001');
      expect([cut[0].step, cut.at(-1).step]).toEqual([100, 550_001]);
      for (const step of [256, 123_457, 300_050, 400_000, 500_000]) expect(cut.map((point) => point.step)).toContain(step);
      expect(await read(', fromStep: 300045, toStep: 300104')).toHaveLength(60);
      const all = (await fields(own, id, 'series(metric: "loss", maxPoints: 400, attempts: ALL) { value attempt }')).series;
      expect(all.some(({ value, attempt }: Loose) => value === 1000 && attempt === 1)).toBe(true);
    });
  });

  describe('several jobs', () => {
    test('are compared by one metric on one axis, and drawn small each over its own steps', async () => {
      const own = await workspace();
      const [short, long, empty] = [await createJob(own), await createJob(own), await createJob(own)];
      await log(own, short, [...line('loss', range(0, 100), (step) => step), ...line('epoch', [0, 100], (step) => step / 10)]);
      await log(
        own,
        long,
        line('train/loss', range(0, 5_000), (step) => (step === 77 ? 'NaN' : -step)),
      );
      const compare = async (input: object): Promise<Loose> =>
        (await own.run('query ($input: CompareTrainingJobsInput!) { compareTrainingJobs(input: $input) }', { input })).data
          ?.compareTrainingJobs;
      const curves = await compare({ jobIds: [short, long, empty], metric: 'loss', maxPoints: 400 });
      expect(Object.keys(curves)).toEqual([short, long]);
      expect(curves[long].value).toContain('NaN');
      expect([curves[short].step[0], curves[short].step.at(-1), curves[long].step.at(-1)]).toEqual([0, 99, 4_999]);
      const byEpoch = await compare({ jobIds: [short, long], metric: 'loss', maxPoints: 20_000, x: 'EPOCH', toStep: 50 });
      expect([byEpoch[short].x.at(-1), byEpoch[long].x[0]]).toEqual([5, null]);
      const { body } = await ask(server, 'query ($input: CompareTrainingJobsInput!) { compareTrainingJobs(input: $input) }', {
        variables: { input: { jobIds: [short, long], metric: 'loss' } },
      });
      expect(body.data.compareTrainingJobs).toEqual({});
      const { edges } = (await own.run('{ trainingJobs(order: CREATED, descending: false) { edges { node { sparkline } } } }')).data
        .trainingJobs;
      const [first, second, third] = edges.map(({ node }: Loose) => node.sparkline);
      expect([first[0], first.at(-1), second[0], second.at(-1), third]).toEqual([0, 99, 0, -4_999, []]);
      expect(first.length).toBeGreaterThan(20);
      expect(first.length).toBeLessThan(70);
    });

    test('are drawn small with every point there is: after more points, after a restart, and after what another server wrote', async () => {
      const own = await workspace();
      const id = await createJob(own);
      const drawn = async (): Promise<number[]> => (await fields(own, id, 'sparkline')).sparkline;
      await log(
        own,
        id,
        line('loss', [0, 1, 2], (step) => step),
      );
      expect([await drawn(), await drawn()]).toEqual([
        [0, 1, 2],
        [0, 1, 2],
      ]);
      await log(
        own,
        id,
        line('loss', [3], () => 9),
      );
      expect(await drawn()).toEqual([0, 1, 2, 9]);
      await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id } }', {
        input: { jobId: id, resumedFromStep: 1 },
      });
      expect(await drawn()).toEqual([0, 1]);
      const elsewhere = `INSERT INTO training_points (workspace_id, job_id, metric, sent_as, step, attempt, value, at, version)
        SELECT toUUID('${own.id}'), toUUID('${keyOf(id)}'), 'loss', 'loss', 5, 2, 7, now64(6), 1`;
      await server.stores.clickhouse.command('test.points', raw(elsewhere));
      await server.stores.prisma.trainingJob.update({ where: { id: keyOf(id) }, data: { heardAt: new Date(Date.now() + 5) } });
      expect(await drawn()).toEqual([0, 1, 7]);
    });
  });
}
