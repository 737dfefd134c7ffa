/**
 * Means over a window around (or before) each value. Where a value stands is its number among the finite ones (`at` null), or
 * its `at`, ascending. A value that is not finite stays NaN, counts nowhere, and takes no room: the window reaches over it.
 * At the ends the window has less in it; nothing is added to it.
 */

/** How far a window reaches from a value: both edges belong to it. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

/** The plain mean of what lies in the window. Sums are only ever added to: a spike leaves no trace behind its window. */
export function windowMean(at: Float64Array | null, values: Float64Array, { before, after }: Reach): Float64Array {
  const { places, xs, ys } = finiteOf(at, values);
  const smoothed = new Float64Array(values.length).fill(Number.NaN);
  // Sums from a place up to `middle`, and of what came after it: a window that moves on never has to take anything away.
  const sums = new Float64Array(ys.length);
  let [from, middle, to, later] = [0, 0, 0, 0];
  for (let place = 0; place < ys.length; place += 1) {
    const here = xs[place] as number;
    while (to < ys.length && (xs[to] as number) - here <= after) later += ys[to++] as number;
    while (here - (xs[from] as number) > before) from += 1;
    if (from >= middle) {
      let sum = 0;
      for (let inside = to - 1; inside >= from; inside -= 1) sums[inside] = sum += ys[inside] as number;
      [middle, later] = [to, 0];
    }
    smoothed[places[place] as number] = ((sums[from] as number) + later) / (to - from);
  }
  return smoothed;
}

/** The bell is cut where it is lower than three ten-thousandths of its height, in standard deviations. */
const CUT = 4;
/** Bells no wider than this are added up point by point. */
const MOST_EXACT = 12;
/** Cells per standard deviation for wider ones: values are shared out to cells, and read back between them. */
const CELLS = 8;

/** The mean weighed by a bell of this standard deviation. Takes the same time however wide the bell is. */
export function gaussianMean(at: Float64Array | null, values: Float64Array, deviation: number): Float64Array {
  const { places, xs, ys } = finiteOf(at, values);
  const means = at === null && deviation <= MOST_EXACT ? exactBell(ys, deviation) : cellBell(xs, ys, deviation);
  const smoothed = new Float64Array(values.length).fill(Number.NaN);
  for (let place = 0; place < places.length; place += 1) smoothed[places[place] as number] = means[place] as number;
  return smoothed;
}

function exactBell(ys: Float64Array, deviation: number): Float64Array {
  const half = halfBell(Math.ceil(CUT * deviation), deviation);
  const sums = folded(ys, half);
  // The weight of a bell that is cut off by an end is what is left of both its halves.
  let weight = 0;
  const upTo = half.map((part) => (weight += part));
  const left = (room: number) => upTo[Math.min(room, upTo.length - 1)] as number;
  return sums.map((sum, place) => sum / (left(place) + left(ys.length - 1 - place) - 1));
}

function halfBell(reach: number, deviation: number): Float64Array {
  return Float64Array.from({ length: reach + 1 }, (_, apart) => Math.exp(-(apart ** 2) / (2 * deviation ** 2)));
}

function cellBell(xs: Float64Array, ys: Float64Array, deviation: number): Float64Array {
  const cell = deviation / CELLS;
  const start = xs[0] ?? 0;
  const count = Math.floor(((xs.at(-1) ?? 0) - start) / cell) + 2;
  const sums = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let place = 0; place < xs.length; place += 1) {
    const into = ((xs[place] as number) - start) / cell;
    const left = Math.floor(into);
    const share = into - left;
    const y = ys[place] as number;
    sums[left] = (sums[left] as number) + (1 - share) * y;
    sums[left + 1] = (sums[left + 1] as number) + share * y;
    weights[left] = (weights[left] as number) + 1 - share;
    weights[left + 1] = (weights[left + 1] as number) + share;
  }
  // Sharing out and reading back each widen the bell by a sixth of a cell squared: it is made narrower by as much.
  const bell = halfBell(CUT * CELLS, Math.sqrt(CELLS ** 2 - 1 / 3));
  const [bellSums, bellWeights] = [folded(sums, bell), folded(weights, bell)];
  const means = new Float64Array(xs.length);
  for (let place = 0; place < xs.length; place += 1) {
    const into = ((xs[place] as number) - start) / cell;
    const left = Math.floor(into);
    const share = into - left;
    const between = (cells: Float64Array) => (cells[left] as number) * (1 - share) + (cells[left + 1] as number) * share;
    means[place] = between(bellSums) / between(bellWeights);
  }
  return means;
}

/** Each cell with its neighbours on both sides, weighed by half a bell. */
function folded(cells: Float64Array, half: Float64Array): Float64Array {
  const reach = half.length - 1;
  const sums = new Float64Array(cells.length);
  for (let place = 0; place < cells.length; place += 1) {
    let sum = (half[0] as number) * (cells[place] as number);
    if (place >= reach && place + reach < cells.length) {
      for (let apart = 1; apart <= reach; apart += 1)
        sum += (half[apart] as number) * ((cells[place - apart] as number) + (cells[place + apart] as number));
    } else {
      for (let apart = 1; apart <= reach; apart += 1)
        sum += (half[apart] as number) * ((cells[place - apart] ?? 0) + (cells[place + apart] ?? 0));
    }
    sums[place] = sum;
  }
  return sums;
}

function finiteOf(
  at: Float64Array | null,
  values: Float64Array,
): { readonly places: Uint32Array; readonly xs: Float64Array; readonly ys: Float64Array } {
  const places = new Uint32Array(values.length);
  const xs = new Float64Array(values.length);
  const ys = new Float64Array(values.length);
  let count = 0;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] as number;
    if (!Number.isFinite(value)) continue;
    places[count] = place;
    xs[count] = at === null ? count : (at[place] as number);
    ys[count] = value;
    count += 1;
  }
  return { places: places.subarray(0, count), xs: xs.subarray(0, count), ys: ys.subarray(0, count) };
}
