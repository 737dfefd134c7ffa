/** A value with its slopes; Infinity: the point is not possible. */
interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

const memory = 8;
const mostHalvings = 25;

/**
 * A local minimum near `start` by L-BFGS with a backtracking line search, within `low` and `high` where they are given: what would leave is
 * held at the edge (projected).
 */
export function minimise(
  f: (x: Float64Array) => Slope,
  start: Float64Array,
  { steps, tolerance, low, high }: { readonly steps: number; readonly tolerance: number; readonly low?: number; readonly high?: number },
): { readonly x: Float64Array; readonly value: number } {
  const inside = (x: number): number => Math.min(high ?? Infinity, Math.max(low ?? -Infinity, x));
  let x: Float64Array = start.map(inside);
  let at = f(x);
  const moves: Float64Array[] = [];
  const changes: Float64Array[] = [];
  for (let step = 0; step < steps; step += 1) {
    const isHeld = (place: number): boolean => {
      const slope = at.gradient[place] as number;
      return (slope > 0 && x[place] === low) || (slope < 0 && x[place] === high);
    };
    const free = at.gradient.map((slope, place) => (isHeld(place) ? 0 : slope));
    if (free.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0) < tolerance) break;
    let direction = directionOf(free, moves, changes).map((move, place) => (isHeld(place) ? 0 : move));
    let descent = dot(direction, free);
    if (!(descent < 0)) {
      direction = free.map((slope) => -slope);
      descent = dot(direction, free);
      moves.length = changes.length = 0;
    }
    let length = moves.length === 0 ? Math.min(1, 1 / Math.sqrt(-descent)) : 1;
    let next: Float64Array | null = null;
    let after = at;
    for (let halving = 0; halving < mostHalvings; halving += 1, length /= 2) {
      const tried: Float64Array = x.map((value, place) => inside(value + length * (direction[place] as number)));
      after = f(tried);
      const gain = dot(
        tried.map((value, place) => value - (x[place] as number)),
        free,
      );
      if (after.value <= at.value + 1e-4 * gain) {
        next = tried;
        break;
      }
    }
    if (next === null) break;
    const move = next.map((value, place) => value - (x[place] as number));
    const change = after.gradient.map((slope, place) => slope - (at.gradient[place] as number));
    if (dot(move, change) > 1e-12) {
      moves.push(move);
      changes.push(change);
      if (moves.length > memory) {
        moves.shift();
        changes.shift();
      }
    }
    const isDone = Math.abs(at.value - after.value) < tolerance * 1e-3 * (1 + Math.abs(at.value));
    x = next;
    at = after;
    if (isDone) break;
  }
  return { x, value: at.value };
}

const dot = (one: Float64Array, other: Float64Array): number =>
  one.reduce((sum, value, place) => sum + value * (other[place] as number), 0);

/** The two-loop recursion: minus the gradient by the inverse curvature that the last moves show. */
function directionOf(gradient: Float64Array, moves: readonly Float64Array[], changes: readonly Float64Array[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares: number[] = [];
  for (let index = moves.length - 1; index >= 0; index -= 1) {
    const [move, change] = [moves[index] as Float64Array, changes[index] as Float64Array];
    const share = dot(move, direction) / dot(move, change);
    shares[index] = share;
    for (let place = 0; place < direction.length; place += 1) (direction[place] as number) -= share * (change[place] as number);
  }
  const [last, lastChange] = [moves.at(-1), changes.at(-1)];
  const scale = last === undefined || lastChange === undefined ? 1 : dot(last, lastChange) / dot(lastChange, lastChange);
  for (let place = 0; place < direction.length; place += 1) (direction[place] as number) *= scale;
  for (let index = 0; index < moves.length; index += 1) {
    const [move, change] = [moves[index] as Float64Array, changes[index] as Float64Array];
    const share = (shares[index] as number) - dot(change, direction) / dot(move, change);
    for (let place = 0; place < direction.length; place += 1) (direction[place] as number) += share * (move[place] as number);
  }
  return direction;
}
