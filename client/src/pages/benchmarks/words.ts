import type { BenchmarkPairsFragment, BenchmarkRunRowFragment } from '../../graphql/generated/graphql.ts';

type Run = Pick<BenchmarkRunRowFragment, 'id' | 'model' | 'modelVersion' | 'startedAt'>;

/** The run that is compared at first, and its base: the latest, and the latest of another model; of one model alone its run before. */
export function firstPair(runs: readonly Run[]): { readonly baseId: string; readonly otherId: string } | null {
  const [other] = runs;
  if (other === undefined) return null;
  const base = runs.find(({ model }) => model !== other.model) ?? runs[1];
  return base === undefined ? null : { baseId: base.id, otherId: other.id };
}

/** `gpt-4o 2 · 3 Nov 2026, 10:00` */
export const runName = ({ model, modelVersion, startedAt }: Run, moment: (at: Date) => string): string =>
  `${model}${modelVersion == null ? '' : ` ${modelVersion}`} · ${moment(new Date(startedAt))}`;

const points = (share: number): string => `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(share * 100).toFixed(1)}`;

/** What a comparison says, in one sentence. `base`, `other`: names of the models. */
export function verdictWords(numbers: BenchmarkPairsFragment, base: string, other: string): string {
  const { itemCount, difference, differenceLow, differenceHigh, verdict } = numbers;
  if (itemCount === 0 || difference == null) return `${other} and ${base} have decided no item in common.`;
  const range =
    differenceLow == null || differenceHigh == null ? '' : ` (95 % interval ${points(differenceLow)} to ${points(differenceHigh)})`;
  const size = `${points(difference)} points${range}`;
  if (verdict === 'NOT_DECISIVE')
    return `No difference is shown: ${size} over ${itemCount} items, which chance alone can explain.${itemCount < 30 ? ' So few items show large differences only.' : ''}`;
  return `${other} is ${verdict === 'BETTER' ? 'better' : 'worse'} than ${base} by ${size} over ${itemCount} items.`;
}

/** A P value as people write it. */
export const pWords = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);
