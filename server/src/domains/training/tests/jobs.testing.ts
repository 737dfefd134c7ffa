import { beforeAll, describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { createOrUpdateJob, findJobByExternalId } from '../commands/job.ts';
import { recordPoints } from '../commands/points.ts';
import { changeState, changeStateIn, stateChanged } from '../commands/state.ts';
import { beat } from '../commands/beat.ts';
import { noteSilence } from '../background/silence.ts';
import { helpersOf, type Workspace } from './workspace.testing.ts';

/** A job as it is made, changed, imported, ended and silent. */
export function jobTests(served: () => TestServer): void {
  const { workspace, createJob, keyOf, log, fields, line, range } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    server = served();
  });

  describe('a job', () => {
    test('is made as sent, and changed under its external id: absent keeps, null clears, hyperparameters are merged', async () => {
      const own = await workspace();
      const input = {
        externalId: 'run-1',
        name: 'first',
        project: 'p',
        groupName: 'g',
        tags: ['a', ' b ', 'a'],
        notes: '# n',
        trainingType: 'FINE_TUNING',
        trainingMethod: 'DPO',
        baseModel: 'tiny',
        hyperparameters: { lr: 0.1, inner: { deep: [1] } },
        datasetName: 'd',
        datasetSize: 5_000_000_000,
        datasetSplit: [0.8, 0.1, 0.1],
        totalEpochs: 2.5,
        totalSteps: 9_007_199_254_740_991,
        hardware: { gpuName: 'H200', gpuCount: 2, memoryBytes: 1_000_000_000_000 },
        hourlyUsd: 3.21,
      };
      const selection =
        'externalId name project groupName tags notes trainingType trainingMethod baseModel hyperparameters datasetName datasetSize datasetSplit totalEpochs totalSteps hardware { name gpuName gpuCount memoryBytes } hourlyUsd status source attempt endReason progressShare etaSeconds metricNames latest';
      const id = await createJob(own, input);
      expect(await fields(own, id, selection)).toEqual({
        ...input,
        tags: ['a', 'b'],
        hardware: { ...input.hardware, name: null },
        status: 'RUNNING',
        source: 'API',
        attempt: 1,
        endReason: null,
        progressShare: 0,
        etaSeconds: null,
        metricNames: [],
        latest: {},
      });
      const again = await createJob(own, { externalId: 'run-1', hyperparameters: { warmup: 5, lr: 0.2 }, notes: null, tags: [] });
      expect(again).toBe(id);
      expect(await fields(own, id, 'name notes tags hyperparameters baseModel')).toEqual({
        name: 'first',
        notes: null,
        tags: [],
        hyperparameters: { lr: 0.2, inner: { deep: [1] }, warmup: 5 },
        baseModel: 'tiny',
      });
      const edited = await own.run('mutation ($input: EditTrainingJobInput!) { editTrainingJob(input: $input) { name notes baseModel } }', {
        input: { id, name: 'second', notes: 'again' },
      });
      expect(edited.data.editTrainingJob).toEqual({ name: 'second', notes: 'again', baseModel: 'tiny' });
      expect((await findJobByExternalId(server.stores, own.id, 'run-1'))?.id).toBe(keyOf(id));
      expect(await findJobByExternalId(server.stores, own.id, 'run-2\u0000')).toBeNull();
    });

    test('is made once by those who make it at the same time', async () => {
      const { id: workspaceId } = await workspace();
      const made = await Promise.all(
        range(0, 12).map((index) =>
          createOrUpdateJob(
            server,
            workspaceId,
            { externalId: 'same', hyperparameters: { [index]: index } },
            { source: 'MLFLOW', now: new Date() },
          ),
        ),
      );
      const jobs = made.map((result) => (result.ok ? result.value : null));
      expect(new Set(jobs.map((stored) => stored?.job.id)).size).toBe(1);
      expect(jobs.filter((stored) => stored?.isNew)).toHaveLength(1);
      const kept = await findJobByExternalId(server.stores, workspaceId, 'same');
      expect(Object.keys(kept?.hyperparameters as object)).toHaveLength(12);
    });

    test('keeps what a protocol attaches, and gives the same job for the same request', async () => {
      const { id: workspaceId } = await workspace();
      const origin = { source: 'RUNNER', isQueued: true, requestId: 'once', now: new Date() } as const;
      const first = await createOrUpdateJob(server, workspaceId, { name: 'n' }, { ...origin, attributes: { a: 1, b: 2 } });
      const second = await createOrUpdateJob(server, workspaceId, {}, { ...origin, attributes: { c: 3 }, removedAttributes: ['a'] });
      if (!first.ok || !second.ok) throw new Error('not stored');
      expect([first.value.isNew, second.value.isNew, second.value.job.id]).toEqual([true, false, first.value.job.id]);
      expect(second.value.job).toMatchObject({ status: 'QUEUED', name: 'n', attributes: { b: 2, c: 3 }, startedAt: null });
    });

    test('is deleted with its points', async () => {
      const own = await workspace();
      const [id, other] = [await createJob(own), await createJob(own)];
      for (const one of [id, other])
        await log(
          own,
          one,
          line('loss', range(0, 5), (step) => step),
        );
      expect((await own.run('mutation ($id: ID!) { deleteTrainingJob(id: $id) }', { id })).data.deleteTrainingJob).toBe(id);
      expect(
        await log(
          own,
          id,
          line('loss', [1], () => 1),
        ),
      ).toMatchObject({ code: 'NOT_FOUND', field: 'jobId' });
      expect((await own.run('query ($id: ID!) { trainingJob(id: $id) { id } }', { id })).data.trainingJob).toBeNull();
      for (const table of ['training_points', 'training_metrics', 'training_buckets']) {
        const left = await server.stores.clickhouse.query(
          'test.left',
          { kind: 'sql', strings: [`SELECT DISTINCT job_id AS id FROM ${table} WHERE workspace_id = '${own.id}'`], values: [] },
          { timeoutMs: 5_000 },
        );
        expect(left).toEqual([{ id: keyOf(other) }]);
      }
    });
  });

  describe('its state', () => {
    const report = ({ run }: Workspace, input: object): Promise<Loose> =>
      run(
        'mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { status endReason errorDetails attempt endedAt } }',
        {
          input,
        },
      );

    test('follows what its trainer reports; the same report again changes nothing, another one is illegal', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      const failed = { jobId, status: 'FAILED', endReason: 'OUT_OF_MEMORY', errorDetails: 'CUDA' };
      const first = await report(own, failed);
      expect(first.data.reportTrainingStatus).toMatchObject({ status: 'FAILED', endReason: 'OUT_OF_MEMORY', errorDetails: 'CUDA' });
      expect(await report(own, failed)).toEqual(first);
      expect((await report(own, { jobId, status: 'FINISHED' })).errors[0].extensions).toMatchObject({ code: 'ILLEGAL_TRAINING_STATUS' });
      expect((await report(own, { jobId, status: 'RUNNING' })).data.reportTrainingStatus).toMatchObject({
        status: 'RUNNING',
        attempt: 2,
        errorDetails: null,
        endedAt: null,
      });
      expect(await fields(own, jobId, 'attempts { attempt endReason endedAt }')).toMatchObject({
        attempts: [
          { attempt: 1, endReason: 'OUT_OF_MEMORY', endedAt: expect.any(String) },
          { attempt: 2, endReason: null, endedAt: null },
        ],
      });
    });

    test('is not moved by the end of an earlier attempt, which is kept with it', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id } }', { input: { jobId } });
      const late = await report(own, { jobId, status: 'FINISHED', attempt: 1 });
      expect(late.data.reportTrainingStatus).toMatchObject({ status: 'RUNNING', endReason: null, attempt: 2 });
      expect(await fields(own, jobId, 'attempts { endReason endedAt }')).toEqual({
        attempts: [
          { endReason: 'COMPLETED', endedAt: expect.any(String) },
          { endReason: null, endedAt: null },
        ],
      });
      for (const attempt of [0, 3])
        expect((await report(own, { jobId, status: 'FINISHED', attempt })).errors[0].extensions).toMatchObject({
          code: 'BAD_TRAINING_JOB',
          field: 'input.attempt',
        });
      expect((await report(own, { jobId, status: 'FINISHED', attempt: 2 })).data.reportTrainingStatus).toMatchObject({
        status: 'FINISHED',
      });
    });

    test('becomes RUNNING with the first point of a queued or stalled job', async () => {
      const own = await workspace();
      const made = await createOrUpdateJob(server, own.id, {}, { source: 'RUNNER', isQueued: true, now: new Date() });
      const jobId = made.ok ? made.value.job.id : '';
      const status = async () => (await server.stores.prisma.trainingJob.findUniqueOrThrow({ where: { id: jobId } })).status;
      const point = [{ metric: 'loss', step: 1, value: 1 }];
      expect(await status()).toBe('QUEUED');
      await recordPoints(server, own.id, jobId, point);
      expect(await status()).toBe('RUNNING');
      await changeState(server, own.id, jobId, { kind: 'SILENT' }, { now: new Date() });
      expect(await status()).toBe('STALLED');
      await recordPoints(server, own.id, jobId, point);
      expect(await status()).toBe('RUNNING');
    });

    test('changes with the transaction of a caller, and is undone with it', async () => {
      const own = await workspace();
      const jobId = keyOf(await createJob(own));
      const end = { kind: 'ENDED', status: 'FAILED', endReason: 'PREEMPTED' } as const;
      const change = (isUndone: boolean) =>
        server.stores.postgres.transaction(async (session) => {
          const changed = await changeStateIn(session, own.id, jobId, end, { now: new Date(), exitCode: 137 });
          if (isUndone) throw new Error('undone');
          return changed;
        });
      const job = () =>
        server.stores.prisma.trainingJob.findUniqueOrThrow({
          where: { id: jobId },
          select: { status: true, attempts: { select: { exitCode: true } } },
        });
      await expect(change(true)).rejects.toThrow('undone');
      expect(await job()).toEqual({ status: 'RUNNING', attempts: [{ exitCode: null }] });
      const changed = await change(false);
      if (changed.ok) stateChanged(server, changed.value);
      expect(await job()).toEqual({ status: 'FAILED', attempts: [{ exitCode: 137 }] });
    });
  });

  describe('a job that was imported', () => {
    test('has the times at which its trainer began, restarted and ended, and is found by its external id', async () => {
      const own = await workspace();
      const at = (hour: number): string => `2026-11-20T0${hour}:00:00.000Z`;
      const id = await createJob(own, { externalId: 'file-1', source: 'IMPORT', startedAt: at(1) });
      const restart = await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { attempt } }', {
        input: { jobId: id, resumedFromStep: 9, startedAt: at(2) },
      });
      expect(restart.data.startTrainingAttempt).toEqual({ attempt: 2 });
      const input = { jobId: id, status: 'FAILED', endReason: 'SILENT', endedAt: at(3) };
      await own.run('mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', { input });
      const { data } = await own.run(
        '{ trainingJobByExternalId(externalId: "file-1") { id source status endReason startedAt endedAt attempts { firstStep startedAt endedAt endReason } } nothing: trainingJobByExternalId(externalId: "\\u0000") { id } }',
      );
      expect(data).toEqual({
        trainingJobByExternalId: {
          id,
          source: 'IMPORT',
          status: 'FAILED',
          endReason: 'SILENT',
          startedAt: at(1),
          endedAt: at(3),
          attempts: [
            { firstStep: null, startedAt: at(1), endedAt: at(2), endReason: null },
            { firstStep: 10, startedAt: at(2), endedAt: at(3), endReason: 'SILENT' },
          ],
        },
        nothing: null,
      });
      await createJob(own, { externalId: 'file-1', source: 'API' });
      expect(await fields(own, id, 'source')).toEqual({ source: 'IMPORT' });
    });

    test('without an external id is found by the id of its run, which is its own without dashes', async () => {
      const own = await workspace();
      const id = await createJob(own);
      const runId = Buffer.from(id, 'base64').toString().split(':')[1]?.replaceAll('-', '') as string;
      const found = 'query ($runId: String!) { trainingJobByExternalId(externalId: $runId) { id } }';
      expect((await own.run(found, { runId })).data).toEqual({ trainingJobByExternalId: { id } });
      const other = await workspace();
      expect((await other.run(found, { runId })).data).toEqual({ trainingJobByExternalId: null });
    });

    test('cannot end or restart at a time that is none', async () => {
      const own = await workspace();
      const jobId = await createJob(own);
      const ended = await own.run('mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', {
        input: { jobId, status: 'FINISHED', endedAt: '1999-12-31T23:59:59Z' },
      });
      const restarted = await own.run('mutation ($input: StartTrainingAttemptInput!) { startTrainingAttempt(input: $input) { id } }', {
        input: { jobId, startedAt: '1999-12-31T23:59:59Z' },
      });
      const early = await own.run('mutation ($input: ReportTrainingStatusInput!) { reportTrainingStatus(input: $input) { id } }', {
        input: { jobId, status: 'FINISHED', endedAt: '2001-01-01T00:00:00Z' },
      });
      expect([ended.errors[0].extensions, early.errors[0].extensions, restarted.errors[0].extensions]).toMatchObject([
        { code: 'BAD_TRAINING_JOB', field: 'input.endedAt' },
        { code: 'BAD_TRAINING_JOB', field: 'input.endedAt', reason: expect.stringContaining('before the job began') },
        { code: 'BAD_TRAINING_JOB', field: 'input.startedAt' },
      ]);
      expect(await fields(own, jobId, 'status attempt')).toEqual({ status: 'RUNNING', attempt: 1 });
    });
  });

  describe('silence', () => {
    test('stalls a job after five minutes or five pauses, and fails it after a day; a beat keeps it', async () => {
      const own = await workspace();
      const now = new Date();
      const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
      const make = async (
        status: 'RUNNING' | 'STALLED' | 'QUEUED' | 'FINISHED',
        heardAt: Date,
        gapMs: number | null = null,
      ): Promise<string> => {
        const id = keyOf(await createJob(own));
        const endReason = status === 'FINISHED' ? 'COMPLETED' : null;
        await server.stores.prisma.trainingJob.update({ where: { id }, data: { status, heardAt, gapMs, endReason } });
        return id;
      };
      const jobs = {
        lively: await make('RUNNING', ago(4.9)),
        silent: await make('RUNNING', ago(5.1)),
        slow: await make('RUNNING', ago(49), 600_000),
        slowAndSilent: await make('RUNNING', ago(51), 600_000),
        stalled: await make('STALLED', ago(100)),
        gone: await make('STALLED', ago(24 * 60 + 1)),
        waiting: await make('QUEUED', ago(3_000)),
        over: await make('FINISHED', ago(3_000)),
      };
      await noteSilence({ stores: server.stores, live: server.live, onError: (error) => expect(error).toBeNull() }, now);
      const states = async (): Promise<object> => {
        const rows = await server.stores.prisma.trainingJob.findMany({ where: { workspaceId: own.id } });
        return Object.fromEntries(
          Object.entries(jobs).map(([name, id]) => {
            const row = rows.find((one) => one.id === id);
            return [name, row?.endReason === null ? row.status : `${row?.status} ${row?.endReason}`];
          }),
        );
      };
      expect(await states()).toEqual({
        lively: 'RUNNING',
        silent: 'STALLED',
        slow: 'RUNNING',
        slowAndSilent: 'STALLED',
        stalled: 'STALLED',
        gone: 'FAILED SILENT',
        waiting: 'QUEUED',
        over: 'FINISHED COMPLETED',
      });
      await beat(server, own.id, jobs.silent, new Date());
      await recordPoints(server, own.id, jobs.gone, [{ metric: 'loss', step: 1, value: 1 }]);
      expect(await states()).toMatchObject({ silent: 'RUNNING', gone: 'RUNNING' });
    });
  });
}
