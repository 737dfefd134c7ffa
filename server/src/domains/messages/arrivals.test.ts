import { describe, expect, test } from 'vitest';
import { openLocalBus } from '../../platform/live/bus.ts';
import { arrivals } from './arrivals.ts';

const publish = (bus: ReturnType<typeof openLocalBus>, ids: number[], conversationId = 'c'): void =>
  bus.publish('messages.stored', 'w', { messageIds: ids.map(String), conversationIds: ids.map(() => conversationId) });

async function take(from: AsyncIterator<bigint, undefined>, count: number): Promise<bigint[]> {
  const taken: bigint[] = [];
  for (let index = 0; index < count; index += 1) {
    const { value, done } = await from.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

describe('arrivals', () => {
  test('tell new messages in the order in which they were stored', async () => {
    const bus = openLocalBus();
    const watcher = arrivals(bus, 'w', null);
    publish(bus, [1, 2]);
    publish(bus, [3]);
    expect(await take(watcher, 3)).toEqual([1n, 2n, 3n]);
  });

  test('of one conversation leave out the others, and other workspaces', async () => {
    const bus = openLocalBus();
    const watcher = arrivals(bus, 'w', 'mine');
    publish(bus, [1], 'theirs');
    bus.publish('messages.stored', 'another', { messageIds: ['2'], conversationIds: ['mine'] });
    publish(bus, [3], 'mine');
    expect(await take(watcher, 1)).toEqual([3n]);
  });

  test('leave out the oldest when more come than are sent, and never hold more than a hundred', async () => {
    const bus = openLocalBus();
    const watcher = arrivals(bus, 'w', null);
    publish(
      bus,
      Array.from({ length: 5_000 }, (_, index) => index),
    );
    expect(await take(watcher, 2)).toEqual([4_900n, 4_901n]);
  });

  test('end at once while nothing comes', async () => {
    const watcher = arrivals(openLocalBus(), 'w', null);
    const waiting = watcher.next();
    await watcher.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
  });
});
