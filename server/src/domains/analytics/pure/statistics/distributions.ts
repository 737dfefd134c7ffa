/* Distributions that intervals and tests need; statistics.test.ts compares them with SciPy. */

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
  9.984369578019572e-6, 1.5056327351493116e-7,
] as const;

/** The logarithm of the gamma function (Lanczos, g = 7). `x`: above 0. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const at = x - 1;
  const sum = lanczos.reduce((total, weight, index) => total + weight / (at + index + 1), 0.9999999999998099);
  const base = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(base) - base + Math.log(sum);
}

const tiny = 1e-300;
const most = 500;

/** A continued fraction b0 + a1/(b1 + a2/(b2 + …)), from its parts (Lentz). */
function continuedFraction(first: number, partsOf: (step: number) => readonly [a: number, b: number]): number {
  const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let value = kept(first);
  let c = value;
  let d = 0;
  for (let step = 1; step <= most; step += 1) {
    const [a, b] = partsOf(step);
    d = 1 / kept(b + a * d);
    c = kept(b + a / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/** The regularised incomplete beta function of x, 0 to 1. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const fraction = continuedFraction(1, (step) => {
    const m = Math.floor(step / 2);
    return [
      step % 2 === 0 ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)) : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
      1,
    ];
  });
  return front / fraction;
}

/** How likely Student's t is above `t`, at any degrees of freedom above 0. */
export function studentAbove(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/** The 97.5 % point of Student's t. */
export function student975(freedom: number): number {
  let low = 0;
  let high = 13;
  while (studentAbove(high, freedom) > 0.025) high *= 2;
  for (let step = 0; step < 100 && high - low > 1e-13 * high; step += 1) {
    const middle = (low + high) / 2;
    if (studentAbove(middle, freedom) > 0.025) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How likely a chi-square is above `x`, at degrees of freedom above 0; tails keep their digits. */
export function chiSquareAbove(x: number, freedom: number): number {
  if (x <= 0) return 1;
  const [a, half] = [freedom / 2, x / 2];
  const front = Math.exp(a * Math.log(half) - half - logGamma(a));
  if (half >= a + 1) return front / continuedFraction(half + 1 - a, (step) => [-step * (step - a), half + 2 * step + 1 - a]);
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < most * 20 && term > sum * 1e-17; step += 1) sum += term *= half / (a + step);
  return 1 - front * sum;
}
