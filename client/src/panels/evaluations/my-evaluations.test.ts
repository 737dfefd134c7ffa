import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { holdEvaluations } from './my-evaluations.ts';
import type { MyEvaluation } from './my-evaluations.ts';

const HOLD_MS = 4_000;
const sent: [string, MyEvaluation][] = [];
const open = () =>
  holdEvaluations(async (key, value) => {
    sent.push([key, value]);
    return null;
  });

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
});
afterEach(() => vi.useRealTimers());

describe('a verdict', () => {
  test('shows at once, is sent after a moment, and stays', async () => {
    const store = open();
    const onSaved = vi.fn();
    store.onSaved(onSaved);
    store.judge('m', { rating: 4 });
    expect(store.read()).toEqual({ held: new Map([['m', { rating: 4 }]]), waiting: new Set(['m']) });
    await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([['m', { rating: 4 }]]);
    expect(store.read()).toEqual({ held: new Map([['m', { rating: 4 }]]), waiting: new Set() });
    expect(onSaved).toHaveBeenCalledTimes(1);
  });

  test('given in several presses is sent once, with all of them', async () => {
    const store = open();
    store.judge('m', { rating: 4 });
    await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
    store.judge('m', { success: true });
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect(sent).toEqual([['m', { rating: 4, success: true }]]);
  });

  test('taken back is not sent, and what was there before stands again', async () => {
    const store = open();
    store.judge('m', { rating: 4 });
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    store.judge('m', { rating: 1 });
    store.judge('n', { success: false });
    store.undo();
    store.undo();
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect(sent).toEqual([['m', { rating: 4 }]]);
    expect(store.read()).toEqual({ held: new Map([['m', { rating: 4 }]]), waiting: new Set() });
  });

  test('that waits when the page is left is sent once', async () => {
    const store = open();
    store.judge('m', { rating: 2 });
    store.sendAll();
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect(sent).toEqual([['m', { rating: 2 }]]);
  });
});
