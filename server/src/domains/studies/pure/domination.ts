/* Several objectives, less of each is better: who dominates whom, and how much of the space a set dominates. Points are rows of `width`. */

/** Rank of each point: 0 is dominated by none, 1 only by those of rank 0, and so on. Equal points have the same rank. */
export function dominationRanks(losses: Float64Array, width: number): Int32Array {
  const count = losses.length / width;
  const order = Array.from({ length: count }, (_, row) => row).sort((one, other) => compare(losses, width, one, other));
  return width <= 2 ? ranksOfTwo(losses, width, order) : ranksOfMany(losses, width, order);
}

function compare(losses: Float64Array, width: number, one: number, other: number): number {
  for (let place = 0; place < width; place += 1) {
    const difference = (losses[one * width + place] as number) - (losses[other * width + place] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** In the order of the first objective, the second decides: the first front whose least second loss is above it. */
function ranksOfTwo(losses: Float64Array, width: number, order: readonly number[]): Int32Array {
  const ranks = new Int32Array(order.length);
  const least: number[] = [];
  for (const [place, row] of order.entries()) {
    const before = order[place - 1];
    if (before !== undefined && compare(losses, width, before, row) === 0) {
      ranks[row] = ranks[before] as number;
      continue;
    }
    const loss = losses[row * width + width - 1] as number;
    // `least` grows with the rank: the first front whose points all have a greater last loss takes the point. One objective: the next front.
    let low = width === 1 ? least.length : 0;
    let high = least.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((least[middle] as number) > loss) high = middle;
      else low = middle + 1;
    }
    least[low] = loss;
    ranks[row] = low;
  }
  return ranks;
}

function ranksOfMany(losses: Float64Array, width: number, order: readonly number[]): Int32Array {
  const ranks = new Int32Array(order.length);
  const fronts: number[][] = [];
  for (const row of order) {
    let rank = fronts.findIndex((front) => !front.some((other) => dominates(losses, width, other, row)));
    if (rank < 0) rank = fronts.push([]) - 1;
    (fronts[rank] as number[]).push(row);
    ranks[row] = rank;
  }
  return ranks;
}

function dominates(losses: Float64Array, width: number, one: number, other: number): boolean {
  let isBetter = false;
  for (let place = 0; place < width; place += 1) {
    const difference = (losses[one * width + place] as number) - (losses[other * width + place] as number);
    if (difference > 0) return false;
    if (difference < 0) isBetter = true;
  }
  return isBetter;
}

/** Volume that the points dominate below the reference, by slices along the last objective. */
export function hypervolume(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const inside = points.filter((point) => point.every((loss, place) => loss < (reference[place] as number)));
  const depth = reference.length;
  const bound = reference[depth - 1] as number;
  if (depth === 1) return inside.reduce((most, [loss]) => Math.max(most, bound - (loss as number)), 0);
  const sorted = inside.toSorted((one, other) => (one[depth - 1] as number) - (other[depth - 1] as number));
  if (depth === 2) return areaOf(sorted, reference);
  let volume = 0;
  for (const [index, point] of sorted.entries()) {
    const height = ((sorted[index + 1]?.[depth - 1] ?? bound) as number) - (point[depth - 1] as number);
    if (height > 0)
      volume +=
        height *
        hypervolume(
          sorted.slice(0, index + 1).map((below) => below.slice(0, -1)),
          reference.slice(0, -1),
        );
  }
  return volume;
}

function areaOf(sorted: readonly (readonly number[])[], reference: readonly number[]): number {
  let area = 0;
  let least = reference[0] as number;
  for (const [index, point] of sorted.entries()) {
    least = Math.min(least, point[0] as number);
    area += ((sorted[index + 1]?.[1] ?? (reference[1] as number)) - (point[1] as number)) * ((reference[0] as number) - least);
  }
  return area;
}

/** So many points that dominate much together: each time the one that adds most. Returns places. */
export function spreadOf(points: readonly (readonly number[])[], count: number): number[] {
  const reference = (points[0] ?? []).map((_, place) => {
    const worst = points.reduce((most, point) => Math.max(most, point[place] as number), -Infinity);
    return Math.max(1.1 * worst, 0.9 * worst) || 1e-12;
  });
  const chosen: number[] = [];
  const rest = new Set(points.keys());
  while (chosen.length < count && rest.size > 0) {
    const held = chosen.map((place) => points[place] as readonly number[]);
    const before = hypervolume(held, reference);
    let best = -1;
    let most = -Infinity;
    for (const place of rest) {
      const gain = hypervolume([...held, points[place] as readonly number[]], reference) - before;
      if (gain > most) [best, most] = [place, gain];
    }
    chosen.push(best);
    rest.delete(best);
  }
  return chosen;
}
