import { randomOf } from '../../server/src/platform/statistics/bootstrap.ts';

/** Random values from a seed, of the shapes that metrics have. */
export interface Draws {
  readonly uniform: () => number;
  readonly normal: () => number;
}

export function drawsOf(seed: number): Draws {
  const uniform = randomOf(seed);
  let kept: number | null = null;
  /** Marsaglia's polar method. */
  const normal = (): number => {
    if (kept !== null) {
      const value = kept;
      kept = null;
      return value;
    }
    for (;;) {
      const [u, v] = [2 * uniform() - 1, 2 * uniform() - 1];
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      kept = v * factor;
      return u * factor;
    }
  };
  return { uniform, normal };
}

export function poissonDraw({ uniform }: Draws, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count += 1;
  return count;
}

/** Sums that one variant gathers, unit by unit, of a value y and a second one x (a denominator, or the value before the start). */
export class Gathered {
  n = 0;
  #y = 0;
  #x = 0;
  #yy = 0;
  #xx = 0;
  #yx = 0;

  add(y: number, x = 0): void {
    this.n += 1;
    const [fromY, fromX] = [y - this.#y, x - this.#x];
    this.#y += fromY / this.n;
    this.#x += fromX / this.n;
    this.#yy += fromY * (y - this.#y);
    this.#xx += fromX * (x - this.#x);
    this.#yx += fromY * (x - this.#x);
  }

  get pair() {
    return { n: this.n, meanY: this.#y, meanX: this.#x, squaresY: this.#yy, squaresX: this.#xx, products: this.#yx };
  }
}
