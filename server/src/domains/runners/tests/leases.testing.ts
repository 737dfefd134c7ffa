import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask, type TestServer } from '../../../server.testing.ts';
import { createApiKey } from '../../access/commands.ts';
import { mostLosses } from '../pure/lease.ts';
import { helpersOf } from './workplace.testing.ts';

/** Leases: how they begin, are lost and end. */
export function leaseTests(served: () => TestServer): void {
  const { workplace, held, afterLoss, sweep } = helpersOf(served);
  let server: TestServer;
  beforeAll(() => {
    server = served();
  });

  describe('a lease', () => {
    test('makes the job run with the first sign, and ends with the exit, which may be reported again', async () => {
      const own = await workplace();
      const { job, holding } = await held(own);
      expect(await own.renew(holding)).toEqual({ job: { status: 'RUNNING' } });
      const exit = { reason: 'COMPLETED', exitCode: 0 };
      for (const _again of [1, 2]) expect(await own.exit(holding, exit)).toMatchObject({ status: 'FINISHED', endReason: 'COMPLETED' });
      expect((await own.job(job.id)).attempts).toEqual([{ attempt: 1, exitCode: 0, endReason: 'COMPLETED' }]);
      expect(await own.append(holding, 1, 'late')).toMatchObject({ code: 'LEASE_LOST' });
    });

    test.each([
      ['OUT_OF_MEMORY', { status: 'FAILED', endReason: 'OUT_OF_MEMORY', attempt: 1 }],
      ['BAD_EXIT', { status: 'FAILED', endReason: 'BAD_EXIT', attempt: 1 }],
      ['POLICY', { status: 'FAILED', endReason: 'POLICY', attempt: 1 }],
      ['TIME_LIMIT', { status: 'FAILED', endReason: 'TIME_LIMIT', attempt: 1 }],
      ['USER', { status: 'CANCELLED', endReason: 'USER', attempt: 1 }],
      ['PREEMPTED', { status: 'QUEUED', endReason: null, attempt: 2 }],
      ['LOST_RUNNER', { status: 'QUEUED', endReason: null, attempt: 2 }],
    ])('ends by %s', async (reason, state) => {
      const own = await workplace();
      const { holding } = await held(own);
      expect(await own.exit(holding, { reason, exitCode: 1, errorDetails: 'why' })).toMatchObject(state);
    });

    test('is cancelled only when the runner confirms it, also where the command ends with 0', async () => {
      const own = await workplace();
      const { job, holding } = await held(own);
      await own.run('mutation ($id: ID!) { cancelTrainingJob(id: $id) { id } }', { id: job.id });
      expect(await own.renew(holding)).toEqual({ job: { status: 'CANCELLING' } });
      expect(await own.exit(holding, { reason: 'COMPLETED', exitCode: 0 })).toMatchObject({ status: 'CANCELLED', endReason: 'USER' });
    });

    test('is lost only where process, log and steps are old; the job waits again, and the late writer is refused', async () => {
      const own = await workplace();
      const { runner, job, holding } = await held(own);
      await sweep(new Date());
      expect((await own.job(job.id)).status).toBe('STARTING');
      await own.append(holding, 1, 'first attempt');
      await server.stores.prisma.trainingLease.updateMany({ where: { workspaceId: own.workspaceId }, data: { processAt: new Date(0) } });
      await sweep(new Date());
      expect((await own.job(job.id)).status, 'its log is new').toBe('STARTING');
      await sweep(afterLoss());
      expect(await own.job(job.id)).toMatchObject({
        status: 'QUEUED',
        attempt: 2,
        lease: { lossCount: 1 },
        attempts: [{ attempt: 1, endReason: 'LOST_RUNNER' }, { attempt: 2 }],
      });
      const again = await own.lease(runner.id);
      expect(again).toMatchObject({ attempt: 2, job: { id: job.id } });
      expect(BigInt(again.fence)).toBeGreaterThan(BigInt(holding.fence));
      for (const late of [own.renew(holding), own.append(holding, 2, 'late'), own.exit(holding, { reason: 'COMPLETED' })])
        expect(await late).toMatchObject({ code: 'LEASE_LOST', field: 'input.fence' });
      expect(await own.log(job.id)).toEqual([]);
      expect(await own.log(job.id, ', attempt: 1')).toEqual([{ line: 1, text: 'first attempt' }]);
      await own.run(
        'mutation ($id: ID!) { logTrainingSteps(jobId: $id, points: [{ metric: "loss", step: 1, value: 1, attempt: 1 }]) { accepted } }',
        {
          id: job.id,
        },
      );
      expect((await own.job(job.id)).status, 'a point of the lost attempt is no sign').toBe('STARTING');
    });

    test('that is lost again and again ends in LOST, with a budget of its own; a job that is being cancelled is not queued again', async () => {
      const own = await workplace();
      const { runner, job } = await held(own);
      for (let loss = 1; loss <= mostLosses; loss += 1) {
        await sweep(afterLoss());
        expect((await own.job(job.id)).status).toBe('QUEUED');
        await own.lease(runner.id);
      }
      await sweep(afterLoss());
      expect(await own.job(job.id)).toMatchObject({ status: 'LOST', endReason: 'LOST_RUNNER', lease: { lossCount: mostLosses + 1 } });
      const other = await held(own);
      await own.run('mutation ($id: ID!) { cancelTrainingJob(id: $id) { id } }', { id: other.job.id });
      await sweep(afterLoss());
      expect(await own.job(other.job.id)).toMatchObject({ status: 'LOST', attempt: 1 });
    });

    test('of a runner that is revoked is refused, and the runner takes no job and no name', async () => {
      const own = await workplace();
      const { runner, job, holding } = await held(own);
      await own.run('mutation ($id: ID!) { revokeRunner(id: $id) { revokedAt } }', { id: runner.id });
      expect(await own.renew(holding)).toMatchObject({ code: 'LEASE_LOST' });
      expect(await own.lease(runner.id)).toMatchObject({ code: 'RUNNER_REVOKED', field: 'input.runnerId' });
      expect(await own.register()).toMatchObject({ code: 'RUNNER_REVOKED', field: 'input.name' });
      expect(await own.job(job.id), 'at once').toMatchObject({
        status: 'QUEUED',
        attempt: 2,
        lease: { lossCount: 1, releasedAt: expect.any(String) },
        attempts: [{ attempt: 1, endReason: 'LOST_RUNNER' }, { attempt: 2 }],
      });
    });

    test('that is renewed, logged under or ended is a sign of its runner, also when it is over', async () => {
      const own = await workplace();
      const { runner, holding } = await held(own);
      const runnerId = Buffer.from(runner.id, 'base64').toString().split(':')[1] as string;
      const { prisma } = server.stores;
      for (const sign of [() => own.renew(holding), () => own.append(holding, 1, 'a'), () => own.exit(holding, { reason: 'COMPLETED' })]) {
        await prisma.runner.update({ where: { id: runnerId }, data: { seenAt: new Date(0) } });
        await sign();
        expect((await own.run('{ runners { seenAt } }')).data.runners).not.toEqual([{ seenAt: new Date(0).toISOString() }]);
      }
    });

    test('is answered with 409 to a late writer, and with 401 to a wrong key', async () => {
      const query = `mutation { renewTrainingLease(input: { jobId: "${Buffer.from(`TrainingJob:${randomUUID()}`).toString('base64')}", fence: "1" }) { fence } }`;
      expect((await ask(server, query, { headers: { authorization: 'Bearer ftl_wrong' } })).status).toBe(401);
      const own = await workplace();
      const { holding } = await held(own);
      const { secret } = await createApiKey(server.stores, { workspaceId: own.workspaceId, name: 'second', role: 'EDITOR' });
      const late = await ask(server, 'mutation ($input: RenewTrainingLeaseInput!) { renewTrainingLease(input: $input) { fence } }', {
        variables: { input: { ...holding, fence: '0' } },
        headers: { authorization: `Bearer ${secret}` },
      });
      expect([late.status, late.body.errors[0].extensions.code]).toEqual([409, 'LEASE_LOST']);
    });
  });
}
