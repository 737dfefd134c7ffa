import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLocalBus } from '../live/bus.ts';
import { LOCKS } from '../store/postgres/locks.ts';
import type { Stores } from '../store/stores.ts';
import { asAdministrator, createTestWorkspace, openTestStores } from '../store/testing.ts';
import { StoreUnavailable, storeUnavailableIn } from '../store/unavailable.ts';
import { enqueue, type Job, type JobKind } from './jobs.ts';
import { startJobs, type RunnerOptions } from './runner.ts';
import type { Schedule } from './schedules.ts';

let stores: Stores;
let workspaceId: string;
let workspaceCount = 0;
let changes: string[];
let failures: unknown[];
const runners: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());
beforeEach(async () => {
  await stores.prisma.backgroundTask.deleteMany();
  workspaceId = await createTestWorkspace(stores, `w${(workspaceCount += 1)}`);
  changes = [];
  failures = [];
  return () => Promise.all(runners.splice(0).map((runner) => runner.stop())).then(() => {});
});

const run = (...jobs: Job[]) => start({ jobs });

function start(options: Partial<RunnerOptions>): { stop(): Promise<void> } {
  const runner = startJobs(stores, {
    jobs: [],
    schedules: [],
    live: openLocalBus(),
    pollMs: 50,
    ...options,
    onChanged: (_taskId, status) => changes.push(status),
    onError: (_task, error) => failures.push(error),
  });
  runners.push(runner);
  return runner;
}

const taskOf = (id: string) => stores.prisma.backgroundTask.findUniqueOrThrow({ where: { id } });

