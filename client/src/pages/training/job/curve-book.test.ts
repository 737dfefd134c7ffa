import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MOST_POINTS, openCurves } from './curve-book.ts';
import type { Curve, CurveQuery, CurvesAsked } from './curve-book.ts';

const curve = (steps: readonly number[], valueOf = (step: number) => step / 10): Curve => ({
  step: steps,
  value: steps.map(valueOf),
  at: steps.map((step) => step * 1_000),
  x: null,
});
const counted = (length: number, by = 1, from = 0) => Array.from({ length }, (_, place) => from + place * by);
const whole: CurveQuery = { x: 'STEP', attempts: 'CURRENT', zoom: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A book whose server knows these curves, and what it was asked. */
function opened(answer: (asked: CurvesAsked) => ReadonlyMap<string, Curve> | { readonly failure: string }) {
  const asked: CurvesAsked[] = [];
  const book = openCurves(async (query) => {
    asked.push(query);
    return answer(query);
  });
  return { book, asked };
}
const settle = () => vi.advanceTimersByTimeAsync(50);

describe('what is read', () => {
  test('charts that come into view together are asked for together, once', async () => {
    const { book, asked } = opened(({ metrics }) => new Map(metrics.map((metric) => [metric, curve([1, 2])])));
    for (const metric of ['loss', 'grad_norm', 'loss']) book.watch(metric, () => undefined);
    await settle();
    expect(asked.map(({ metrics }) => metrics)).toEqual([['loss', 'grad_norm']]);
    expect(book.read('loss').curve?.step).toEqual([1, 2]);
    book.watch('loss', () => undefined);
    await settle();
    expect(asked).toHaveLength(1);
  });

  test('metrics of the machine are asked for apart, and along no other axis', async () => {
    const { book, asked } = opened(({ metrics }) => new Map(metrics.map((metric) => [metric, curve([1, 2])])));
    for (const metric of ['loss', 'system/gpu/0/utilization']) book.watch(metric, () => undefined);
    book.ask({ ...whole, x: 'EPOCH', zoom: [1, 2] });
    await settle();
    expect(asked.map(({ metrics, query }) => [metrics, query.x])).toEqual([
      [['loss'], 'EPOCH'],
      [['system/gpu/0/utilization'], 'STEP'],
    ]);
  });

  test('a chart that has left before its curve was asked for asks for nothing', async () => {
    const { book, asked } = opened(() => new Map());
    book.watch('loss', () => undefined)();
    await settle();
    expect(asked).toEqual([]);
  });

  test('a metric without points is an empty curve, a failure keeps what is known', async () => {
    let fails = false;
    const { book } = opened(() => (fails ? { failure: 'no' } : new Map()));
    book.watch('loss', () => undefined);
    await settle();
    expect(book.read('loss')).toMatchObject({ curve: { step: [] }, failure: null });
    fails = true;
    book.reload();
    await settle();
    expect(book.read('loss')).toMatchObject({ curve: { step: [] }, failure: 'no' });
  });

  test('another axis is asked for, and the curve stays until it is there', async () => {
    const { book, asked } = opened(() => new Map([['loss', curve([1, 2])]]));
    book.watch('loss', () => undefined);
    await settle();
    book.ask({ ...whole, x: 'EPOCH' });
    expect(book.read('loss').curve?.step).toEqual([1, 2]);
    await settle();
    expect(asked.map(({ query }) => query.x)).toEqual(['STEP', 'EPOCH']);
  });
});

describe('zoom', () => {
  const answer = ({ range }: CurvesAsked) =>
    new Map([['loss', range === null ? curve(counted(MOST_POINTS, 100)) : curve(counted(200, 1, range[0]))]]);

  test('a stretch of a reduced curve is read again, finer, and takes its place; the rest stays', async () => {
    const { book, asked } = opened(answer);
    book.watch('loss', () => undefined);
    await settle();
    book.ask({ ...whole, zoom: [1_000, 1_199] });
    await settle();
    expect(asked.at(-1)?.range).toEqual([1_000, 1_199]);
    const steps = book.read('loss').curve?.step ?? [];
    expect(steps.filter((step) => step >= 1_000 && step <= 1_199)).toEqual(counted(200, 1, 1_000));
    expect(steps.slice(0, 3)).toEqual([0, 100, 200]);
    expect(steps.at(-1)).toBe((MOST_POINTS - 1) * 100);
    book.ask(whole);
    await settle();
    expect(book.read('loss').curve?.step).toEqual(counted(MOST_POINTS, 100));
    expect(asked).toHaveLength(2);
  });

  test('a curve that is exact is not read again', async () => {
    const { book, asked } = opened(() => new Map([['loss', curve(counted(20))]]));
    book.watch('loss', () => undefined);
    await settle();
    book.ask({ ...whole, zoom: [3, 9] });
    await settle();
    expect(asked).toHaveLength(1);
  });
});

describe('what is logged', () => {
  const point = (step: number, value = step / 10) => ({ metric: 'loss', step, value, at: step * 1_000 });

  test('grows the curve at its end without asking; a point that comes twice changes nothing', async () => {
    const { book, asked } = opened(() => new Map([['loss', curve([1, 2, 3])]]));
    const heard = vi.fn();
    book.watch('loss', heard);
    await settle();
    const { readCount } = book.read('loss');
    book.append([point(2), point(3), point(4), point(5), { ...point(6), value: Number.NaN }]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(book.read('loss').curve?.step).toEqual([1, 2, 3, 4, 5, 6]);
    expect(book.read('loss').curve?.value.at(-1)).toBeNaN();
    expect(book.read('loss').readCount).toBe(readCount);
    expect(asked).toHaveLength(1);
    expect(heard).toHaveBeenCalled();
  });

  test('a point out of order makes the curve be read again, once for many', async () => {
    const { book, asked } = opened(() => new Map([['loss', curve([1, 2, 3, 9])]]));
    book.watch('loss', () => undefined);
    await settle();
    book.append([point(5), point(6)]);
    book.append([point(7)]);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toHaveLength(2);
  });

  test('a curve that has grown long is read again, thinner', async () => {
    const { book, asked } = opened(() => new Map([['loss', curve(counted(MOST_POINTS))]]));
    book.watch('loss', () => undefined);
    await settle();
    book.append(counted(MOST_POINTS * 4, 1, MOST_POINTS).map((step) => point(step)));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toHaveLength(2);
    expect(book.read('loss').curve?.step).toHaveLength(MOST_POINTS);
  });

  test('metrics that no chart has read are left alone', () => {
    const { book } = opened(() => new Map());
    book.append([point(1)]);
    expect(book.read('loss').curve).toBeNull();
  });
});
