/** Eigenvalues and eigenvectors (columns) of a symmetric matrix by Jacobi's rotations. */
export function eigenOf(matrix: Float64Array, size: number): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let place = 0; place < size; place += 1) vectors[place * size + place] = 1;
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let off = 0;
    for (let row = 0; row < size; row += 1) for (let column = 0; column < row; column += 1) off += (a[row * size + column] as number) ** 2;
    if (off < 1e-26) break;
    for (let p = 0; p < size; p += 1) for (let q = p + 1; q < size; q += 1) rotate(a, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, place) => a[place * size + place] as number), vectors };
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const between = a[p * size + q] as number;
  if (Math.abs(between) < 1e-300) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * between);
  const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let place = 0; place < size; place += 1) {
    const [one, other] = [a[place * size + p] as number, a[place * size + q] as number];
    a[place * size + p] = cosine * one - sine * other;
    a[place * size + q] = sine * one + cosine * other;
  }
  for (let place = 0; place < size; place += 1) {
    const [one, other] = [a[p * size + place] as number, a[q * size + place] as number];
    a[p * size + place] = cosine * one - sine * other;
    a[q * size + place] = sine * one + cosine * other;
    const [left, right] = [vectors[place * size + p] as number, vectors[place * size + q] as number];
    vectors[place * size + p] = cosine * left - sine * right;
    vectors[place * size + q] = sine * left + cosine * right;
  }
}
