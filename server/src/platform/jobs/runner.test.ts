import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LOCKS } from '../store/postgres/locks.ts';
import type { Stores } from '../store/stores.ts';
import { createTestWorkspace, openTestStores } from '../store/testing.ts';
import { StoreUnavailable, storeUnavailableIn } from '../store/unavailable.ts';
import { enqueueTask, startTaskRunner, type Job } from './runner.ts';

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

function run(...jobs: Job[]): { stop(): Promise<void> } {
  const runner = startTaskRunner(stores, {
    jobs,
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

/** Counts to ten from its cursor; each step waits until it is let through. */
function counting(steps: { let: () => Promise<void> }): Job & { counted: bigint[] } {
  const counted: bigint[] = [];
  return {
    kind: 'count',
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
    const { id } = await enqueueTask(stores.prisma, { workspaceId, kind: 'count' });
    run(counting(atOnce));
    expect(await ended(id)).toMatchObject({ status: 'SUCCEEDED', doneCount: 10, totalCount: 10, cursor: 10n, error: null });
    expect(changes).toEqual([...Array<string>(11).fill('RUNNING'), 'SUCCEEDED']);
  });

  test('does the oldest first, one at a time, whichever workspace asked', async () => {
    const order: string[] = [];
    let atWork = 0;
    const job: Job = {
      kind: 'note',
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
      tasks.push(await enqueueTask(stores.prisma, { workspaceId: index % 2 === 0 ? workspaceId : other, kind: 'note', input: { name } }));
      // Of one millisecond none would be the older.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    run(job);
    run(job);
    for (const { id } of tasks) expect((await ended(id)).status).toBe('SUCCEEDED');
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  test('stopped in the middle, leaves the task to the next runner, which goes on from the cursor', async () => {
    const { id } = await enqueueTask(stores.prisma, { workspaceId, kind: 'count' });
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
    const { id } = await enqueueTask(stores.prisma, { workspaceId, kind: 'count' });
    await stores.prisma.backgroundTask.update({ where: { id }, data: { status: 'RUNNING', cursor: 7n } });
    const job = counting(atOnce);
    run(job);
    await ended(id);
    expect(job.counted).toEqual([8n, 9n, 10n]);
  });

  test('goes on from the cursor when a store was away in the middle, and when the session was lost by which no other server works on tasks', async () => {
    const { id } = await enqueueTask(stores.prisma, { workspaceId, kind: 'count' });
    let accidentCount = 0;
    const job = counting({
      let: async () => {
        if (job.counted.length < 3 * (accidentCount + 1)) return;
        accidentCount += 1;
        if (accidentCount === 1) throw new StoreUnavailable('ClickHouse');
        if (accidentCount === 2) await stores.postgres.query(`SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`, [LOCKS.tasks]);
      },
    });
    run(job);
    expect(await ended(id)).toMatchObject({ status: 'SUCCEEDED', error: null });
    expect(job.counted).toEqual(Array.from({ length: 10 }, (_, index) => BigInt(index + 1)));
    expect(failures.every((failure) => storeUnavailableIn(failure) !== null)).toBe(true);
  });

  test('says of a task that failed no more than that, and does the next', async () => {
    const failing: Job = { kind: 'fail', run: () => Promise.reject(new Error('password=hunter2')) };
    const first = await enqueueTask(stores.prisma, { workspaceId, kind: 'fail' });
    const unknown = await enqueueTask(stores.prisma, { workspaceId, kind: 'unheard of' });
    const last = await enqueueTask(stores.prisma, { workspaceId, kind: 'count' });
    run(failing, counting(atOnce));
    expect((await ended(last.id)).status).toBe('SUCCEEDED');
    for (const { id } of [first, unknown]) {
      const task = await taskOf(id);
      expect(task.status).toBe('FAILED');
      expect(task.error).not.toContain('hunter2');
    }
    expect(failures).toHaveLength(2);
  });
});
