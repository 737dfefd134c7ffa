import { normalDensity, normalTails } from './distributions/normal.ts';

const half = 8;
const steps = 120;

/**
 * How likely an experiment has found a difference by each look: the chance that |Z| has crossed its boundary, from looks on the way (as parts
 * of the planned units, rising), the boundary of each in standard errors, and `drift`, the effect in standard errors at the planned units.
 * By recursive integration of the density of what has not crossed yet (Armitage, McPherson and Rowe 1969), on the scale of the sum.
 */
export function crossing(looks: readonly number[], boundaries: readonly number[], drift: number): number[] {
  let grid: readonly number[] = [0];
  let mass: readonly number[] = [1];
  let from = 0;
  let crossed = 0;
  return looks.map((share, place) => {
    const limit = (boundaries[place] as number) * Math.sqrt(share);
    const [step, sd] = [(share - from) * drift, Math.sqrt(share - from)];
    for (const [k, at] of grid.entries()) {
      const over = below((at + step - limit) / sd) + below((-limit - at - step) / sd);
      crossed += (mass[k] as number) * over;
    }
    // Nothing lies farther out than eight standard deviations from where it is expected.
    const [low, high] = [
      Math.max(-limit, share * drift - half * Math.sqrt(share)),
      Math.min(limit, share * drift + half * Math.sqrt(share)),
    ];
    const width = Math.max(0, high - low) / steps;
    const next = Array.from({ length: steps }, (_, k) => low + (k + 0.5) * width);
    const weights = next.map((to) => {
      let sum = 0;
      for (const [k, at] of grid.entries()) {
        const z = (to - at - step) / sd;
        if (Math.abs(z) < half) sum += (mass[k] as number) * normalDensity(z);
      }
      return (sum / sd) * width;
    });
    [grid, mass, from] = [next, weights, share];
    return Math.min(1, crossed);
  });
}

/** Beyond eight standard deviations there is nothing to add up. */
const below = (z: number): number => (z < -half ? 0 : normalTails(z).below);
