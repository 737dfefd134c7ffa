import { randomOf } from '../../../platform/statistics/bootstrap.ts';

/** Directions of length 1, and for each vector which of them is nearest. */
export interface Clusters {
  readonly centroids: readonly (readonly number[])[];
  /** Place of a centroid; -1: the vector has no direction, or none is near. */
  readonly nearest: readonly number[];
}

/** A vector this far from every centroid belongs to none: cosine of the angle. */
export const leastLikeness = 0.25;
const rounds = 12;

const unit = (vector: readonly number[]): Float64Array => {
  const length = Math.hypot(...vector);
  return Float64Array.from(vector, (value) => (length === 0 ? 0 : value / length));
};

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

/** Which centroid a vector is nearest to, and how near. */
function nearestOf(vector: Float64Array, centroids: readonly Float64Array[]): readonly [place: number, likeness: number] {
  let [best, likeness] = [-1, -Infinity];
  centroids.forEach((centroid, place) => {
    const found = product(vector, centroid);
    if (found > likeness) [best, likeness] = [place, found];
  });
  return [best, likeness];
}

/**
 * Spherical k-means (Dhillon and Modha 2001) from centroids that are chosen far from each other (k-means++, from a fixed seed): the same
 * vectors give the same clusters. `known`: centroids of an earlier run, which it begins with, so that clusters keep their places while
 * messages stay alike.
 */
export function cluster(vectors: readonly (readonly number[])[], count: number, known: readonly (readonly number[])[] = []): Clusters {
  const units = vectors.map(unit);
  const random = randomOf(18);
  const centroids = known.slice(0, count).map(unit);
  if (centroids.length === 0 && units.length > 0) centroids.push(units[Math.floor(random() * units.length)] as Float64Array);
  const far = units.map((vector) => 1 - Math.max(-1, nearestOf(vector, centroids)[1]));
  while (centroids.length < Math.min(count, units.length)) {
    const squares = far.map((distance) => distance ** 2);
    let left = random() * squares.reduce((sum, square) => sum + square, 0);
    const chosen = Math.max(
      0,
      squares.findIndex((square) => (left -= square) <= 0),
    );
    const added = units[chosen] as Float64Array;
    centroids.push(added);
    units.forEach((vector, place) => (far[place] = Math.min(far[place] as number, 1 - product(vector, added))));
  }
  let nearest = units.map((vector) => nearestOf(vector, centroids)[0]);
  for (let round = 0; round < rounds; round += 1) {
    const sums = centroids.map((centroid) => new Float64Array(centroid.length));
    units.forEach((vector, place) => {
      const sum = sums[nearest[place] as number];
      if (sum !== undefined) vector.forEach((value, at) => (sum[at] = (sum[at] as number) + value));
    });
    // One that no vector is nearest to stays where it is.
    sums.forEach((sum, place) => {
      if (sum.some((value) => value !== 0)) centroids[place] = unit([...sum]);
    });
    const next = units.map((vector) => nearestOf(vector, centroids)[0]);
    if (next.every((place, at) => place === nearest[at])) break;
    nearest = next;
  }
  const belongs = units.map((vector) => {
    const [place, likeness] = nearestOf(vector, centroids);
    return likeness >= leastLikeness ? place : -1;
  });
  return { centroids: centroids.map((centroid) => [...centroid]), nearest: belongs };
}

/** The centroid that an embedding belongs to; -1: to none. `centroids`: of length 1. */
export function belongsTo(embedding: readonly number[], centroids: readonly Float64Array[]): number {
  // Directions of other vectors say nothing of this one.
  if (embedding.length === 0 || centroids.some((centroid) => centroid.length !== embedding.length)) return -1;
  const [place, likeness] = nearestOf(unit(embedding), centroids);
  return likeness >= leastLikeness ? place : -1;
}
