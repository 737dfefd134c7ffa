/* What the distributions are made of: densities that keep their digits, a continued fraction, a root. */

/**
 * log Γ(x + 1) − ((x + ½) log x − x + ½ log 2π): what Stirling's formula leaves out. x: above 0.
 * From 16 on by the asymptotic series; below by stirlingRest(x) = stirlingRest(x + 1) + (x + ½) log(1 + 1/x) − 1.
 */
function stirlingRest(x: number): number {
  let sum = 0;
  let at = x;
  for (; at < 16; at += 1) sum += (at + 0.5) * Math.log1p(1 / at) - 1;
  const s = 1 / (at * at);
  return sum + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360_360 - s / 156)))))) / at;
}

/** x log(x / mean) + mean − x without the loss of digits where the two are close (Loader 2000, "bd0"). Both above 0. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * (Math.log(x) - Math.log(mean)) - difference;
  const v = difference / (x + mean);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let step = 1; step < 1_000; step += 1) {
    term *= v * v;
    const next = sum + term / (2 * step + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** log of mean^x e^(−mean) / Γ(x + 1), the Poisson probability at any x above 0 (Loader 2000, "Fast and accurate computation of binomial probabilities"). */
export const logPoisson = (x: number, mean: number): number => -stirlingRest(x) - deviance(x, mean) - 0.5 * Math.log(2 * Math.PI * x);

/** log of p^a q^b / B(a, b), where q = 1 − p comes apart so that it keeps its digits (Loader 2000). a, b, p, q: above 0. */
export function logBetaPower(p: number, q: number, a: number, b: number): number {
  const n = a + b;
  return (
    stirlingRest(n) -
    stirlingRest(a) -
    stirlingRest(b) -
    deviance(a, n * p) -
    deviance(b, n * q) +
    0.5 * Math.log((a * b) / (2 * Math.PI * n))
  );
}

const tiny = 1e-300;
const mostSteps = 2_000_000;

/** A continued fraction b0 + a1/(b1 + a2/(b2 + …)), from its parts (Lentz). */
export function continuedFraction(first: number, partsOf: (step: number) => readonly [a: number, b: number]): number {
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let value = kept(first);
  let c = value;
  let d = 0;
  for (let step = 1; step <= mostSteps; step += 1) {
    const [a, b] = partsOf(step);
    d = 1 / kept(b + a * d);
    c = kept(b + a / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 2.3e-16) break;
  }
  return value;
}

/** How likely a value lies below or above a point, and the logarithms: of the smaller one they go far below 1e-308. */
export interface Tails {
  readonly below: number;
  readonly above: number;
  readonly logBelow: number;
  readonly logAbove: number;
}

/** Both sides from the logarithm of the smaller one, so that the smaller one keeps its digits. */
export function tailsOf(logSmaller: number, side: 'below' | 'above'): Tails {
  const smaller = Math.exp(Math.min(0, logSmaller));
  const larger = -Math.expm1(Math.min(0, logSmaller));
  const logLarger = Math.log1p(-smaller);
  return side === 'below'
    ? { below: smaller, above: larger, logBelow: logSmaller, logAbove: logLarger }
    : { below: larger, above: smaller, logBelow: logLarger, logAbove: logSmaller };
}

/** A probability on one side of the point that is looked for. Give the smaller side: 1 − 1e-20 is 1. */
export type Side = { readonly below: number } | { readonly above: number };

/** The side whose probability is at most a half. */
export function smallerSide(side: Side): { readonly side: 'below' | 'above'; readonly p: number } {
  const [name, p] = 'below' in side ? (['below', side.below] as const) : (['above', side.above] as const);
  if (p <= 0.5) return { side: name, p };
  return { side: name === 'below' ? 'above' : 'below', p: 1 - p };
}

/** Where an increasing function crosses 0, beginning at `start`: the ends go apart until they enclose it, then Chandrupatla's method (1997). */
export function rootOf(f: (x: number) => number, start: number, isIncreasing: boolean, tolerance = 1e-17): number {
  const g = isIncreasing ? f : (x: number): number => -f(x);
  let low = start;
  let high = start;
  for (let step = 1; g(low) > 0 && step < 1e300; step *= 2) low -= step;
  for (let step = 1; g(high) < 0 && step < 1e300; step *= 2) high += step;
  return low === high ? start : chandrupatla(g, low, high, tolerance);
}

function chandrupatla(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  let [a, b, c] = [high, low, high];
  let [ofA, ofB] = [f(a), f(b)];
  let ofC = ofA;
  let t = 0.5;
  for (let step = 0; step < 300; step += 1) {
    const at = a + t * (b - a);
    const value = f(at);
    if (Math.sign(value) === Math.sign(ofA)) [c, ofC] = [a, ofA];
    else [c, ofC, b, ofB] = [b, ofB, a, ofA];
    [a, ofA] = [at, value];
    const best = Math.abs(ofA) < Math.abs(ofB) ? a : b;
    const limit = (2.3e-16 * Math.abs(best) + tolerance) / Math.abs(b - a);
    if (ofA === 0 || !(limit < 0.5)) return best;
    const xi = (a - b) / (c - b);
    const phi = (ofA - ofB) / (ofC - ofB);
    const isSmooth = phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi;
    t = isSmooth ? (ofA / (ofB - ofA)) * (ofC / (ofB - ofC)) + ((c - a) / (b - a)) * (ofA / (ofC - ofA)) * (ofB / (ofC - ofB)) : 0.5;
    t = Math.min(1 - limit, Math.max(limit, t));
  }
  return a;
}
