/** A vector as numbers from -127 to 127, its length about 127; []: it has no direction. */
export function quantised(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 || !Number.isFinite(length) ? [] : vector.map((value) => Math.round((127 * value) / length));
}
