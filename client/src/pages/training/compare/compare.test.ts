import { describe, expect, test } from 'vitest';
import { differences, parametersOf } from '../parameters.ts';
import { differenceOf, endOf } from './compare-verdict.ts';
import { groupBands } from './group-band.ts';

describe('parametersOf', () => {
  test('nested parameters go by their path, in the order of their names', () =>
    expect(parametersOf({ lr: 5e-5, lora: { r: 16, targets: ['q', 'v'] }, bf16: true, note: null, empty: {} })).toEqual([
      { name: 'bf16', text: 'true' },
      { name: 'empty', text: '{}' },
      { name: 'lora.r', text: '16' },
      { name: 'lora.targets', text: '["q","v"]' },
      { name: 'lr', text: '5e-5' },
      { name: 'note', text: 'null' },
    ]));
  test.each([
    [0.001, '0.001'],
    [0.00002, '2e-5'],
    [0, '0'],
    [-0.000125, '-1.25e-4'],
    [1e21, '1e+21'],
  ])('%d is written %s', (value, text) => expect(parametersOf({ value })).toEqual([{ name: 'value', text }]));
  test('only what differs is listed; absent is a difference', () =>
    expect(differences([parametersOf({ a: 1, b: 2 }), parametersOf({ a: 1, b: 3, c: 4 })])).toEqual([
      { name: 'b', texts: ['2', '3'] },
      { name: 'c', texts: [null, '4'] },
    ]));
});

describe('the end of a curve against another', () => {
  const noisy = (level: number) => Array.from({ length: 400 }, (_, place) => level + (((place * 37) % 11) - 5) / 100);
  test('is the mean of its last tenth', () =>
    expect(endOf([...Array.from({ length: 90 }, () => 9), ...Array.from({ length: 10 }, () => 1)])?.mean).toBe(1));
  test('leaves out what is not finite', () => {
    expect(endOf([Number.NaN, Infinity])).toBeNull();
    expect(endOf([3, Number.NaN])).toMatchObject({ mean: 3, standardError: null });
  });
  test.each([
    [1, 1.2, 'lower', 'better'],
    [1.2, 1, 'lower', 'worse'],
    [1.2, 1, 'higher', 'better'],
    [1, 1.0001, 'lower', 'not decisive'],
    [1.2, 1, 'none', 'not decisive'],
  ] as const)('%d against %d, where %s is better: %s', (one, other, goal, verdict) => {
    const [end, base] = [endOf(noisy(one)), endOf(noisy(other))];
    expect(end !== null && base !== null && differenceOf(end, base, goal).verdict).toBe(verdict);
  });
  test('a few points give a difference without an interval', () => {
    const [end, base] = [endOf([1, 1, 1]), endOf([2, 2, 2])];
    expect(end !== null && base !== null && differenceOf(end, base, 'lower')).toEqual({
      change: -1,
      interval: null,
      verdict: 'not decisive',
    });
  });
  test('about 1 in 20 differences between two equal curves is called decisive, not more', () => {
    let seed = 7;
    const next = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5;
    const made = () => endOf(Array.from({ length: 1_000 }, next));
    let decisive = 0;
    for (let round = 0; round < 400; round += 1) {
      const [one, other] = [made(), made()];
      if (one !== null && other !== null && differenceOf(one, other, 'lower').verdict !== 'not decisive') decisive += 1;
    }
    expect(decisive).toBeLessThan(32);
  });
});

describe('groupBands', () => {
  test('mean, least and greatest by straight lines between the points; each curve only where it is', () => {
    const [band] = groupBands(
      new Map([
        [
          'lora',
          [
            { x: [0, 100], value: [0, 100] },
            { x: [0, 50], value: [10, 60] },
          ],
        ],
      ]),
    );
    expect(band).toMatchObject({ key: 'lora', jobCount: 2 });
    expect([band?.mean[0], band?.low[0], band?.high[0]]).toEqual([5, 0, 10]);
    expect([band?.x.at(-1), band?.mean.at(-1), band?.low.at(-1)]).toEqual([100, 100, 100]);
  });
  test('what is not finite counts for nothing; without curves there is no band', () => {
    const [band] = groupBands(new Map([['a', [{ x: [0, 1], value: [Number.NaN, Number.NaN] }]]]));
    expect(band?.mean.every(Number.isNaN)).toBe(true);
    expect(groupBands(new Map([['a', []]]))).toEqual([]);
  });
});
