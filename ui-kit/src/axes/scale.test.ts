import { scaleLinear, scaleLog, scaleSymlog } from '@visx/scale';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extent, logDomain, makeScale, niceDomain, symlogDomain, symlogWidth } from './scale.ts';

describe('extent', () => {
  test('survives more values than a call stack holds', () => {
    expect(extent(Float64Array.from({ length: 300_000 }, (_, place) => place))).toEqual([0, 299_999]);
  });
  test('passes over gaps and infinities, and is null when nothing is left', () => {
    expect(extent([Number.NaN, 3, Infinity, -2, -Infinity])).toEqual([-2, 3]);
    expect(extent([Number.NaN], [])).toBeNull();
  });
  test('ends of numbers so large that their distance is none have a domain, on which each has a px', () => {
    const found = extent([1e308, -1e308, 0]);
    expect(found).toEqual([-1e300, 1e300]);
    const { domain, toPx, ticks } = makeScale('linear', niceDomain(found as [number, number], 5), [100, 0]);
    expect([toPx(0), domain.every(Number.isFinite), [1e308, -1e308].every((value) => Number.isFinite(toPx(value)))]).toEqual([
      50,
      true,
      true,
    ]);
    expect(ticks(5).length).toBeGreaterThan(2);
  });
});

describe('niceDomain', () => {
  test('holds every value and ends on round steps', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        // Thinner than any hairline.
        const slack = (high - low) * 1e-8 + 1e-280;
        const [from, to] = niceDomain([low, high], 5);
        expect(from).toBeLessThanOrEqual(low + slack);
        expect(to).toBeGreaterThanOrEqual(high - slack);
        expect(to).toBeGreaterThan(from);
      }),
    );
  });
  test('gives one value room on both sides', () => {
    const [from, to] = niceDomain([42, 42], 4);
    expect(from).toBeLessThan(42);
    expect(to).toBeGreaterThan(42);
  });
});

describe('logDomain', () => {
  test('ends on round parts of powers of ten', () => expect(logDomain([0.213, 2.2])).toEqual([0.2, 3]));
  test.each([3e-4, 7e-5, 0.6, 9e8])('%d is a round end', (low) => expect(logDomain([low, low * 50])?.[0]).toBe(low));
  test('leaves out what a log cannot show, and is null when that is everything', () => {
    expect(logDomain([-4, 100])?.[0]).toBeGreaterThan(0);
    expect(logDomain([-4, 0])).toBeNull();
    expect(logDomain([1e-320, 1e-310])).toBeNull();
    expect(logDomain([1e-320, 1])?.every((end) => end > 0 && Number.isFinite(end))).toBe(true);
  });
});

test.each(['linear', 'log', 'symlog'] as const)('a %s scale goes to px and back', (kind) => {
  const scale = makeScale(kind, [1, 1000], [0, 300]);
  for (const value of [1, 7, 120, 1000]) expect(scale.fromPx(scale.toPx(value))).toBeCloseTo(value, 6);
});

describe('symlog', () => {
  test.each([
    [
      [-0.5, 4.2],
      [-0.5, 5],
    ],
    [
      [0, 0],
      [-1, 1],
    ],
    [
      [0, 7],
      [0, 7],
    ],
    [
      [-3e-7, 2e-6],
      [-3e-7, 2e-6],
    ],
    [
      [120, 980],
      [100, 1000],
    ],
  ] as const)('the domain around %j is %j', ([low, high], wanted) => {
    const [from, to] = symlogDomain([low, high]);
    expect([from, to]).toEqual(wanted);
  });
  test('the domain holds every value', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        // Thinner than any hairline.
        const slack = Math.max(Math.abs(low), Math.abs(high)) * 1e-9 + 1e-280;
        const [from, to] = symlogDomain([low, high]);
        expect(to).toBeGreaterThan(from);
        expect(from).toBeLessThanOrEqual(low + slack);
        expect(to).toBeGreaterThanOrEqual(high - slack);
      }),
    );
  });
  test('ticks stand on both sides of zero, with it, in order', () => {
    expect(makeScale('symlog', [-2, 500], [100, 0]).ticks(6)).toEqual([-1, 0, 1, 10, 100]);
    expect(makeScale('symlog', [-100, 100], [100, 0]).ticks(4)).toEqual([-100, -1, 0, 1, 100]);
  });
});

test('every scale agrees with a library’s, there and back, and in its linear ticks', () => {
  const end = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(end, end, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 2, max: 12 }), (one, other, part, count) => {
      fc.pre(Math.abs(one - other) > 1e-6);
      const domain: [number, number] = one < other ? [one, other] : [other, one];
      const value = domain[0] + part * (domain[1] - domain[0]);
      const config = { domain, range: [40, 640] };
      const theirs = {
        linear: scaleLinear(config),
        log: scaleLog(config),
        symlog: scaleSymlog({ ...config, constant: symlogWidth(domain) }),
      };
      for (const kind of ['linear', 'log', 'symlog'] as const) {
        const scale = makeScale(kind, domain, [40, 640]);
        expect(scale.toPx(value)).toBeCloseTo(theirs[kind](value), 5);
        expect(scale.toPx(scale.fromPx(40 + part * 600))).toBeCloseTo(40 + part * 600, 4);
      }
      expect(makeScale('linear', domain, [40, 640]).ticks(count)).toEqual(theirs.linear.ticks(count));
    }),
  );
});
