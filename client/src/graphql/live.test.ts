import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askOnce, openLive } from './live.ts';
import type { Answer, LiveMachine, LiveSource } from './live.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

type Give = (answer: Answer<string>) => void;

/** A server: keeps what it was asked and who follows, and answers when the test does. */
function serving(more: Partial<LiveSource<string, string>> = {}) {
  const asked: { key: string; held: string | null; give: Give; isGivenUp: boolean }[] = [];
  const followed: { onChange: (change: string) => void; isStopped: boolean }[] = [];
  const source = (key: string): LiveSource<string, string> => ({
    key,
    ask: (held, give) => {
      const one = { key, held, give, isGivenUp: false };
      asked.push(one);
      return () => {
        one.isGivenUp = true;
      };
    },
    follow: (onChange) => {
      const one = { onChange, isStopped: false };
      followed.push(one);
      return () => {
        one.isStopped = true;
      };
    },
    take: (_value, changes) => (now) => `${now} ${changes.join('')}`,
    ...more,
  });
  const returns = new Set<() => void>();
  const live: LiveMachine<string, string> = openLive((listener) => {
    returns.add(listener);
    return () => returns.delete(listener);
  });
  const answer = (value: string, isLast = true) => asked.at(-1)?.give({ value, isLast });
  const change = (what: string) => {
    for (const { onChange, isStopped } of followed) if (!isStopped) onChange(what);
  };
  return {
    live,
    source,
    asked,
    followed,
    answer,
    change,
    comeBack: () => {
      for (const listener of returns) listener();
    },
    returnCount: () => returns.size,
  };
}

describe('asking', () => {
  test('nothing is known until the answer is there', () => {
    const { live, source, answer } = serving();
    live.set(source('a'), false);
    expect(live.read()).toMatchObject({ value: null, key: null, failure: null });
    answer('one');
    expect(live.read()).toMatchObject({ value: 'one', key: 'a', answerCount: 1 });
  });

  test('the same query is sent once, however often it is set', () => {
    const { live, source, asked } = serving();
    live.set(source('a'), false);
    live.set(source('a'), false);
    expect(asked).toHaveLength(1);
  });

  test('a kept answer shows until the last one comes, and is not counted', () => {
    const { live, source, answer } = serving();
    live.set(source('a'), false);
    answer('kept', false);
    expect(live.read()).toMatchObject({ value: 'kept', answerCount: 0 });
    answer('new');
    expect(live.read()).toMatchObject({ value: 'new', answerCount: 1 });
  });

  test('the last value stays while another query runs, under its own key; an answer to the old one is dropped', () => {
    const { live, source, answer, asked } = serving();
    live.set(source('a'), false);
    answer('one');
    live.set(source('b'), false);
    expect(live.read()).toMatchObject({ value: 'one', key: 'a' });
    expect(asked.map(({ key, held, isGivenUp }) => ({ key, held, isGivenUp }))).toEqual([
      { key: 'a', held: null, isGivenUp: true },
      { key: 'b', held: null, isGivenUp: false },
    ]);
    asked[0]?.give({ value: 'late', isLast: true });
    expect(live.read()).toMatchObject({ value: 'one', key: 'a' });
    answer('two');
    expect(live.read()).toMatchObject({ value: 'two', key: 'b' });
  });

  test('a failure belongs to its query, leaves the value, and goes with the next try', () => {
    const { live, source, answer, asked } = serving();
    live.set(source('a'), false);
    answer('one');
    live.reload();
    asked.at(-1)?.give({ failure: 'no' });
    expect(live.read()).toMatchObject({ value: 'one', key: 'a', failure: { key: 'a', message: 'no' } });
    live.reload();
    expect(live.read()).toMatchObject({ value: 'one', failure: null });
    expect(asked.at(-1)?.held).toBe('one');
  });

  test('part of an answer may fail', () => {
    const { live, source, asked } = serving();
    live.set(source('a'), false);
    asked[0]?.give({ value: 'half', isLast: true, failure: 'the other half' });
    expect(live.read()).toMatchObject({ value: 'half', failure: { key: 'a', message: 'the other half' } });
  });

  test('while the reader types no query is sent; the last one is, once the reader rests', () => {
    const { live, source, asked } = serving({ restMs: 250 });
    live.set(source('a'), false);
    vi.advanceTimersByTime(200);
    live.set(source('ab'), false);
    vi.advanceTimersByTime(249);
    expect(asked).toHaveLength(0);
    vi.advanceTimersByTime(1);
    expect(asked.map(({ key }) => key)).toEqual(['ab']);
  });

  test('without a query nothing is sent or followed, and the value stays', () => {
    const { live, source, answer, asked, followed } = serving();
    live.set(source('a'), false);
    answer('one');
    live.set(null, false);
    expect(live.read()).toMatchObject({ value: 'one', key: 'a' });
    expect(asked[0]?.isGivenUp).toBe(true);
    expect(followed[0]?.isStopped).toBe(true);
    live.reload();
    expect(asked).toHaveLength(1);
  });

  test('asks again when the connection is back, as long as it is open', () => {
    const { live, source, answer, asked, comeBack, returnCount } = serving();
    live.set(source('a'), false);
    answer('one');
    comeBack();
    expect(asked).toHaveLength(2);
    live.close();
    expect(returnCount()).toBe(0);
    live.set(source('a'), false);
    expect(returnCount()).toBe(1);
    expect(asked).toHaveLength(3);
  });

  test('asks again by itself after a time, unless paused', () => {
    const { live, source, answer, asked } = serving({ againMs: (value) => (value === 'running' ? 1_000 : null) });
    live.set(source('a'), false);
    answer('running');
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(2);
    answer('running');
    live.set(source('a'), true);
    vi.advanceTimersByTime(5_000);
    expect(asked).toHaveLength(2);
    live.set(source('a'), false);
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(3);
    answer('ended');
    vi.advanceTimersByTime(5_000);
    expect(asked).toHaveLength(3);
  });
});

