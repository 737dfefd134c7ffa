import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openLocalBus, type LocalBus } from './bus.ts';
import { coalesced } from './coalesce.ts';
import { recent } from './recent.ts';

const everyMs = 1_000;
let bus: LocalBus;
beforeEach(() => {
  vi.useFakeTimers();
  bus = openLocalBus();
});
afterEach(() => vi.useRealTimers());

const landed = (messageCount: number, workspace = 'w'): void => bus.publish('facts.landed', workspace, { messageCount });
/** What a promise has come to by now; 'waiting' when to nothing. */
const now = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([
    promise,
    Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => 'waiting'),
  ]);

describe('coalesced', () => {
  test('gives the first payload after a silence at once, then the latest, at most one each interval', async () => {
    const values = coalesced(bus, 'facts.landed', 'w', { everyMs });
    landed(1);
    expect(await values.next()).toEqual({ value: { messageCount: 1 }, done: false });
    const second = values.next();
    landed(2);
    landed(3);
    await vi.advanceTimersByTimeAsync(everyMs - 1);
    expect(await now(second)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1);
    expect(await second).toEqual({ value: { messageCount: 3 }, done: false });
    const third = values.next();
    await vi.advanceTimersByTimeAsync(10 * everyMs);
    expect(await now(third), 'silence gives nothing').toBe('waiting');
    landed(4);
    expect(await third, 'and the next payload comes at once').toEqual({ value: { messageCount: 4 }, done: false });
  });
  test('with first, gives null at once, before anything has happened', async () => {
    const values = coalesced(bus, 'facts.landed', 'w', { everyMs, first: true });
    expect(await values.next()).toEqual({ value: null, done: false });
    const second = values.next();
    landed(1);
    expect(await now(second)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(await second).toEqual({ value: { messageCount: 1 }, done: false });
  });
  test('on a quiet topic, ends at once when its reader leaves', async () => {
    const values = coalesced(bus, 'facts.landed', 'w', { everyMs });
    const waiting = values.next();
    expect(await values.return?.()).toEqual({ value: undefined, done: true });
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(await values.next()).toEqual({ value: undefined, done: true });
    expect(bus.hasListeners('facts.landed', 'w')).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
  test('keeps one payload for a reader that has stopped, however many are published', async () => {
    const values = coalesced(bus, 'facts.landed', 'w', { everyMs });
    for (let count = 1; count <= 20_000; count += 1) landed(count);
    expect(await values.next()).toEqual({ value: { messageCount: 20_000 }, done: false });
    const next = values.next();
    await vi.advanceTimersByTimeAsync(10 * everyMs);
    expect(await now(next)).toBe('waiting');
  });
  test('never gives one subscriber what was published to another', async () => {
    const first = coalesced(bus, 'facts.landed', 'first', { everyMs });
    const second = coalesced(bus, 'facts.landed', 'second', { everyMs });
    const toFirst = first.next();
    const toSecond = second.next();
    landed(1, 'first');
    expect(await toFirst).toEqual({ value: { messageCount: 1 }, done: false });
    expect(await now(toSecond)).toBe('waiting');
    landed(2, 'second');
    expect(await toSecond).toEqual({ value: { messageCount: 2 }, done: false });
  });
  test('tells every subscriber of a topic, each at its own pace', async () => {
    const readers = Array.from({ length: 50 }, () => coalesced(bus, 'facts.landed', 'w', { everyMs }));
    landed(1);
    for (const reader of readers.slice(0, 25)) expect(await reader.next()).toEqual({ value: { messageCount: 1 }, done: false });
    landed(2);
    for (const reader of readers.slice(25)) expect(await reader.next()).toEqual({ value: { messageCount: 2 }, done: false });
  });
});

describe('recent', () => {
  const stored = (...messageIds: string[]): void => bus.publish('messages.stored', 'w', { messageIds, conversationIds: messageIds });
  const ids = (keep: number) => recent(bus, 'messages.stored', 'w', { of: ({ messageIds }) => messageIds, keep });

  test('gives each item in order', async () => {
    const items = ids(10);
    const waiting = items.next();
    stored('1', '2');
    stored('3');
    expect(await waiting).toEqual({ value: '1', done: false });
    expect(await items.next()).toEqual({ value: '2', done: false });
    expect(await items.next()).toEqual({ value: '3', done: false });
  });
  test('drops the oldest when they come faster than they are read', async () => {
    const items = ids(3);
    stored(...Array.from({ length: 20_000 }, (_, index) => String(index)));
    stored('last');
    expect(await items.next()).toEqual({ value: '19998', done: false });
    expect(await items.next()).toEqual({ value: '19999', done: false });
    expect(await items.next()).toEqual({ value: 'last', done: false });
    expect(await now(items.next())).toBe('waiting');
  });
  test('on a quiet topic, ends at once when its reader leaves', async () => {
    const items = ids(3);
    const waiting = items.next();
    await items.return?.();
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(bus.hasListeners('messages.stored', 'w')).toBe(false);
  });
});
