import { answer, countProblem, noAnswer, type Answer, type Interval } from './answer.ts';
import { z975 } from './wilson.ts';

/** How two of several were compared: which of them won how often. */
export interface Comparison {
  readonly one: number;
  readonly other: number;
  readonly oneWins: number;
  readonly otherWins: number;
  readonly ties: number;
}

export interface Strength extends Interval {
  /** Logarithm of the odds of winning, beside one as strong as the mean of all: 0 is the mean. */
  readonly strength: number;
}

export interface Ranking {
  /** In the order in which they are numbered. */
  readonly strengths: readonly Strength[];
  /** Davidson's ν: 0 there is no tie, 2 as many as wins and losses of equals together. */
  readonly tieParameter: number;
}

/** Precision of a normal prior of each parameter, standard deviation 10: who wins always stays finite. */
const priorPrecision = 0.01;
const mostSteps = 100;

/**
 * Strengths of several by how they were compared in pairs: the model of Bradley and Terry (1952) with ties by Davidson (1970),
 *
 *   P(i wins) : P(tie) : P(j wins) = π_i : ν √(π_i π_j) : π_j,   π = exp(strength)
 *
 * fitted by Newton's method under a weak normal prior; strengths sum up to 0. Intervals, 95 %, from the information at the maximum.
 */
export function bradleyTerry(sides: number, comparisons: readonly Comparison[]): Answer<Ranking> {
  for (const { oneWins, otherWins, ties } of comparisons)
    for (const count of [oneWins, otherWins, ties]) {
      const problem = countProblem(count);
      if (problem !== null) return noAnswer(problem);
    }
  if (sides < 2 || comparisons.every(({ oneWins, otherWins, ties }) => oneWins + otherWins + ties === 0)) return noAnswer('NO_UNITS');
  const size = sides + 1;
  let at = Array.from<number>({ length: size }).fill(0);
  let state = stateAt(at, sides, comparisons);
  for (let step = 0; step < mostSteps; step += 1) {
    const move = solve(state.information, state.gradient);
    // A step that overshoots is halved.
    let share = 1;
    let next = at;
    let after = state;
    do {
      next = at.map((value, place) => value + share * (move[place] as number));
      after = stateAt(next, sides, comparisons);
      share /= 2;
    } while (after.fit < state.fit - 1e-12 && share > 1e-9);
    const moved = Math.max(...move.map(Math.abs));
    [at, state] = [next, after];
    if (moved < 1e-11) break;
  }
  const inverse = invert(state.information);
  const mean = at.slice(0, sides).reduce((sum, value) => sum + value, 0) / sides;
  const strengths = at.slice(0, sides).map((value, i) => {
    // Variance of the distance from the mean of all.
    let variance = 0;
    const weight = (place: number): number => (place === i ? 1 : 0) - 1 / sides;
    for (let j = 0; j < sides; j += 1) for (let k = 0; k < sides; k += 1) variance += weight(j) * weight(k) * (inverse[j]?.[k] ?? 0);
    const strength = value - mean;
    const reach = z975 * Math.sqrt(Math.max(0, variance));
    return { strength, low: strength - reach, high: strength + reach };
  });
  return answer({ strengths, tieParameter: Math.exp(at[sides] as number) });
}

interface State {
  /** Logarithm of the posterior. */
  readonly fit: number;
  readonly gradient: number[];
  /** Of the negative logarithm, which is positive definite. */
  readonly information: number[][];
}

/** `at`: strengths, then log ν. */
function stateAt(at: readonly number[], count: number, comparisons: readonly Comparison[]): State {
  const gradient = at.map((value) => -priorPrecision * value);
  const information = at.map((_one, i) => at.map((_other, j) => (i === j ? priorPrecision : 0)));
  let fit = -0.5 * priorPrecision * at.reduce((sum, value) => sum + value * value, 0);
  for (const { one, other, oneWins, otherWins, ties } of comparisons) {
    const n = oneWins + otherWins + ties;
    if (n === 0) continue;
    const places = [one, other, count] as const;
    const [a, b, d] = places.map((place) => at[place] as number) as [number, number, number];
    // Each outcome's exponent is linear in the three parameters.
    const outcomes = [
      { of: oneWins, slope: [1, 0, 0] },
      { of: otherWins, slope: [0, 1, 0] },
      { of: ties, slope: [0.5, 0.5, 1] },
    ] as const;
    const exponents = [a, b, d + (a + b) / 2];
    const largest = Math.max(...exponents);
    const sum = exponents.reduce((of, exponent) => of + Math.exp(exponent - largest), 0);
    const shares = exponents.map((exponent) => Math.exp(exponent - largest) / sum);
    const mean = [0, 1, 2].map((k) => outcomes.reduce((of, { slope }, place) => of + (shares[place] as number) * (slope[k] as number), 0));
    for (const [place, { of, slope }] of outcomes.entries()) {
      fit += of * ((exponents[place] as number) - largest - Math.log(sum));
      for (let k = 0; k < 3; k += 1) {
        (gradient[places[k] as number] as number) += of * ((slope[k] as number) - (mean[k] as number));
        for (let l = 0; l < 3; l += 1)
          ((information[places[k] as number] as number[])[places[l] as number] as number) +=
            n * (shares[place] as number) * ((slope[k] as number) - (mean[k] as number)) * ((slope[l] as number) - (mean[l] as number));
      }
    }
  }
  return { fit, gradient, information };
}

/** x of A x = b, A positive definite. */
const solve = (matrix: readonly (readonly number[])[], b: readonly number[]): number[] =>
  invert(matrix).map((row) => row.reduce((sum, value, place) => sum + value * (b[place] as number), 0));

/** By Gauss and Jordan, with the largest pivot. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_value, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < size; i += 1) if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const by = rows[column] as number[];
    const scale = by[column] as number;
    for (let j = 0; j < 2 * size; j += 1) by[j] = (by[j] as number) / scale;
    for (const [i, row] of rows.entries()) {
      const factor = row[column] as number;
      if (i === column || factor === 0) continue;
      for (let j = 0; j < 2 * size; j += 1) row[j] = (row[j] as number) - factor * (by[j] as number);
    }
  }
  return rows.map((row) => row.slice(size));
}
