/** Two-sided 95 %. */
const Z = 1.959963984540054;

/** 95 % interval of a share after Wilson: honest also for few and for all or none. [0, 1] for nothing counted. */
export function wilsonInterval(hitCount: number, count: number): readonly [low: number, high: number] {
  if (count <= 0) return [0, 1];
  const share = hitCount / count;
  const weight = (Z * Z) / count;
  const middle = (share + weight / 2) / (1 + weight);
  const half = (Z / (1 + weight)) * Math.sqrt((share * (1 - share)) / count + weight / (4 * count));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
