import { describe, expect, test } from 'vitest';
import { Random } from './random.ts';

const N = 40_000;
const many = (draw: (random: Random) => number): number[] => {
  const random = new Random('test');
  return Array.from({ length: N }, () => draw(random));
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('Random', () => {
  test('gives the same numbers for the same seed and others for another', () => {
    const drawn = (...seed: (string | number)[]): number[] => {
      const random = new Random(...seed);
      return [random.uniform(), random.uniform(), random.normal()];
    };
    expect(drawn(1, 'hour', 7)).toEqual(drawn(1, 'hour', 7));
    expect(drawn(1, 'hour', 7)).not.toEqual(drawn(1, 'hour', 8));
    expect(drawn(1, 'hour', 7)).not.toEqual(drawn(2, 'hour', 7));
  });

  test('streams of neighbouring seeds are not related', () => {
    const firsts = Array.from({ length: N }, (_, seed) => new Random('hour', seed).uniform());
    expect(mean(firsts)).toBeCloseTo(0.5, 2);
    expect(mean(firsts.slice(1).map((value, index) => (value - 0.5) * ((firsts[index] as number) - 0.5))) * 12).toBeCloseTo(0, 1);
  });

  test('has the means that its distributions are named for', () => {
    expect(mean(many((random) => random.uniform()))).toBeCloseTo(0.5, 2);
    expect(mean(many((random) => random.normal()))).toBeCloseTo(0, 1);
    expect(mean(many((random) => random.normal() ** 2))).toBeCloseTo(1, 1);
    expect(mean(many((random) => random.exponential(4))) / 4).toBeCloseTo(1, 1);
    expect(mean(many((random) => (random.logNormal(250, 0.5) < 250 ? 1 : 0)))).toBeCloseTo(0.5, 2);
    expect(mean(many((random) => random.whole(2, 4)))).toBeCloseTo(3, 1);
  });

  test.each([0.3, 7, 59, 200])('counts %d events on average, with as much variance', (expected) => {
    const counts = many((random) => random.poisson(expected));
    expect(mean(counts) / expected).toBeCloseTo(1, 1);
    expect(mean(counts.map((count) => (count - expected) ** 2)) / expected).toBeCloseTo(1, 1);
  });

  test('picks by weight', () => {
    const picked = many((random) => random.weighted([0, 1], (value) => (value === 1 ? 3 : 1)));
    expect(mean(picked)).toBeCloseTo(0.75, 2);
  });
});
