import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openLocalBus, type LocalBus } from '../../platform/live/bus.ts';
import { changesOfJobs, stepsOf, type ShownPoints, type StepBatch, type StepPlace, type StoredSteps } from './arrivals.ts';

let bus: LocalBus;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  bus = openLocalBus();
});
afterEach(() => vi.useRealTimers());

const pointsAt = (...steps: number[]): ShownPoints => ({
  metric: steps.map(() => 'loss'),
  step: steps,
  value: steps.map(() => 1),
  at: steps.map(() => 0),
  attempt: steps.map(() => 1),
});
const publish = (version: number, ...steps: number[]): void => bus.publish('training.points', 'j', { version, points: pointsAt(...steps) });
const none: StoredSteps = {
  afterStep: () => Promise.reject(new Error('asked for steps')),
  sinceVersion: () => Promise.reject(new Error('asked for versions')),
};
const follow = (stored: StoredSteps = none, place: StepPlace | null = null) => stepsOf(bus, 'j', stored, place);
const stepsIn = ({ value }: IteratorResult<StepBatch, undefined>): readonly number[] | undefined => value?.points.step;
/** What a promise has come to by now; 'waiting' when to nothing. */
async function now<Value>(promise: Promise<Value>): Promise<Value | 'waiting'> {
  await vi.advanceTimersByTimeAsync(0);
  return Promise.race([promise, Promise.resolve('waiting' as const)]);
}

describe('live points', () => {
  test('come at once after a silence, then together, ten times a second', async () => {
    const feed = follow();
    const first = feed.next();
    expect(await now(first)).toBe('waiting');
    publish(1, 1);
    expect(stepsIn(await first)).toEqual([1]);
    publish(2, 2);
    publish(3, 3, 4);
    const second = feed.next();
    await vi.advanceTimersByTimeAsync(99);
    expect(await now(second)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    const batch = await second;
    expect(stepsIn(batch)).toEqual([2, 3, 4]);
    expect(batch.value?.place).toEqual({ afterStep: null, version: 1_000_000_000 });
  });

  test('are cut into batches of 5,000', async () => {
    const feed = follow();
    publish(1, ...Array.from({ length: 4_000 }, (_, step) => step));
    publish(2, ...Array.from({ length: 4_000 }, (_, step) => step));
    expect(stepsIn(await feed.next())).toHaveLength(4_000);
    const second = feed.next();
    await vi.advanceTimersByTimeAsync(100);
    expect(stepsIn(await second)).toHaveLength(4_000);
  });

  test('end at once when the viewer leaves, also while it waits', async () => {
    const feed = follow();
    const waiting = feed.next();
    await feed.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(bus.hasListeners('training.points', 'j')).toBe(false);
    expect(await feed.next()).toEqual({ value: undefined, done: true });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what was missed', () => {
  test('is replayed page by page, then the points go on live, and none between is lost', async () => {
    const asked: number[] = [];
    const feed = follow(
      {
        ...none,
        afterStep: async (step) => {
          asked.push(step);
          publish(7, 30);
          return {
            points: pointsAt(11, 12),
            step: 12,
            next: async () => ({ points: pointsAt(12, 13), step: 14, next: null }),
          };
        },
      },
      { afterStep: 10, version: null },
    );
    const batches = [await feed.next(), await feed.next(), await feed.next()];
    expect([asked, batches.map(stepsIn)]).toEqual([[10], [[11, 12], [12, 13], [30]]]);
    expect(batches.map(({ value }) => value?.place.afterStep)).toEqual([11, null, null]);
  });

  test('by a viewer that comes back is read from its cursor on, with what was stored in another order', async () => {
    const asked: unknown[] = [];
    const stored: StoredSteps = {
      afterStep: async (step) => {
        asked.push(['step', step]);
        return { points: pointsAt(5), step: 6, next: null };
      },
      sinceVersion: async (version) => {
        asked.push(['version', version]);
        return { points: pointsAt(2), step: 0, next: null };
      },
    };
    const feed = follow(stored, { afterStep: 4, version: 900_000_000 });
    expect([stepsIn(await feed.next()), stepsIn(await feed.next())]).toEqual([[5], [2]]);
    expect(asked).toEqual([
      ['step', 4],
      ['version', 895_000_000],
    ]);
  });

  test('by a viewer that stopped reading is read from the store, however much came', async () => {
    const asked: number[] = [];
    const feed = follow({
      ...none,
      sinceVersion: async (version) => {
        asked.push(version);
        return { points: pointsAt(1, 2, 3), step: 0, next: null };
      },
    });
    publish(1_000_000_001, 1);
    expect(stepsIn(await feed.next())).toEqual([1]);
    for (let index = 0; index < 50; index += 1) publish(1_000_100_000 + index, ...Array.from({ length: 1_000 }, (_, step) => step));
    expect(stepsIn(await feed.next())).toEqual([1, 2, 3]);
    expect(asked[0]).toBeLessThanOrEqual(1_000_000_001 - 5_000_000);
    const rest = feed.next();
    await vi.advanceTimersByTimeAsync(100);
    expect(stepsIn(await rest)?.length).toBeLessThanOrEqual(5_000);
  });
});

describe('changes of jobs', () => {
  const changed = (...jobIds: string[]): void => bus.publish('training.changed', 'w', { jobIds });

  test('come once a second for each job, and the last one always comes', async () => {
    const feed = changesOfJobs(bus, 'w', null);
    changed('a', 'b', 'a');
    expect([(await feed.next()).value, (await feed.next()).value]).toEqual(['a', 'b']);
    changed('a');
    changed('c');
    expect((await feed.next()).value).toBe('c');
    const last = feed.next();
    await vi.advanceTimersByTimeAsync(999);
    expect(await now(last)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect((await last).value).toBe('a');
  });

  test('of other jobs do not come where one is followed; the feed ends at once', async () => {
    const feed = changesOfJobs(bus, 'w', 'a');
    const next = feed.next();
    changed('b');
    expect(await now(next)).toBe('waiting');
    await feed.return?.();
    expect((await next).done).toBe(true);
    expect(bus.hasListeners('training.changed', 'w')).toBe(false);
  });
});
