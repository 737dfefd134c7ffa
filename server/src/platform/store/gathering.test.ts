import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Demand } from './demand.ts';
import { Gathering, type Pass } from './gathering.ts';

const pauses = { idleMs: 200, busyMs: 60, gatherMs: 700, unwatchedMs: 5_000, failedMs: 1_000 };
const options = { fewASecond: 100, quickPasses: { burst: 3, everyMs: 60_000 }, pauses };

let demand: Demand;
let stopping: AbortController;
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  demand = new Demand({ seesAll: true, now: () => Date.now() });
  stopping = new AbortController();
});
afterEach(() => {
  stopping.abort();
  vi.useRealTimers();
});

/** Runs a loop whose passes do this, one after the other and the last one again and again; gives when each began. */
function derive(...passes: (Pass | Error)[]): { startsMs: number[]; errors: unknown[]; ended: Promise<void> } {
  const startsMs: number[] = [];
  const errors: unknown[] = [];
  const pass = async (): Promise<Pass> => {
    const done = passes[Math.min(startsMs.length, passes.length - 1)] as Pass | Error;
    startsMs.push(Date.now());
    if (done instanceof Error) throw done;
    return done;
  };
  const ended = new Gathering(demand, options, () => Date.now()).run(pass, (error) => errors.push(error), stopping.signal);
  return { startsMs, errors, ended };
}

test('while nothing comes it looks every so often', async () => {
  const { startsMs } = derive({ count: 0 });
  await vi.advanceTimersByTimeAsync(600);
  expect(startsMs).toEqual([0, 200, 400, 600]);
});

test('after a silence passes follow each other, then records that keep coming gather while data is not watched', async () => {
  const { startsMs } = derive({ count: 1 });
  await vi.advanceTimersByTimeAsync(10_120);
  expect(startsMs).toEqual([0, 60, 120, 180, 5_180]);
});

test('while data is watched few records gather for less long, and many are not waited for', async () => {
  const few = derive({ count: 1 });
  demand.look();
  await vi.advanceTimersByTimeAsync(1_600);
  expect(few.startsMs).toEqual([0, 60, 120, 180, 880, 1_580]);
  stopping.abort();
  stopping = new AbortController();
  const many = derive({ count: options.fewASecond });
  await vi.advanceTimersByTimeAsync(300);
  expect(many.startsMs.map((atMs) => atMs - (many.startsMs[0] as number))).toEqual([0, 60, 120, 180, 240, 300]);
});

test('a query ends the wait', async () => {
  const { startsMs } = derive({ count: 1 });
  await vi.advanceTimersByTimeAsync(1_000);
  await demand.ask();
  expect(startsMs).toEqual([0, 60, 120, 180, 1_000]);
});

test('a pass that left records over is followed after the pause that it names, and takes no turn', async () => {
  const full: Pass = { count: 1, pauseMs: 10 };
  const { startsMs } = derive(...Array.from({ length: 10 }, () => full), { count: 1 });
  await vi.advanceTimersByTimeAsync(300);
  expect(startsMs).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 160, 220, 280]);
});

test('a pass that failed is made again, and callers that wait for it continue', async () => {
  const { startsMs, errors } = derive({ count: 1 }, { count: 1 }, { count: 1 }, { count: 1 }, new Error('no'), { count: 0 });
  await vi.advanceTimersByTimeAsync(1_000);
  await demand.ask();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(errors).toEqual([new Error('no')]);
  expect(startsMs).toEqual([0, 60, 120, 180, 1_000, 2_000]);
});

test('asked to stop, it ends at once and is waited for no more', async () => {
  const { ended } = derive({ count: 1 });
  await vi.advanceTimersByTimeAsync(1_000);
  stopping.abort();
  await ended;
  expect(vi.getTimerCount()).toBe(0);
  await demand.ask();
});
