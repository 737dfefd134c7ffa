import { randomOf } from '../../../server/src/platform/statistics/bootstrap.ts';

/** Random numbers of a seed. */
export interface Draws {
  readonly uniform: () => number;
  readonly normal: () => number;
  readonly poisson: (mean: number) => number;
}

/** Neighbouring seeds begin with similar draws: they are spread first. */
export function draws(seed: number): Draws {
  const uniform = randomOf(Math.imul(seed, 0x9e3779b1));
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number): number => {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    let count = -1;
    for (let left = Math.exp(mean); left > 1 || count < 0; left *= uniform()) count += 1;
    return Math.max(0, count);
  };
  return { uniform, normal, poisson };
}
