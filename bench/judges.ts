import { randomOf } from '../server/src/platform/statistics/bootstrap.ts';
import { momentsOfPairs, momentsOfValues } from '../server/src/platform/statistics/moments.ts';
import { predictionPoweredMean } from '../server/src/platform/statistics/prediction-powered.ts';

const runs = 1_000;

interface Scenario {
  readonly name: string;
  /** Messages that the judge has judged, and how many of them people have judged, too. */
  readonly messages: number;
  readonly people: number;
  /** What people would have found on the mean of all messages there could be. */
  readonly truth: number;
  /** What people find in a message, and what the judge does. */
  readonly draw: (random: () => number) => readonly [people: number, judge: number];
}

const passFail =
  (truth: number, passesGood: number, passesBad: number): Scenario['draw'] =>
  (random) => {
    const isGood = random() < truth;
    return [Number(isGood), Number(random() < (isGood ? passesGood : passesBad))];
  };

const ratingShares = [0.05, 0.1, 0.2, 0.4, 0.25];
/** The judge is a step too kind in two of five cases, and off by one in either direction in one of five. */
const ratings: Scenario['draw'] = (random) => {
  let at = random();
  const people = 1 + ratingShares.findIndex((share) => (at -= share) < 0 || share === ratingShares.at(-1));
  const draw = random();
  const off = draw < 0.4 ? 1 : draw < 0.5 ? -1 : draw < 0.6 ? 2 : 0;
  return [people, Math.min(5, Math.max(1, people + off))];
};

const scenarios: readonly Scenario[] = [
  {
    name: 'lenient: passes a third of the bad, 62 % are good',
    messages: 2_000,
    people: 100,
    truth: 0.62,
    draw: passFail(0.62, 0.95, 0.33),
  },
  { name: 'strict: fails a fifth of the good, 80 % are good', messages: 2_000, people: 100, truth: 0.8, draw: passFail(0.8, 0.8, 0.05) },
  { name: 'worthless: a coin, 70 % are good', messages: 2_000, people: 100, truth: 0.7, draw: passFail(0.7, 0.5, 0.5) },
  { name: 'nearly right, 60 % are good, 300 by people', messages: 2_000, people: 300, truth: 0.6, draw: passFail(0.6, 0.97, 0.06) },
  { name: 'ratings, a step too kind, 100 by people', messages: 2_000, people: 100, truth: 3.7, draw: ratings },
];

/**
 * How often the interval of a judge's mean holds the truth, over 1,000 runs of each scenario from one seed: corrected by what people say of a
 * part, by the people alone, and as the judge says (naive). And how wide the intervals are.
 */
export function run(): void {
  for (const { name, messages, people, truth, draw } of scenarios) {
    const random = randomOf(20_261_130);
    const held = { corrected: 0, people: 0, naive: 0 };
    const width = { corrected: 0, people: 0 };
    for (let round = 0; round < runs; round += 1) {
      const drawn = Array.from({ length: messages }, () => draw(random));
      const labelled = momentsOfPairs(drawn.slice(0, people));
      const corrected = predictionPoweredMean({ labelled, unlabelled: momentsOfValues(drawn.slice(people).map(([, judge]) => judge)) });
      const alone = predictionPoweredMean({ labelled, unlabelled: momentsOfValues([]) });
      const naive = momentsOfValues(drawn.map(([, judge]) => judge));
      const reach = 1.96 * Math.sqrt(naive.squares / (naive.n - 1) / naive.n);
      if (Math.abs(naive.mean - truth) <= reach) held.naive += 1;
      for (const [kind, found] of [
        ['corrected', corrected],
        ['people', alone],
      ] as const) {
        if (!found.ok) continue;
        if (found.value.low <= truth && truth <= found.value.high) held[kind] += 1;
        width[kind] += (found.value.high - found.value.low) / runs;
      }
    }
    const percent = (count: number): string => `${((100 * count) / runs).toFixed(1)} %`;
    console.log(`\n${name}: ${messages} by the judge, ${people} by people`);
    console.log(`  corrected    holds the truth in ${percent(held.corrected)}, ${width.corrected.toFixed(4)} wide`);
    console.log(`  people alone holds the truth in ${percent(held.people)}, ${width.people.toFixed(4)} wide`);
    console.log(`  naive        holds the truth in ${percent(held.naive)}`);
  }
}
