import { continuedFraction, logPoisson, rootOf, smallerSide, tailsOf, type Side, type Tails } from './parts.ts';

/**
 * The gamma distribution of a shape and scale 1 on both sides of x: below its middle by the series, above by the continued fraction
 * (Abramowitz and Stegun 6.5.29, 6.5.31), both times the Poisson probability of the shape.
 */
export function gammaTails(x: number, shape: number): Tails {
  if (!(x > 0)) return tailsOf(-Infinity, 'below');
  if (x === Infinity) return tailsOf(-Infinity, 'above');
  const front = logPoisson(shape, x);
  if (x >= shape + 1) {
    const fraction = continuedFraction(x + 1 - shape, (step) => [-step * (step - shape), x + 2 * step + 1 - shape]);
    return tailsOf(front + Math.log(shape / fraction), 'above');
  }
  let term = 1;
  let sum = 1;
  for (let step = 1; term > sum * 1e-17; step += 1) sum += term *= x / (shape + step);
  return tailsOf(front + Math.log(sum), 'below');
}

/** The chi-square distribution on both sides of x, at degrees of freedom above 0. */
export const chiSquareTails = (x: number, freedom: number): Tails => gammaTails(x / 2, freedom / 2);

/** How likely a chi-square is above `x`, at degrees of freedom above 0; tails keep their digits. */
export const chiSquareAbove = (x: number, freedom: number): number => chiSquareTails(x, freedom).above;

/** The point of the gamma distribution of a shape and scale 1 with so much on one side; NaN outside 0 to 1. */
function gammaQuantile(side: Side, shape: number): number {
  const { side: name, p } = smallerSide(side);
  if (!(p >= 0) || !(shape > 0)) return NaN;
  if (p === 0) return name === 'below' ? 0 : Infinity;
  const of = (log: number): number => {
    const tails = gammaTails(Math.exp(log), shape);
    return (name === 'below' ? tails.logBelow : tails.logAbove) - Math.log(p);
  };
  return Math.exp(rootOf(of, Math.log(shape), name === 'below'));
}

export const chiSquareQuantile = (side: Side, freedom: number): number => 2 * gammaQuantile(side, freedom / 2);
