import { expect, test } from 'vitest';
import { betaBinomialTails } from './beta-binomial.ts';
import { negativeBinomialTails } from './negative-binomial.ts';

/** Made with SciPy 1.17: nbinom(n = 1/dispersion, p = 1/(1 + dispersion·mean)) and betabinom(n, a, b). */
const negativeBinomial: readonly (readonly [count: number, mean: number, dispersion: number, below: number, above: number])[] = [
  [0, 3, 0.5, 0.16000000000000003, 0.84],
  [12, 3, 0.5, 0.9919023697100801, 0.008097630289919996],
  [150, 100, 0.02, 0.9957561373649972, 0.00424386263500271],
  [40, 100, 0.05, 0.0012323361366213547, 0.9987676638633787],
  [3, 0.04, 2, 0.9999915118184725, 8.488181527628538e-6],
  [5000, 4000, 0.01, 0.98996061549635, 0.010039384503650042],
];
const betaBinomial: readonly (readonly [count: number, trials: number, mean: number, correlation: number, below: number, above: number])[] =
  [
    [3, 20, 0.1, 0.05, 0.8117647872106277, 0.1882352127893735],
    [18, 20, 0.9, 0.2, 0.37968065506680826, 0.6203193449331957],
    [120, 1000, 0.05, 0.01, 0.9926527690768959, 0.0073472309236890625],
    [700, 1000, 0.9, 0.002, 3.8489579590763445e-20, 0.9999999999992547],
    [2400, 20000, 0.1, 0.001, 0.9761231589840722, 0.02387684095921335],
    [16500, 20000, 0.9, 0.005, 0.0012429392535411067, 0.9987570606967248],
  ];

const near = (found: number, expected: number, digits: number): void => {
  expect(Math.abs(found / expected - 1)).toBeLessThan(digits);
};

test.each(negativeBinomial)('negative binomial: %s of mean %s and dispersion %s', (count, mean, dispersion, below, above) => {
  const tails = negativeBinomialTails(count, mean, dispersion);
  near(tails.below, below, 1e-9);
  near(tails.above, above, 1e-9);
});

test.each(betaBinomial)('beta-binomial: %s of %s, mean %s, correlation %s', (count, trials, mean, correlation, below, above) => {
  const tails = betaBinomialTails(count, trials, mean, correlation);
  // Beyond 2,000 trials the beta distribution stands for it.
  near(tails.below, below, trials > 2_000 ? 0.02 : 1e-9);
  near(tails.above, above, trials > 2_000 ? 0.02 : 1e-9);
});

test('without correlation a share is binomial, and without dispersion a count is Poisson’s', () => {
  near(betaBinomialTails(3, 10, 0.5, 0).below, 176 / 1_024, 1e-12);
  near(negativeBinomialTails(0, 2, 0).below, Math.exp(-2), 1e-12);
  near(negativeBinomialTails(2, 2, 0).below, 5 * Math.exp(-2), 1e-12);
});

test('counts below none and above all have probabilities 0 and 1', () => {
  expect(negativeBinomialTails(-1, 3, 0.1)).toMatchObject({ below: 0, above: 1 });
  expect(betaBinomialTails(-1, 5, 0.3, 0.1)).toMatchObject({ below: 0, above: 1 });
  expect(betaBinomialTails(5, 5, 0.3, 0.1)).toMatchObject({ below: 1, above: 0 });
});

test('counts of 10⁹ are judged', () => {
  const { below, above } = negativeBinomialTails(1e9, 1e9, 0.01);
  expect(below + above).toBeCloseTo(1, 12);
  expect(below).toBeGreaterThan(0.45);
  expect(negativeBinomialTails(2e9, 1e9, 0.01).above).toBeLessThan(1e-12);
  expect(betaBinomialTails(4e8, 1e9, 0.5, 0.001).below).toBeLessThan(1e-8);
});
