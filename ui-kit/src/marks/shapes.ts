import type { SeriesShape } from '../theme/series.ts';
import { tenth } from './line-path.ts';

/** Outlines around (0, 0) for a radius of 1, of about equal area. */
const outlines: Record<Exclude<SeriesShape, 'circle'>, readonly (readonly [number, number])[]> = {
  square: [
    [-0.89, -0.89],
    [0.89, -0.89],
    [0.89, 0.89],
    [-0.89, 0.89],
  ],
  triangle: [
    [0, -1.3],
    [1.15, 0.75],
    [-1.15, 0.75],
  ],
  diamond: [
    [0, -1.3],
    [1.1, 0],
    [0, 1.3],
    [-1.1, 0],
  ],
  wedge: [
    [0, 1.3],
    [1.15, -0.75],
    [-1.15, -0.75],
  ],
  bar: [
    [-0.45, -1.3],
    [0.45, -1.3],
    [0.45, 1.3],
    [-0.45, 1.3],
  ],
  plus: [
    [-0.4, -1.2],
    [0.4, -1.2],
    [0.4, -0.4],
    [1.2, -0.4],
    [1.2, 0.4],
    [0.4, 0.4],
    [0.4, 1.2],
    [-0.4, 1.2],
    [-0.4, 0.4],
    [-1.2, 0.4],
    [-1.2, -0.4],
    [-0.4, -0.4],
  ],
  cross: [
    [-1.15, -0.6],
    [-0.6, -1.15],
    [0, -0.55],
    [0.6, -1.15],
    [1.15, -0.6],
    [0.55, 0],
    [1.15, 0.6],
    [0.6, 1.15],
    [0, 0.55],
    [-0.6, 1.15],
    [-1.15, 0.6],
    [-0.55, 0],
  ],
};

/** A closed path of a shape around a place, px. */
export function shapePath(shape: SeriesShape, x: number, y: number, radius: number): string {
  if (shape === 'circle')
    return `M${tenth(x - radius)},${tenth(y)}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0`;
  return `M${outlines[shape].map(([dx, dy]) => `${tenth(x + dx * radius)},${tenth(y + dy * radius)}`).join('L')}Z`;
}
