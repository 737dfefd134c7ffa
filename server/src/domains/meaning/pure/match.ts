/**
 * The assignment of rows to columns with the largest sum (Hungarian method, by shortest augmenting paths). Returns the column of each row;
 * with more rows than columns some rows get -1.
 */
export function bestMatch(gains: readonly (readonly number[])[]): number[] {
  const rows = gains.length;
  const columns = gains[0]?.length ?? 0;
  if (columns === 0) return gains.map(() => -1);
  // Rows without a partner are matched with columns that gain nothing.
  const width = Math.max(rows, columns);
  const cost = (row: number, column: number): number => (column < columns ? -((gains[row] as readonly number[])[column] as number) : 0);
  const [ofRow, ofColumn] = [new Float64Array(rows + 1), new Float64Array(width + 1)];
  const matched = new Int32Array(width + 1);
  const before = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row += 1) {
    matched[0] = row;
    let column = 0;
    const least = new Float64Array(width + 1).fill(Infinity);
    const isUsed = new Uint8Array(width + 1);
    do {
      isUsed[column] = 1;
      const from = matched[column] as number;
      let [delta, next] = [Infinity, 0];
      for (let to = 1; to <= width; to += 1) {
        if (isUsed[to]) continue;
        const reduced = cost(from - 1, to - 1) - (ofRow[from] as number) - (ofColumn[to] as number);
        if (reduced < (least[to] as number)) {
          least[to] = reduced;
          before[to] = column;
        }
        if ((least[to] as number) < delta) [delta, next] = [least[to] as number, to];
      }
      for (let to = 0; to <= width; to += 1) {
        if (isUsed[to]) {
          ofRow[matched[to] as number] = (ofRow[matched[to] as number] as number) + delta;
          ofColumn[to] = (ofColumn[to] as number) - delta;
        } else least[to] = (least[to] as number) - delta;
      }
      column = next;
    } while (matched[column] !== 0);
    do {
      const previous = before[column] as number;
      matched[column] = matched[previous] as number;
      column = previous;
    } while (column !== 0);
  }
  const columnOf = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1)
    if ((matched[column] as number) > 0) columnOf[(matched[column] as number) - 1] = column - 1;
  return columnOf;
}
