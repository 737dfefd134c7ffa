/* Symmetric matrices as rows one after the other. */

/** The lower Cholesky factor; null: the matrix is not positive definite. What stands above the diagonal of the answer is 0. */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] as number;
      for (let place = 0; place < column; place += 1)
        sum -= (lower[row * size + place] as number) * (lower[column * size + place] as number);
      if (row !== column) lower[row * size + column] = sum / (lower[column * size + column] as number);
      else if (!(sum > 0)) return null;
      else lower[row * size + row] = Math.sqrt(sum);
    }
  return lower;
}

/** x of L x = b, in place. */
export function forwardSolve(lower: Float64Array, size: number, b: Float64Array): Float64Array {
  for (let row = 0; row < size; row += 1) {
    let sum = b[row] as number;
    for (let place = 0; place < row; place += 1) sum -= (lower[row * size + place] as number) * (b[place] as number);
    b[row] = sum / (lower[row * size + row] as number);
  }
  return b;
}

/** x of Lᵀ x = b, in place. */
export function backwardSolve(lower: Float64Array, size: number, b: Float64Array): Float64Array {
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = ((b[row] as number) /= lower[row * size + row] as number);
    for (let place = 0; place < row; place += 1) (b[place] as number) -= (lower[row * size + place] as number) * value;
  }
  return b;
}

/** (L Lᵀ)⁻¹. */
export function inverseOf(lower: Float64Array, size: number): Float64Array {
  // L⁻¹ by columns, kept as rows of its transpose; then L⁻ᵀ L⁻¹.
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    inverse[column * size + column] = 1 / (lower[column * size + column] as number);
    for (let row = column + 1; row < size; row += 1) {
      let sum = 0;
      for (let place = column; place < row; place += 1)
        sum -= (lower[row * size + place] as number) * (inverse[column * size + place] as number);
      inverse[column * size + row] = sum / (lower[row * size + row] as number);
    }
  }
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = 0;
      for (let place = row; place < size; place += 1)
        sum += (inverse[row * size + place] as number) * (inverse[column * size + place] as number);
      product[row * size + column] = sum;
      product[column * size + row] = sum;
    }
  return product;
}
