import { betaTails } from './beta.ts';
import { normalQuantile, normalTails } from './normal.ts';
import { rootOf, smallerSide, tailsOf, type Side, type Tails } from './parts.ts';

/** Beyond these degrees of freedom the normal distribution is the same to all digits. */
const asNormal = 1e17;

/** Student's t on both sides of `t`, at any degrees of freedom above 0: half of the beta distribution at freedom / (freedom + t²). */
export function studentTails(t: number, freedom: number): Tails {
  if (freedom > asNormal) return normalTails(t);
  const size = Math.abs(t);
  const ratio = (size / freedom) * size;
  const x = 1 / (1 + ratio);
  const y = ratio === Infinity ? 1 : ratio / (1 + ratio);
  const log = betaTails(x, y, freedom / 2, 0.5).logBelow - Math.LN2;
  return tailsOf(log, t > 0 ? 'above' : 'below');
}

/** How likely Student's t is above `t`, at any degrees of freedom above 0. */
export const studentAbove = (t: number, freedom: number): number => studentTails(t, freedom).above;

/** The point of Student's t with so much on one side. ±Infinity at 0; NaN outside 0 to 1. */
export function studentQuantile(side: Side, freedom: number): number {
  if (freedom > asNormal) return normalQuantile(side);
  const { side: name, p } = smallerSide(side);
  if (!(p >= 0) || !(freedom > 0)) return NaN;
  if (p === 0.5) return 0;
  const size = p === 0 ? Infinity : Math.exp(rootOf((log) => studentTails(Math.exp(log), freedom).logAbove - Math.log(p), 0.5, false));
  return name === 'below' ? -size : size;
}

/** The 97.5 % point of Student's t. */
export const student975 = (freedom: number): number => studentQuantile({ above: 0.025 }, freedom);