describe('following', () => {
  test('begins with the first answer, continues while the query is sent again, and ends with the query', () => {
    const { live, source, answer, followed } = serving();
    live.set(source('a'), false);
    expect(followed).toHaveLength(0);
    answer('one');
    live.reload();
    answer('two');
    expect(followed.map(({ isStopped }) => isStopped)).toEqual([false]);
    live.set(source('b'), false);
    expect(followed.map(({ isStopped }) => isStopped)).toEqual([true]);
  });

  test('a change is put into the value at once', () => {
    const { live, source, answer, change } = serving();
    live.set(source('a'), false);
    answer('one');
    change('x');
    expect(live.read().value).toBe('one x');
  });

  test('while paused nothing is followed; afterwards it is again', () => {
    const { live, source, answer, change, followed } = serving();
    live.set(source('a'), true);
    answer('one');
    expect(followed).toHaveLength(0);
    live.set(source('a'), false);
    change('x');
    live.set(source('a'), true);
    change('y');
    expect(live.read().value).toBe('one x');
  });

  test('many changes are taken together, at most once in a time', () => {
    const { live, source, answer, change } = serving({ pauseMs: 1_000 });
    live.set(source('a'), false);
    answer('one');
    change('x');
    change('y');
    expect(live.read().value).toBe('one');
    vi.advanceTimersByTime(1_000);
    expect(live.read().value).toBe('one xy');
    change('z');
    vi.advanceTimersByTime(999);
    expect(live.read().value).toBe('one xy');
    vi.advanceTimersByTime(1);
    expect(live.read().value).toBe('one xy z');
  });

  test('the time may follow from how long the answer took', () => {
    const { live, source, answer, change } = serving({ pauseMs: (answerMs) => 4 * answerMs });
    live.set(source('a'), false);
    vi.advanceTimersByTime(500);
    answer('one');
    change('x');
    vi.advanceTimersByTime(1_999);
    expect(live.read().value).toBe('one');
    vi.advanceTimersByTime(1);
    expect(live.read().value).toBe('one x');
  });

  test('a change may lead to asking again, or to nothing', () => {
    const { live, source, answer, change, asked } = serving({ take: (_value, changes) => (changes.includes('new') ? 'ask' : null) });
    live.set(source('a'), false);
    answer('one');
    change('old');
    expect(asked).toHaveLength(1);
    change('new');
    expect(asked).toHaveLength(2);
    expect(live.read().value).toBe('one');
  });

  test('what comes while changes are being looked up waits for its turn, and what was looked up for an earlier query is dropped', async () => {
    const gates: (() => void)[] = [];
    const { live, source, answer, change } = serving({
      take: async (_value, changes, update) => {
        update((now) => `${now}!`);
        await new Promise<void>((resolve) => gates.push(resolve));
        return (now) => `${now} ${changes.join('')}`;
      },
    });
    live.set(source('a'), false);
    answer('one');
    change('x');
    change('y');
    expect(live.read().value).toBe('one!');
    gates[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(live.read().value).toBe('one! x!');
    live.reload();
    answer('two');
    gates[1]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(live.read().value).toBe('two');
  });
});

describe('extending', () => {
  const added = (text: string) => async () => (now: string) => `${now} ${text}`;

  test('adds to the value, one at a time', async () => {
    const { live, source, answer } = serving();
    live.set(source('a'), false);
    live.extend(added('too early'));
    answer('one');
    live.extend(added('two'));
    live.extend(added('at the same time'));
    expect(live.read()).toMatchObject({ value: 'one', isExtending: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(live.read()).toMatchObject({ value: 'one two', isExtending: false });
  });

  test('a failure leaves what is there', async () => {
    const { live, source, answer } = serving();
    live.set(source('a'), false);
    answer('one');
    live.extend(async () => ({ failure: 'no' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(live.read()).toMatchObject({ value: 'one', isExtending: false, failure: { key: 'a', message: 'no' } });
  });

  test('what was to be added is dropped when the query is sent again meanwhile', async () => {
    const { live, source, answer } = serving();
    live.set(source('a'), false);
    answer('one');
    live.extend(added('two'));
    live.reload();
    expect(live.read().isExtending).toBe(false);
    answer('again');
    await vi.advanceTimersByTimeAsync(0);
    expect(live.read().value).toBe('again');
  });
});

describe('askOnce', () => {
  test('gives one answer, and none that was given up', async () => {
    const give = vi.fn();
    askOnce(async (held: string | null) => ({ value: `after ${held}` }))('one', give);
    askOnce(async () => ({ value: 'given up' }))(null, give)();
    askOnce<string>(async () => null)(null, give);
    askOnce<string>(async () => ({ failure: 'no' }))(null, give);
    await vi.advanceTimersByTimeAsync(0);
    expect(give.mock.calls).toEqual([[{ value: 'after one', isLast: true }], [{ failure: 'no' }]]);
  });
});
