import { answer, isLevel, noAnswer, type Answer, type Interval } from './answer.ts';
import { shareProblem, type Share } from './arms.ts';
import { logBetaDensity } from './distributions/beta.ts';
import { rootOf } from './distributions/parts.ts';

interface Beta {
  readonly a: number;
  readonly b: number;
}

export interface SharePosterior {
  /** How likely the variant's share is the higher one. */
  readonly chanceAbove: number;
  /** Of the difference variant − base, with as much on both sides. */
  readonly credible: Interval;
  readonly lossOfVariant: number;
  readonly lossOfBase: number;
}

/**
 * Two shares with beta posteriors, exactly: beta prior (uniform by default) and binomial counts. P(B > A) = ∫ f_B F_A, and the expected
 * loss of choosing B is E[max(0, A − B)] = ∫ F_B (1 − F_A). Both are integrated over panels that follow the two densities, with
 * Gauss-Legendre nodes; how long it takes does not depend on the counts.
 */
export function sharePosterior(base: Share, variant: Share, alpha = 0.05, prior: Beta = { a: 1, b: 1 }): Answer<SharePosterior> {
  const problem = shareProblem(base) ?? shareProblem(variant);
  if (problem !== null) return noAnswer(problem);
  if (!isLevel(alpha) || !(prior.a >= 1) || !(prior.b >= 1)) return noAnswer('BAD_LEVEL');
  const [first, second] = [base, variant].map(({ count, of }) => ({ a: prior.a + count, b: prior.b + of - count })) as [Beta, Beta];
  const plain = integrals(first, second, 0);
  const sd = Math.sqrt(spreadOf(first) ** 2 + spreadOf(second) ** 2);
  const middle = meanOf(second) - meanOf(first);
  // A difference d is exceeded with P(B − d > A); looked for in standard deviations from the middle.
  const point = (above: number): number =>
    Math.max(-1, Math.min(1, middle + sd * rootOf((z) => integrals(first, second, middle + sd * z).chanceAbove - above, 0, false, 1e-10)));
  return answer({
    chanceAbove: plain.chanceAbove,
    credible: { low: point(1 - alpha / 2), high: point(alpha / 2) },
    lossOfVariant: plain.loss,
    lossOfBase: plain.loss + middle < 0 ? 0 : plain.loss + middle,
  });
}

const meanOf = ({ a, b }: Beta): number => a / (a + b);
const spreadOf = ({ a, b }: Beta): number => Math.sqrt((a * b) / (a + b + 1)) / (a + b);

const nodeCount = 16;
const legendre = legendreOf(nodeCount);
/** Ends of panels in standard deviations: near the middle a normal density, farther out the exponential tail of a rare share. */
const ends = [0, 0.75, 1.5, 2.25, 3, 4, 5, 6, 7.5, 9, 11, 14, 18, 24, 32, 40];

/** P(B − shift > A) and E[max(0, A − (B − shift))], from A's and B's distributions. */
function integrals(a: Beta, b: Beta, shift: number): { readonly chanceAbove: number; readonly loss: number } {
  const low = Math.min(0, -shift);
  const high = Math.max(1, 1 - shift);
  const cuts = [
    0,
    1,
    -shift,
    1 - shift,
    ...[a, b].flatMap((one, which) =>
      ends.flatMap((end) => [-1, 1].map((sign) => meanOf(one) - (which === 0 ? 0 : shift) + sign * end * spreadOf(one))),
    ),
  ];
  const panels = [...new Set(cuts.map((cut) => Math.min(high, Math.max(low, cut))))].toSorted((one, other) => one - other);
  let [chanceAbove, loss, belowA, belowB] = [0, 0, 0, 0];
  for (const [place, from] of panels.slice(0, -1).entries()) {
    const half = ((panels[place + 1] as number) - from) / 2;
    const at = legendre.nodes.map((node) => from + half * (1 + node));
    const [ofA, ofB] = [at.map((x) => density(a, x)), at.map((x) => density(b, x + shift))];
    const inner = (densities: readonly number[], row: readonly number[]): number =>
      row.reduce((sum, weight, k) => sum + weight * (densities[k] as number), 0) * half;
    for (const [k, weight] of legendre.weights.entries()) {
      const row = legendre.upTo[k] as readonly number[];
      const [upToA, upToB] = [belowA + inner(ofA, row), belowB + inner(ofB, row)];
      chanceAbove += weight * half * (ofB[k] as number) * upToA;
      loss += weight * half * Math.max(0, upToB) * Math.max(0, 1 - upToA);
    }
    belowA += inner(ofA, legendre.weights);
    belowB += inner(ofB, legendre.weights);
  }
  return { chanceAbove: Math.min(1, Math.max(0, chanceAbove)), loss: Math.max(0, loss) };
}

const density = ({ a, b }: Beta, x: number): number => Math.exp(logBetaDensity(x, 1 - x, a, b));

/** Nodes and weights of Gauss and Legendre on −1 to 1, and the weights of the integral from −1 up to each node. */
function legendreOf(count: number): { nodes: number[]; weights: number[]; upTo: number[][] } {
  const polynomials = (x: number): number[] => {
    const values = [1, x];
    for (let k = 1; k <= count; k += 1) values.push(((2 * k + 1) * x * (values[k] as number) - k * (values[k - 1] as number)) / (k + 1));
    return values;
  };
  const slopeAt = (x: number, values: readonly number[]): number =>
    (count * ((values[count - 1] as number) - x * (values[count] as number))) / (1 - x * x);
  const nodes = Array.from({ length: count }, (_, k) => {
    let x = -Math.cos((Math.PI * (k + 0.75)) / (count + 0.5));
    for (let step = 0; step < 20; step += 1) {
      const values = polynomials(x);
      x -= (values[count] as number) / slopeAt(x, values);
    }
    return x;
  });
  const tables = nodes.map(polynomials);
  const weights = nodes.map((x, k) => 2 / ((1 - x * x) * slopeAt(x, tables[k] as number[]) ** 2));
  const upTo = nodes.map((x, row) =>
    weights.map((weight, column) => {
      let sum = (x + 1) / 2;
      for (let k = 1; k < count; k += 1) {
        const area = ((tables[row]?.[k + 1] as number) - (tables[row]?.[k - 1] as number)) / 2;
        sum += (tables[column]?.[k] as number) * area;
      }
      return weight * sum;
    }),
  );
  return { nodes, weights, upTo };
}