async function ended(id: string) {
  for (;;) {
    const task = await taskOf(id);
    if (task.finishedAt !== null) return task;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const count: JobKind = { kind: 'count', limit: 1 };

/** Counts to ten from its cursor; each step waits until it is let through. */
function counting(steps: { let: () => Promise<void> }): Job & { counted: bigint[] } {
  const counted: bigint[] = [];
  return {
    ...count,
    counted,
    run: async (_stores, task, report, signal) => {
      for (let cursor = task.cursor + 1n; cursor <= 10n && !signal.aborted; cursor += 1n) {
        await steps.let();
        counted.push(cursor);
        await report({ cursor, doneCount: Number(cursor), totalCount: 10 });
      }
    },
  };
}
const atOnce = { let: async () => {} };

describe('the task runner', () => {
  test('does a task with its progress, and says each change', async () => {
    const id = await enqueue(stores.postgres, count, { workspaceId });
    run(counting(atOnce));
    expect(await ended(id)).toMatchObject({ status: 'SUCCEEDED', doneCount: 10, totalCount: 10, cursor: 10n, error: null });
    expect(changes).toEqual([...Array<string>(11).fill('RUNNING'), 'SUCCEEDED']);
  });

  test('does the oldest first, one at a time, whichever workspace asked', async () => {
    const order: string[] = [];
    let atWork = 0;
    const note: JobKind = { kind: 'note', limit: 1 };
    const job: Job = {
      ...note,
      run: async (_stores, { input }) => {
        expect((atWork += 1)).toBe(1);
        order.push((input as { name: string }).name);
        await new Promise((resolve) => setTimeout(resolve, 10));
        atWork -= 1;
      },
    };
    const other = await createTestWorkspace(stores, `other-${workspaceCount}`);
    const tasks = [];
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) {
      tasks.push(await enqueue(stores.postgres, note, { workspaceId: index % 2 === 0 ? workspaceId : other, input: { name } }));
      // Of one millisecond none would be the older.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    run(job);
    run(job);
    for (const id of tasks) expect((await ended(id)).status).toBe('SUCCEEDED');
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  test('stopped in the middle, leaves the task to the next runner, which goes on from the cursor', async () => {
    const id = await enqueue(stores.postgres, count, { workspaceId });
    let stopping: Promise<void> | null = null;
    const first = counting({ let: async () => void (first.counted.length === 3 && (stopping ??= runner.stop())) });
    const runner = run(first);
    while (stopping === null) await new Promise((resolve) => setTimeout(resolve, 5));
    await stopping;
    expect(await taskOf(id)).toMatchObject({ status: 'RUNNING', finishedAt: null });
    const second = counting(atOnce);
    run(second);
    expect((await ended(id)).status).toBe('SUCCEEDED');
    expect([...first.counted, ...second.counted]).toEqual(Array.from({ length: 10 }, (_, index) => BigInt(index + 1)));
  });

  test('takes up a task whose server was killed', async () => {
    const id = await enqueue(stores.postgres, count, { workspaceId });
    await stores.prisma.backgroundTask.update({ where: { id }, data: { status: 'RUNNING', cursor: 7n } });
    // As a server leaves it that had the entry, and has no session any more.
    const taken = await stores.postgres.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'pool-killed', locked_at = now(), attempts = 1 WHERE key = $1 RETURNING job_queue_id`,
      [id],
    );
    await stores.postgres.query(
      `UPDATE graphile_worker._private_job_queues SET locked_by = 'pool-killed', locked_at = now() WHERE id = $1`,
      [taken.rows[0].job_queue_id],
    );
    const job = counting(atOnce);
    run(job);
    await ended(id);
    expect(job.counted).toEqual([8n, 9n, 10n]);
  });

  test('takes up a task of before there was this queue', async () => {
    const { id } = await stores.prisma.backgroundTask.create({ data: { workspaceId, kind: 'count', status: 'RUNNING', cursor: 4n } });
    const job = counting(atOnce);
    run(job);
    expect((await ended(id)).status).toBe('SUCCEEDED');
    expect(job.counted).toEqual([5n, 6n, 7n, 8n, 9n, 10n]);
  });

  test('goes on from the cursor when a store was away in the middle, and when the session was lost by which no other server works on tasks', async () => {
    const id = await enqueue(stores.postgres, count, { workspaceId });
    let accidentCount = 0;
    const job = counting({
      let: async () => {
        if (job.counted.length < 3 * (accidentCount + 1)) return;
        accidentCount += 1;
        if (accidentCount === 1) throw new StoreUnavailable('ClickHouse');
        if (accidentCount === 2)
          await asAdministrator(
            stores,
            `SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
            [LOCKS.jobs],
          );
      },
    });
    run(job);
    expect(await ended(id)).toMatchObject({ status: 'SUCCEEDED', error: null });
    expect(job.counted).toEqual(Array.from({ length: 10 }, (_, index) => BigInt(index + 1)));
    expect(failures.every((failure) => storeUnavailableIn(failure) !== null)).toBe(true);
  });

  test('says of a task that failed no more than that, and does the next', async () => {
    const failing: Job = { kind: 'fail', limit: 1, attempts: 1, run: () => Promise.reject(new Error('password=hunter2')) };
    const first = await enqueue(stores.postgres, failing, { workspaceId });
    const unknown = await enqueue(stores.postgres, { kind: 'unheard of', limit: 1 }, { workspaceId });
    const last = await enqueue(stores.postgres, count, { workspaceId });
    run(failing, counting(atOnce));
    expect((await ended(last)).status).toBe('SUCCEEDED');
    for (const id of [first, unknown]) {
      const task = await ended(id);
      expect(task.status).toBe('FAILED');
      expect(task.error).not.toContain('hunter2');
    }
    expect(failures).toHaveLength(2);
  });

  test('never does what was asked for in a transaction that was rolled back, ours or Prisma’s', async () => {
    let rolledBack = '';
    await expect(
      stores.postgres.transaction(async (session) => {
        rolledBack = await enqueue(session, count, { workspaceId });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await expect(
      stores.prisma.$transaction(async (prisma) => {
        await enqueue(prisma, count, { workspaceId });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    const job = counting(atOnce);
    run(job);
    const kept = await stores.prisma.$transaction((prisma) => enqueue(prisma, count, { workspaceId }));
    expect((await ended(kept)).status).toBe('SUCCEEDED');
    expect(await stores.prisma.backgroundTask.count()).toBe(1);
    expect(await stores.prisma.backgroundTask.findUnique({ where: { id: rolledBack } })).toBeNull();
    expect(job.counted).toHaveLength(10);
  });

  test('tries a task that failed again, from its cursor, after pauses that grow', async () => {
    const startedAt: number[] = [];
    const flaky: Job = {
      kind: 'flaky',
      limit: 1,
      attempts: 4,
      firstRetryMs: 200,
      run: async (_stores, task, report) => {
        startedAt.push(performance.now());
        await report({ cursor: task.cursor + 1n });
        if (startedAt.length < 4) throw new Error('not yet');
      },
    };
    const id = await enqueue(stores.postgres, flaky, { workspaceId });
    run(flaky);
    expect(await ended(id)).toMatchObject({ status: 'SUCCEEDED', failedCount: 3, retryAt: null, error: null, cursor: 4n });
    const pauses = startedAt.slice(1).map((at, index) => at - (startedAt[index] as number));
    for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(200 * 2 ** index - 1);
    expect(changes.filter((status) => status === 'QUEUED')).toHaveLength(3);
    expect(failures).toHaveLength(3);
  });

  test('waits for the next attempt in sight of everybody, and gives the task up after the last', async () => {
    const doomed: Job = {
      kind: 'doomed',
      limit: 1,
      attempts: 2,
      firstRetryMs: 400,
      run: () => Promise.reject(new Error('password=hunter2')),
    };
    const id = await enqueue(stores.postgres, doomed, { workspaceId });
    run(doomed);
    await expect
      .poll(() => taskOf(id))
      .toMatchObject({ status: 'QUEUED', failedCount: 1, retryAt: expect.any(Date), error: expect.stringContaining('unexpected error') });
    const task = await ended(id);
    expect(task).toMatchObject({ status: 'FAILED', failedCount: 2, retryAt: null, error: expect.stringContaining('unexpected error') });
    expect(task.error).not.toContain('hunter2');
    // The entry goes after the task has failed for good.
    await expect
      .poll(async () => (await stores.postgres.query('SELECT FROM graphile_worker.jobs WHERE key = $1', [id])).rows)
      .toHaveLength(0);
  });

  test('runs kinds side by side, of each as many as its limit, of one workspace and of one lane one at a time', async () => {
    const atWork = new Map<string, number>();
    const most = new Map<string, number>();
    let overlapCount = 0;
    const kindOf = (kind: string, limit: number, lane?: string): Job => ({
      kind,
      limit,
      ...(lane !== undefined && { lane }),
      run: async (_stores, task) => {
        for (const key of [kind, `${lane ?? kind} of ${task.workspaceId}`]) {
          atWork.set(key, (atWork.get(key) ?? 0) + 1);
          most.set(key, Math.max(most.get(key) ?? 0, atWork.get(key) as number));
        }
        const others = [...atWork].filter(([key, now]) => !key.includes(' of ') && key !== kind && now > 0);
        if (others.length > 0) overlapCount += 1;
        await new Promise((resolve) => setTimeout(resolve, 60));
        for (const key of [kind, `${lane ?? kind} of ${task.workspaceId}`]) atWork.set(key, (atWork.get(key) as number) - 1);
      },
    });
    const jobs = [kindOf('alone', 1), kindOf('pair', 2, 'shared'), kindOf('fellow', 2, 'shared')];
    const workspaces = [workspaceId];
    while (new Set(workspaces.map((id) => Number.parseInt(id.slice(0, 8), 16) % 2)).size < 2)
      workspaces.push(await createTestWorkspace(stores, `lane-${workspaceCount}-${workspaces.length}`));
    const ids = [];
    for (let round = 0; round < 3; round += 1) {
      for (const job of jobs) for (const workspace of workspaces) ids.push(await enqueue(stores.postgres, job, { workspaceId: workspace }));
    }
    run(...jobs);
    run(...jobs);
    for (const id of ids) expect((await ended(id)).status).toBe('SUCCEEDED');
    expect(most.get('alone')).toBe(1);
    expect(most.get('pair')).toBeLessThanOrEqual(2);
    for (const workspace of workspaces) expect(most.get(`shared of ${workspace}`)).toBe(1);
    expect(overlapCount).toBeGreaterThan(0);
  });

  test('refuses kinds of one lane that count it differently', () => {
    expect(() =>
      startJobs(stores, {
        jobs: [
          { ...count, lane: 'a', run: async () => {} },
          { kind: 'other', lane: 'a', limit: 2, run: async () => {} },
        ],
        schedules: [],
        live: openLocalBus(),
        onChanged: () => {},
        onError: () => {},
      }),
    ).toThrow('lane a');
  });

  test('runs a schedule once for all servers, also one that was missed, and keeps how it went', async () => {
    const ran: string[] = [];
    const hourly = (name: string, work: () => Promise<void>): Schedule => ({
      name,
      cron: '0 * * * *',
      catchUpMs: 3_600_000,
      run: async () => (ran.push(name), work()),
    });
    const schedules = [hourly('once', async () => {}), hourly('broken', () => Promise.reject(new Error('password=hunter2')))];
    // Known since yesterday and run two hours ago: the run of the last full hour was missed.
    await stores.postgres.query(
      `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution) SELECT name, now() - interval '1 day', now() - interval '2 hours' FROM unnest($1::text[]) name`,
      [schedules.map(({ name }) => name)],
    );
    start({ schedules });
    start({ schedules });
    await expect
      .poll(() => stores.prisma.schedule.findMany({ orderBy: { name: 'asc' } }))
      .toMatchObject([
        {
          name: 'broken',
          cron: '0 * * * *',
          startedAt: expect.any(Date),
          finishedAt: expect.any(Date),
          error: expect.stringContaining('unexpected error'),
        },
        { name: 'once', startedAt: expect.any(Date), finishedAt: expect.any(Date), error: null },
      ]);
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    expect(ran.sort()).toEqual(['broken', 'once']);
    expect(failures).toHaveLength(1);
    expect(JSON.stringify(await stores.prisma.schedule.findMany())).not.toContain('hunter2');
  });
});
