import { armOfMean, armOfRatio, armOfShare, cautiousShare, cupedArms, type Arms } from '../../server/src/platform/statistics/arms.ts';
import type { Answer, Interval } from '../../server/src/platform/statistics/answer.ts';
import { effectOf, welchTest } from '../../server/src/platform/statistics/effect.ts';
import { compareTwoShares } from '../../server/src/platform/statistics/shares.ts';
import { poissonDraw, type Draws, type Gathered } from './draws.ts';

export interface Scenario {
  readonly name: string;
  /** Units of base and variant at the end. */
  readonly units: readonly [base: number, variant: number];
  /** One unit of a variant: its value y, and x where there is a second. */
  readonly draw: (draws: Draws, isVariant: boolean) => readonly [y: number, x?: number];
  /** variant − base. */
  readonly truth: number;
  readonly arms: (base: Gathered, variant: Gathered) => Answer<Arms>;
  /** As the rival takes them, a test that is looked at once; absent: the same. */
  readonly plainArms?: (base: Gathered, variant: Gathered) => Answer<Arms>;
  /** For one look at the end; absent: Welch's. */
  readonly interval?: (base: Gathered, variant: Gathered) => Interval | null;
}

const both = (base: Answer<Arms['base']>, variant: Answer<Arms['variant']>): Answer<Arms> =>
  base.ok ? (variant.ok ? { ok: true, value: { base: base.value, variant: variant.value } } : variant) : base;
const shareOf = (gathered: Gathered): { count: number; of: number } => ({
  count: Math.round(gathered.pair.meanY * gathered.n),
  of: gathered.n,
});
const shares: Pick<Scenario, 'arms' | 'plainArms' | 'interval'> = {
  plainArms: (base, variant) => both(armOfShare(shareOf(base)), armOfShare(shareOf(variant))),
  arms: (base, variant) => both(cautiousShare(shareOf(base)), cautiousShare(shareOf(variant))),
  interval: (base, variant) => {
    const found = compareTwoShares(shareOf(base), shareOf(variant));
    return found.ok ? found.value.interval : null;
  },
};
const meanOf = ({ pair }: Gathered) => armOfMean({ n: pair.n, mean: pair.meanY, squares: pair.squaresY });
const means: Pick<Scenario, 'arms'> = { arms: (base, variant) => both(meanOf(base), meanOf(variant)) };
const bernoulli =
  (base: number, variant: number): Scenario['draw'] =>
  ({ uniform }, isVariant) => [uniform() < (isVariant ? variant : base) ? 1 : 0];
const logNormal =
  (sigma: number): Scenario['draw'] =>
  ({ normal }) => [Math.exp(sigma * normal())];

export const scenarios: readonly Scenario[] = [
  { name: 'share, 50 % beside 55 %', units: [1_000, 1_000], draw: bernoulli(0.5, 0.55), truth: 0.05, ...shares },
  { name: 'share, rare: 2 %', units: [2_000, 2_000], draw: bernoulli(0.02, 0.025), truth: 0.005, ...shares },
  { name: 'share, very rare: 0.3 %', units: [5_000, 5_000], draw: bernoulli(0.003, 0.003), truth: 0, ...shares },
  { name: 'share, weights 90 : 10', units: [4_500, 500], draw: bernoulli(0.1, 0.12), truth: 0.02, ...shares },
  {
    name: 'mean, normal, 60 units each',
    units: [60, 60],
    draw: ({ normal }, isVariant) => [normal() + (isVariant ? 0.3 : 0)],
    truth: 0.3,
    ...means,
  },
  { name: 'mean, heavy tail: log-normal, σ = 1', units: [1_000, 1_000], draw: logNormal(1), truth: 0, ...means },
  { name: 'mean, heavier tail: log-normal, σ = 1.5', units: [4_000, 4_000], draw: logNormal(1.5), truth: 0, ...means },
  {
    name: 'mean, weights 90 : 10, three times the spread',
    units: [2_700, 300],
    draw: ({ uniform }, isVariant) => [-Math.log(1 - uniform()) * (isVariant ? 3 : 1)],
    truth: 2,
    ...means,
  },
  {
    name: 'ratio by users: successes of conversations',
    units: [600, 600],
    draw: (draws) => {
      // Users differ in how much they do and in how often it succeeds.
      const conversations = 1 + poissonDraw(draws, -3 * Math.log(1 - draws.uniform()));
      const skill = 0.3 + 0.6 * draws.uniform();
      let count = 0;
      for (let k = 0; k < conversations; k += 1) count += draws.uniform() < skill ? 1 : 0;
      return [count, conversations];
    },
    truth: 0,
    arms: (base, variant) => both(armOfRatio(base.pair), armOfRatio(variant.pair)),
  },
  {
    name: 'mean with CUPED, ρ = 0.7',
    units: [400, 400],
    draw: ({ normal }, isVariant) => {
      const before = normal();
      return [0.7 * before + Math.sqrt(0.51) * normal() + (isVariant ? 0.1 : 0), before];
    },
    truth: 0.1,
    arms: (base, variant) => cupedArms(base.pair, variant.pair),
  },
];

export function fixedInterval(scenario: Scenario, base: Gathered, variant: Gathered): Interval | null {
  if (scenario.interval !== undefined) return scenario.interval(base, variant);
  const arms = scenario.arms(base, variant);
  const effect = arms.ok ? effectOf(arms.value) : arms;
  const found = effect.ok ? welchTest(effect.value) : effect;
  return found.ok ? found.value.interval : null;
}
