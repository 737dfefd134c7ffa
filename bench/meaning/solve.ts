/** Solves a symmetric positive definite system by Cholesky's decomposition. `lower`: the rows of its lower triangle; they are overwritten. */
export function solve(lower: readonly Float64Array[], right: readonly number[]): Float64Array {
  const n = lower.length;
  for (let row = 0; row < n; row += 1) {
    const own = lower[row] as Float64Array;
    for (let column = 0; column <= row; column += 1) {
      const other = lower[column] as Float64Array;
      let sum = own[column] as number;
      for (let at = 0; at < column; at += 1) sum -= (own[at] as number) * (other[at] as number);
      own[column] = row === column ? Math.sqrt(sum) : sum / (other[column] as number);
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < n; row += 1) {
    const own = lower[row] as Float64Array;
    let sum = solution[row] as number;
    for (let at = 0; at < row; at += 1) sum -= (own[at] as number) * (solution[at] as number);
    solution[row] = sum / (own[row] as number);
  }
  for (let row = n - 1; row >= 0; row -= 1) {
    let sum = solution[row] as number;
    for (let at = row + 1; at < n; at += 1) sum -= ((lower[at] as Float64Array)[row] as number) * (solution[at] as number);
    solution[row] = sum / ((lower[row] as Float64Array)[row] as number);
  }
  return solution;
}
