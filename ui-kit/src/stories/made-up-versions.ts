import { DAY, noise, start } from './made-up.ts';

/** Made-up versions of a model for stories. */
export interface VersionRow {
  readonly id: string;
  readonly from: readonly string[];
  readonly madeAt: Date;
  readonly kind: string;
  readonly success: number | null;
  readonly promotions?: readonly { readonly stage: string; readonly at: Date }[];
}

const version = (
  id: string,
  from: readonly string[],
  day: number,
  kind: string,
  success: number | null,
  ...stages: (readonly [stage: string, day: number])[]
): VersionRow => ({
  id,
  from,
  madeAt: new Date(start + day * DAY),
  kind,
  success,
  promotions: stages.map(([stage, at]) => ({ stage, at: new Date(start + at * DAY) })),
});

export const versions: readonly VersionRow[] = [
  version('llama-3.1-8b', [], 0, 'base', 0.742),
  version('sft-r1', ['llama-3.1-8b'], 4, 'sft', 0.801, ['staging', 4.5], ['production', 6]),
  version('sft-r2', ['sft-r1'], 11, 'sft', 0.829, ['staging', 12]),
  version('dpo-r1', ['sft-r1'], 8, 'dpo', 0.838, ['staging', 9]),
  version('dpo-r2', ['dpo-r1'], 15, 'dpo', 0.831),
  version('dpo-r3', ['dpo-r1'], 18, 'dpo', 0.862, ['staging', 18.5], ['production', 20]),
  version('tools-sft', ['llama-3.1-8b'], 13, 'sft', 0.795),
  version('merged-1', ['dpo-r3', 'tools-sft'], 24, 'merged', 0.874, ['staging', 25]),
  version('quantised', ['merged-1'], 27, 'quantised', null),
];

/** Sixty versions, a third of them forks. */
export function manyVersions(): VersionRow[] {
  const next = noise(5);
  return Array.from({ length: 60 }, (_, place) => {
    const main = place === 0 ? [] : [`v${next() < 0.65 ? place - 1 : Math.floor(next() * place)}`];
    const second = place > 10 && next() < 0.1 ? [`v${Math.floor(next() * place)}`] : [];
    return version(
      `v${place}`,
      [...main, ...second],
      place * 0.9,
      place === 0 ? 'base' : second.length > 0 ? 'merged' : place % 3 === 0 ? 'dpo' : 'sft',
      0.7 + place * 0.003 + next() * 0.04,
    );
  });
}
