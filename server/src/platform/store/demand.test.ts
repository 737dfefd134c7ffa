import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Demand, type DerivingLoop } from './demand.ts';

const rest = { whileWatchedMs: 700, elseMs: 5_000 };
let demand: Demand;
let stopping: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  demand = new Demand({ seesAll: true, now: () => Date.now() });
  stopping = new AbortController();
});
afterEach(() => {
  stopping.abort();
  vi.useRealTimers();
});

/** A loop of passes that take a while, and how many it has done. */
function derive(passMs = 50): { passes: () => number; loop: DerivingLoop } {
  const loop = demand.enter();
  let passes = 0;
  void (async () => {
    while (!stopping.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, passMs));
      passes += 1;
      loop.passed();
      await loop.rest(rest, stopping.signal);
    }
  })();
  return { passes: () => passes, loop };
}
/** Whether a promise has come to its end by now. */
async function isOver(promise: Promise<unknown>): Promise<boolean> {
  let over = false;
  void promise.then(() => (over = true));
  await vi.advanceTimersByTimeAsync(0);
  return over;
}

test('without queries passes are rare, and while data is watched they are frequent', async () => {
  const { passes } = derive();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(passes()).toBe(4);
  demand.look();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(passes()).toBeGreaterThanOrEqual(15);
});

test('a query waits for a pass that begins now, unless the last one is fresh', async () => {
  const { passes } = derive();
  await vi.advanceTimersByTimeAsync(50 + 499);
  expect(await isOver(demand.ask())).toBe(true);
  expect(passes()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  const asked = demand.ask();
  expect(await isOver(asked)).toBe(false);
  const alsoAsked = demand.ask();
  await vi.advanceTimersByTimeAsync(50);
  expect(await isOver(asked)).toBe(true);
  expect(await isOver(alsoAsked)).toBe(true);
  expect(passes()).toBe(2);
});

test('a subscription does not begin a pass: it looks on', async () => {
  const { passes } = derive();
  await vi.advanceTimersByTimeAsync(600);
  demand.look();
  await vi.advanceTimersByTimeAsync(100);
  expect(passes()).toBe(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(passes()).toBe(2);
});

test('a pass that takes long is waited for a second, not longer', async () => {
  derive(60_000);
  await vi.advanceTimersByTimeAsync(60_600);
  const asked = demand.ask();
  await vi.advanceTimersByTimeAsync(999);
  expect(await isOver(asked)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isOver(asked)).toBe(true);
});

test('where other servers query too, passes are frequent with and without queries here', async () => {
  demand = new Demand({ seesAll: false, now: () => Date.now() });
  const { passes } = derive();
  await vi.advanceTimersByTimeAsync(7_500);
  expect(passes()).toBe(10);
});

test('without a loop that rests a query waits for nothing', async () => {
  expect(await isOver(demand.ask())).toBe(true);
  const { loop } = derive();
  loop.leave();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await isOver(demand.ask())).toBe(true);
});

test('on a stop, a rest ends at once', async () => {
  const loop = demand.enter();
  const resting = loop.rest(rest, stopping.signal);
  stopping.abort();
  expect(await isOver(resting)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
