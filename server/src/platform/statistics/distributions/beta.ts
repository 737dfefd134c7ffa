import { continuedFraction, logBetaPower, rootOf, smallerSide, tailsOf, type Side, type Tails } from './parts.ts';

/**
 * The beta distribution on both sides of x, where y = 1 − x comes apart so that it keeps its digits: the regularised incomplete beta
 * function, by the continued fraction of DiDonato and Morris (1992, algorithm 708) from the side that is smaller.
 */
export function betaTails(x: number, y: number, a: number, b: number): Tails {
  if (!(x > 0)) return tailsOf(-Infinity, 'below');
  if (!(y > 0)) return tailsOf(-Infinity, 'above');
  return b * x > a * y ? tailsOf(logSmallerSide(y, x, b, a), 'above') : tailsOf(logSmallerSide(x, y, a, b), 'below');
}

function logSmallerSide(x: number, y: number, a: number, b: number): number {
  const partsOf = (m: number): readonly [number, number] => {
    const d = a + 2 * m - 1;
    return [
      ((m * (a + m - 1)) / d) * ((a + b + m - 1) / d) * (b - m) * x * x,
      m + (m * (b - m) * x) / d + ((a + m) * (a * y - b * x + 1 + m * (1 + y))) / (d + 2),
    ];
  };
  return logBetaPower(x, y, a, b) - Math.log(continuedFraction((a * (a * y - b * x + 1)) / (a + 1), partsOf));
}

/** log of the density at x of the beta distribution; −Infinity outside. */
export const logBetaDensity = (x: number, y: number, a: number, b: number): number =>
  x > 0 && y > 0 ? logBetaPower(x, y, a, b) - Math.log(x) - Math.log(y) : -Infinity;

/** The point of the beta distribution with so much on one side; NaN outside 0 to 1. */
export function betaQuantile(side: Side, a: number, b: number): number {
  const { side: name, p } = smallerSide(side);
  if (!(p >= 0) || !(a > 0) || !(b > 0)) return NaN;
  if (p === 0) return name === 'below' ? 0 : 1;
  const of = (logit: number): number => {
    const tails = betaTails(1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)), a, b);
    return (name === 'below' ? tails.logBelow : tails.logAbove) - Math.log(p);
  };
  return 1 / (1 + Math.exp(-rootOf(of, Math.log(a / b), name === 'below')));
}
