import { describe, expect, test } from 'vitest';
import { Abandoned, type Asker } from './asker.ts';
import { Turns } from './turns.ts';

interface Options {
  socket?: string;
  isLive?: boolean;
  signal?: AbortSignal;
}

const asker = (viewer: string, { socket = 'requests', isLive = false, signal }: Options = {}): Asker => ({
  places: () => [{ viewer, socket }],
  isLive,
  signal: signal ?? null,
});
const live = (viewer: string, socket?: string): Asker => asker(viewer, { isLive: true, ...(socket !== undefined && { socket }) });

/** Turns whose work ends when the test says so, and in which order it began. */
function watched(count: number) {
  const turns = new Turns(count);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    turns,
    begun,
    take: (name: string, who: Asker) =>
      turns.take(who, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }),
    settle,
    /** Ends what runs, one after the other, until nothing is left. */
    async drain(): Promise<string[]> {
      for (await settle(); ends.size > 0; await settle()) {
        const [name, end] = ends.entries().next().value as [string, () => void];
        ends.delete(name);
        end();
      }
      return begun;
    },
  };
}

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('one at a time', () => {
  test('one of each viewer, and of one viewer one of each socket, whatever a single one brings', async () => {
    const { take, drain } = watched(1);
    for (const name of names('a', 3)) void take(name, asker('first', { socket: 'one' }));
    for (const name of names('b', 2)) void take(name, asker('first', { socket: 'two' }));
    for (const name of names('c', 2)) void take(name, asker('second'));
    expect(await drain()).toEqual(['a0', 'a1', 'c0', 'b0', 'c1', 'a2', 'b1']);
  });
  test('who asks goes before what is live, and is passed by one of ten', async () => {
    const { take, drain } = watched(1);
    void take('running', asker('a'));
    for (const name of names('live', 2)) void take(name, live('a'));
    for (const name of names('asked', 15)) void take(name, asker('b'));
    expect(await drain()).toEqual(['running', ...names('asked', 10), 'live0', ...names('asked', 15).slice(10), 'live1']);
  });
  test('an answer for many is given where its turn comes first, also to one who came later', async () => {
    const { turns, take, drain } = watched(1);
    for (const name of names('a', 4)) void take(name, live('a'));
    void take('for both', {
      ...live('a'),
      places: () => [
        { viewer: 'a', socket: 'requests' },
        { viewer: 'b', socket: 'its own' },
      ],
    });
    const shared = live('a');
    void take('for a third', shared);
    turns.alsoAt({ viewer: 'c', socket: 'its own' }, shared);
    expect(await drain()).toEqual(['a0', 'a1', 'for both', 'for a third', 'a2', 'a3']);
  });
});

describe('a third is kept', () => {
  test('from any one viewer', async () => {
    const { take, begun, settle, drain } = watched(3);
    for (const name of names('a', 5)) void take(name, asker('a'));
    void take('b', asker('b'));
    await settle();
    expect(begun).toEqual(['a0', 'a1', 'b']);
    await drain();
  });
  test('from everything live, of which one viewer has a third at most', async () => {
    const { take, begun, settle, drain } = watched(3);
    for (const viewer of ['a', 'b', 'c']) for (const name of names(viewer, 3)) void take(name, live(viewer));
    await settle();
    expect(begun).toEqual(['a0', 'b0']);
    void take('asked', asker('a'));
    await settle();
    expect(begun).toEqual(['a0', 'b0', 'asked']);
    await drain();
  });
});

describe('abandoned', () => {
  test('what waits leaves the line at once, and the others move up', async () => {
    const { turns, take, drain } = watched(1);
    const leaving = new AbortController();
    void take('running', asker('a'));
    const left = names('left', 100).map((name) => take(name, asker('a', { signal: leaving.signal })));
    void take('next', asker('a'));
    leaving.abort();
    expect(
      (await Promise.allSettled(left)).map((result) => result.status === 'rejected' && result.reason instanceof Abandoned),
    ).not.toContain(false);
    expect(turns.waitingCount).toBe(1);
    expect(await drain()).toEqual(['running', 'next']);
  });
  test('what runs is finished, and work without a waiting caller is not begun', async () => {
    const { take, drain, settle } = watched(1);
    const leaving = new AbortController();
    const running = take('running', asker('a', { signal: leaving.signal }));
    await settle();
    leaving.abort();
    await expect(take('late', asker('a', { signal: leaving.signal }))).rejects.toBeInstanceOf(Abandoned);
    expect(await drain()).toEqual(['running']);
    expect(await running).toBe('running');
  });
  test('work that fails gives its turn back', async () => {
    const { turns, take, drain } = watched(1);
    await expect(turns.take(asker('a'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    void take('next', asker('a'));
    expect(await drain()).toEqual(['next']);
  });
});
