import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createLineStream } from './line-stream.ts';

describe('a stream', () => {
  test('holds what was appended, whatever the size of the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer(), { maxLength: 900 }), { maxLength: 12 }),
        fc.option(fc.integer({ min: 1, max: 1500 }), { nil: undefined }),
        (pieces, capacity) => {
          const stream = createLineStream(['loss'], { capacity });
          let at = 0;
          for (const piece of pieces)
            stream.append(
              'loss',
              piece.map(() => (at += 1)),
              piece,
            );
          const all = pieces.flat();
          const kept = capacity === undefined ? all : all.slice(Math.max(0, all.length - capacity));
          const [loss] = stream.read();
          expect(Array.from(loss?.y ?? [])).toEqual(kept);
          expect(loss?.x.at(-1)).toBe(kept.length === 0 ? undefined : all.length);
        },
      ),
    );
  });
  test('what was read before doesn’t change', () => {
    const stream = createLineStream(['a'], { capacity: 3 });
    stream.append('a', [1, 2, 3], [10, 20, 30]);
    const before = stream.read()[0];
    for (let at = 4; at < 5000; at += 1) stream.append('a', [at], [0]);
    expect(Array.from(before?.y ?? [])).toEqual([10, 20, 30]);
  });
  test('begins a series with its first points, and tells its listeners', () => {
    const stream = createLineStream(['a']);
    const listener = vi.fn();
    const leave = stream.subscribe(listener);
    stream.append('b', [1], [2]);
    expect(stream.read().map(({ key, x }) => [key, x.length])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    expect(listener).toHaveBeenCalledTimes(1);
    leave();
    stream.clear();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(stream.read().every(({ x }) => x.length === 0)).toBe(true);
  });
  test('refuses x that goes back, and adds nothing of that call', () => {
    const stream = createLineStream();
    stream.append('a', [1, 2], [1, 2]);
    expect(() => stream.append('a', [3, 1], [3, 1])).toThrow('Series “a”: x 1 after 3, at place 1.');
    expect(() => stream.append('a', [Number.NaN], [3])).toThrow(RangeError);
    expect(() => stream.append('a', [3], [])).toThrow('1 values of x, 0 of y');
    expect(stream.read()[0]?.x).toHaveLength(2);
  });
  test('infinities are marked, NaN where it is a value', () => {
    const values = [1, Number.NaN, Infinity];
    const gaps = createLineStream();
    gaps.append('a', [1, 2, 3], values);
    expect(gaps.read()[0]?.invalid).toEqual(Float64Array.of(3));
    const marked = createLineStream([], { hasInvalid: true });
    marked.append('a', [1, 2, 3], values);
    expect(marked.read()[0]?.invalid).toEqual(Float64Array.of(2, 3));
  });
});
