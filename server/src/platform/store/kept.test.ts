import { describe, expect, test } from 'vitest';
import { kept } from './kept.ts';

describe('kept', () => {
  let clock = 0;
  const slow = (tookMs: number) => {
    let count = 0;
    const ask = kept<object, number>(
      async () => {
        count += 1;
        const answer = count;
        clock += tookMs;
        return answer;
      },
      () => clock,
    );
    return ask;
  };

  test('keeps an answer ten times as long as it took, to the edge', async () => {
    const store = {};
    const ask = slow(100);
    expect(await ask(store, 'a')).toBe(1);
    clock += 999;
    expect(await ask(store, 'a')).toBe(1);
    clock += 1;
    expect(await ask(store, 'a')).toBe(2);
  });

  test('at most half a minute, however long it took', async () => {
    const store = {};
    const ask = slow(10_000);
    await ask(store, 'a');
    clock += 30_000;
    expect(await ask(store, 'a')).toBe(2);
  });

  test('apart for each key and each store', async () => {
    const ask = slow(100);
    const store = {};
    expect([await ask(store, 'a'), await ask(store, 'b'), await ask({}, 'a'), await ask(store, 'a')]).toEqual([1, 2, 3, 1]);
  });

  test('of a thousand answers the oldest is asked for again', async () => {
    const ask = slow(100);
    const store = {};
    for (let key = 0; key <= 1_000; key += 1) {
      await ask(store, String(key));
      clock -= 100;
    }
    expect([await ask(store, '1000'), await ask(store, '0')]).toEqual([1_001, 1_002]);
  });

  test('asks once for all who ask at once, and again after a failure', async () => {
    let count = 0;
    const ask = kept<object, number>(async () => {
      count += 1;
      if (count === 1) throw new Error('down');
      return count;
    });
    const store = {};
    await expect(Promise.all([ask(store, 'a'), ask(store, 'a')])).rejects.toThrow('down');
    expect(count).toBe(1);
    expect(await Promise.all([ask(store, 'a'), ask(store, 'a')])).toEqual([2, 2]);
  });
});
