import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { createApiKey } from '../access/commands.ts';
import { effectivenessOf } from './pure/effect.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

async function workspace() {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'test', role: 'ADMIN' });
  const asked = (query: string, variables: object = {}) =>
    ask(server, query, { variables, headers: { authorization: `Bearer ${secret}` } });
  const run = async (query: string, variables: object = {}): Promise<Loose> => {
    const { body } = await asked(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  return {
    workspaceId,
    run,
    save: (input: object) => asked('mutation ($input: TransferSessionInput!) { saveTransferSession(input: $input) { id } }', { input }),
    tested: async (model: string, startedAt: string, correct: number) => {
      const { saveBenchmarkRun } = await run('mutation ($input: BenchmarkRunInput!) { saveBenchmarkRun(input: $input) { id } }', {
        input: { suite: 'exam', model, startedAt },
      });
      await run(
        'mutation ($id: ID!, $results: [BenchmarkResultInput!]!) { logBenchmarkResults(runId: $id, results: $results) { accepted } }',
        {
          id: saveBenchmarkRun.id,
          results: Array.from({ length: 100 }, (_, item) => ({ itemId: `i${item}`, isCorrect: item < correct })),
        },
      );
    },
    transfers: async (): Promise<Loose[]> =>
      (
        await run(`{ transferSessions { id domain effect {
          accuracyGain accuracySource accuracy { verdict base value } trainingTimeHours trainingTimeSource scratchTimeHours scratchSource scratchJobCount
          timeReductionPercent costSavedUsd effectiveness } } }`)
      ).transferSessions,
  };
}

const transfer = { externalId: 't1', sourceModel: 'big', targetModel: 'small', domain: 'refunds', method: 'LoRA' };

test('a session takes what it does not state from benchmarks and trainings from scratch of the target', async () => {
  const own = await workspace();
  await own.tested('small', '2026-01-01T00:00:00Z', 30);
  await own.tested('small', '2026-01-05T00:00:00Z', 40);
  await own.tested('small', '2026-02-01T00:00:00Z', 60);
  await own.tested('small', '2026-03-01T00:00:00Z', 90);
  await own.tested('big', '2026-02-01T00:00:00Z', 10);
  for (const [name, hours] of [
    ['one', 8],
    ['two', 12],
  ] as const) {
    const startedAt = new Date('2026-01-01T00:00:00Z');
    await server.stores.prisma.trainingJob.create({
      data: {
        workspaceId: own.workspaceId,
        name,
        status: 'FINISHED',
        trainingType: 'FROM_SCRATCH',
        outputModel: 'small',
        hourlyNanoUsd: 2_000_000_000n,
        startedAt,
        endedAt: new Date(startedAt.getTime() + hours * 3_600_000),
      },
    });
  }
  await own.save({ ...transfer, trainingCostUsd: 4, startedAt: '2026-01-10T00:00:00Z', completedAt: '2026-01-10T02:00:00Z' });
  expect(await own.transfers()).toMatchObject([
    {
      domain: 'refunds',
      effect: {
        accuracyGain: expect.closeTo(0.2, 12),
        accuracySource: 'BENCHMARKS',
        accuracy: { base: 0.4, value: 0.6, verdict: 'BETTER' },
        trainingTimeHours: 2,
        trainingTimeSource: 'TIMES',
        scratchTimeHours: 10,
        scratchSource: 'JOBS_FROM_SCRATCH',
        scratchJobCount: 2,
        timeReductionPercent: 80,
        costSavedUsd: 16,
        effectiveness: 'HIGHLY_EFFECTIVE',
      },
    },
  ]);
});

test('a session is saved again by its id: what is absent stays; it is deleted by its global id', async () => {
  const own = await workspace();
  await own.save({ ...transfer, accuracyBefore: 0.4, accuracyAfter: 0.5 });
  await own.save({ ...transfer, domain: 'bookings', scratchTimeHours: 4, trainingTimeHours: 1 });
  const [only, ...others] = await own.transfers();
  expect(others).toEqual([]);
  expect(only).toMatchObject({ domain: 'bookings', effect: { accuracyGain: expect.closeTo(0.1, 12), timeReductionPercent: 75 } });
  await own.run('mutation ($id: ID!) { deleteTransferSession(id: $id) }', { id: only.id });
  expect(await own.transfers()).toEqual([]);
});

test('a job that is not there, and an end before the start, are rejected', async () => {
  const own = await workspace();
  const refused = async (input: object) => (await own.save({ ...transfer, ...input })).body.errors[0].extensions;
  const gone = Buffer.from(`TrainingJob:${randomUUID()}`).toString('base64');
  expect(await refused({ jobId: gone })).toMatchObject({ code: 'NOT_FOUND', field: 'input.jobId' });
  await own.save({ ...transfer, startedAt: '2026-01-02T00:00:00Z' });
  expect(await refused({ completedAt: '2026-01-01T00:00:00Z' })).toMatchObject({
    code: 'BAD_TRANSFER_SESSION',
    field: 'input.completedAt',
  });
});

test("the source's SQL gives the same classes", async () => {
  const gains = [-0.1, 0, 0.01, 0.05, 0.0501, 0.1, 0.1001, 0.3];
  const percents = [-10, 30, 30.1, 50, 50.1, null];
  const rows = await server.stores.prisma.$queryRawUnsafe<{ class: string }[]>(`
    SELECT CASE
        WHEN accuracy_gain > 0.1 AND time_reduction_pct > 50 THEN 'highly_effective'
        WHEN accuracy_gain > 0.05 AND time_reduction_pct > 30 THEN 'effective'
        WHEN accuracy_gain > 0 THEN 'moderately_effective'
        ELSE 'ineffective'
    END as class
    FROM unnest(ARRAY[${gains.join(',')}]::float8[]) WITH ORDINALITY AS g(accuracy_gain, n),
         unnest(ARRAY[${percents.map((one) => one ?? 'NULL').join(',')}]::float8[]) WITH ORDINALITY AS p(time_reduction_pct, k) ORDER BY n, k`);
  expect(gains.flatMap((gain) => percents.map((percent) => effectivenessOf(gain, percent)?.toLowerCase()))).toEqual(
    rows.map((row) => row.class),
  );
});
