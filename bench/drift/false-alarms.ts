import { judgeCategories, judgeNumbers, judgeVectors, type Judged } from '../../server/src/domains/drift/pure/judge.ts';
import { deviationOf } from '../../server/src/domains/drift/pure/numbers.ts';
import { chiSquareAbove } from '../../server/src/platform/statistics/distributions/gamma.ts';
import { randomOf } from '../../server/src/platform/statistics/bootstrap.ts';

type Kind = 'normal' | 'lengths' | 'counts' | 'yes or no' | '5 categories' | '20 categories' | 'vectors';

/** Samples of one distribution each; sizes from 50 to 10,000. */
const settings: readonly (readonly [Kind, baseline: number, current: number])[] = [
  ['normal', 50, 50],
  ['normal', 300, 100],
  ['normal', 500, 500],
  ['normal', 1_001, 200],
  ['normal', 2_000, 2_000],
  ['lengths', 100, 50],
  ['lengths', 1_001, 100],
  ['lengths', 1_000, 1_000],
  ['lengths', 10_000, 10_000],
  ['counts', 100, 100],
  ['counts', 1_001, 1_001],
  ['yes or no', 500, 500],
  ['yes or no', 2_000, 1_000],
  ['5 categories', 100, 100],
  ['5 categories', 500, 500],
  ['5 categories', 5_000, 1_000],
  ['20 categories', 200, 1_000],
  ['20 categories', 1_000, 1_000],
  ['vectors', 50, 50],
  ['vectors', 100, 50],
];
const alpha = 0.05;

/**
 * Alarms at a nominal 5 % where both samples are of one distribution, of the test that decides of each feature, beside the rules of Evidently for the
 * same samples (its formulas, coded again from its source). The last line is for programs.
 */
export function falseAlarms(): void {
  console.log('\nfalse alarms at nominal 5 %: the test that decides, each other one, and Evidently’s rule for the same samples');
  const rates = settings.map(([kind, n, m], place) => {
    const random = randomOf(100 + place);
    const isLarge = n + m > 3_000;
    const runCount = kind === 'vectors' ? 300 : isLarge ? 400 : 1_000;
    const drawCount = 99;
    const alarms = new Map<string, number>();
    const add = (name: string, isAlarm: boolean): void => void alarms.set(name, (alarms.get(name) ?? 0) + (isAlarm ? 1 : 0));
    for (let run = 0; run < runCount; run++) {
      const { judged, evidently } = compared(kind, n, m, random, { alpha, drawCount });
      for (const { method, pValue } of judged.tests) add(method, pValue <= alpha);
      if (evidently !== null) add('Evidently', evidently);
    }
    const names = [...alarms.keys()];
    const cells = names.map((name) => `${name} ${((100 * (alarms.get(name) ?? 0)) / runCount).toFixed(1)}`.padEnd(22));
    console.log(`  ${`${kind} ${n}/${m}`.padEnd(26)} ${cells.join('')}`);
    return (100 * (alarms.get(names[0] as string) ?? 0)) / runCount;
  });
  console.log(
    `falseAlarms least ${Math.min(...rates).toFixed(1)} most ${Math.max(...rates).toFixed(1)} mean ${(rates.reduce((sum, one) => sum + one, 0) / rates.length).toFixed(1)}`,
  );
}

function compared(
  kind: Kind,
  n: number,
  m: number,
  random: () => number,
  options: { readonly alpha: number; readonly drawCount: number },
): { readonly judged: Judged; readonly evidently: boolean | null } {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const sample = <Value>(count: number, of: () => Value): Value[] => Array.from({ length: count }, of);
  if (kind === 'vectors') {
    const vector = (): number[] => sample(16, normal);
    return { judged: judgeVectors(sample(n, vector), sample(m, vector), options), evidently: null };
  }
  if (kind === '5 categories' || kind === '20 categories' || kind === 'yes or no') {
    const count = kind === 'yes or no' ? 2 : kind === '5 categories' ? 5 : 20;
    const category = (): number => Math.floor(count * random() ** 1.5);
    const [baseline, current] = [sample(n, category), sample(m, category)];
    return {
      judged: judgeCategories(baseline, current, options),
      evidently: n > 1_000 || count === 2 ? null : knownChiSquare(baseline, current, count),
    };
  }
  const number = kind === 'normal' ? normal : kind === 'lengths' ? () => Math.round(Math.exp(4 + normal())) : () => poisson(3, random);
  const [baseline, current] = [sample(n, number), sample(m, number)];
  const judged = judgeNumbers(baseline, current, options);
  const distance = (judged.tests.find(({ method }) => method === 'WASSERSTEIN')?.statistic ?? 0) * deviationOf([...baseline, ...current]);
  // Above 1,000 rows of the reference: Wasserstein by its standard deviation from 0.1 on, whatever the size of the current sample.
  return { judged, evidently: n > 1_000 ? distance / deviationOf(baseline) >= 0.1 : null };
}

/** Chi-square of the current sample against shares of the baseline that are taken as known. */
function knownChiSquare(baseline: readonly number[], current: readonly number[], count: number): boolean {
  const countOf = (values: readonly number[], code: number): number => values.filter((value) => value === code).length;
  let sum = 0;
  for (let code = 0; code < count; code++) {
    const expected = (countOf(baseline, code) * current.length) / baseline.length;
    if (expected > 0) sum += (countOf(current, code) - expected) ** 2 / expected;
  }
  return chiSquareAbove(sum, count - 1) < alpha;
}

function poisson(mean: number, random: () => number): number {
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= random()) count++;
  return count;
}
