import { answer, countProblem, noAnswer, type Answer, type Interval } from './answer.ts';
import { z975 } from './wilson.ts';

export interface Kappa extends Interval {
  readonly kappa: number;
  /** Items that both have judged. */
  readonly n: number;
}

/** How much of a disagreement two different categories are. QUADRATIC: the square of the places between them. */
export type KappaWeights = 'NONE' | 'QUADRATIC';

/**
 * Cohen's kappa (1960; weighted 1968) of two judges from a table of counts: `table[i][j]`, items that the one put into category i and the other
 * into j, categories in their order. The interval, 95 %, by the large-sample variance of Fleiss, Cohen and Everitt (1969).
 */
export function cohenKappa(table: readonly (readonly number[])[], weights: KappaWeights = 'NONE'): Answer<Kappa> {
  for (const row of table)
    for (const count of row) {
      const problem = countProblem(count);
      if (problem !== null) return noAnswer(problem);
    }
  const size = table.length;
  const n = table.reduce((sum, row) => sum + row.reduce((of, count) => of + count, 0), 0);
  if (n === 0) return noAnswer('NO_UNITS');
  if (n === 1) return noAnswer('TOO_FEW_UNITS');
  const share = table.map((row) => row.map((count) => count / n));
  const rows = share.map((row) => row.reduce((sum, p) => sum + p, 0));
  const columns = rows.map((_row, j) => share.reduce((sum, row) => sum + (row[j] as number), 0));
  // Agreement of two categories: 1 the same, 0 as far apart as can be.
  const agreement = (i: number, j: number): number =>
    weights === 'NONE' ? (i === j ? 1 : 0) : size < 2 ? 1 : 1 - ((i - j) / (size - 1)) ** 2;
  const over = (value: (i: number, j: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < size; i += 1) for (let j = 0; j < size; j += 1) sum += value(i, j);
    return sum;
  };
  const p = (i: number, j: number): number => share[i]?.[j] ?? 0;
  const observed = over((i, j) => agreement(i, j) * p(i, j));
  const expected = over((i, j) => agreement(i, j) * (rows[i] as number) * (columns[j] as number));
  if (1 - expected < 1e-12) return noAnswer('NO_VARIANCE');
  const kappa = (observed - expected) / (1 - expected);
  const ofRow = rows.map((_row, i) => columns.reduce((sum, column, j) => sum + agreement(i, j) * column, 0));
  const ofColumn = columns.map((_column, j) => rows.reduce((sum, row, i) => sum + agreement(i, j) * row, 0));
  const squares = over(
    (i, j) => p(i, j) * (agreement(i, j) * (1 - expected) - ((ofRow[i] as number) + (ofColumn[j] as number)) * (1 - observed)) ** 2,
  );
  const variance = Math.max(0, squares - (observed * expected - 2 * expected + observed) ** 2) / (n * (1 - expected) ** 4);
  const reach = z975 * Math.sqrt(variance);
  return answer({ kappa, n, low: Math.max(-1, kappa - reach), high: Math.min(1, kappa + reach) });
}

/** The table of pairs of categories, which are named in their order. Pairs with another category are left out. */
export function tableOfPairs(pairs: Iterable<readonly [string, string]>, categories: readonly string[]): number[][] {
  const places = new Map(categories.map((category, place) => [category, place]));
  const table = categories.map(() => categories.map(() => 0));
  for (const [one, other] of pairs) {
    const [i, j] = [places.get(one), places.get(other)];
    if (i === undefined || j === undefined) continue;
    ((table[i] as number[])[j] as number) += 1;
  }
  return table;
}
