import type { LossXAxis } from 'ui-kit/loss-plot';
import type { Curve } from './curve-book.ts';

/** The steps that a stretch of an axis covers, by a curve that is known; null where the curve does not say. */
export function stepsOf(curve: Curve | null, axis: LossXAxis, [from, to]: readonly [number, number]): readonly [number, number] | null {
  if (axis === 'step') return [Math.max(0, Math.floor(from)), Math.max(0, Math.ceil(to))];
  const places = curve === null ? null : axis === 'wall' || axis === 'relative' ? curve.at : curve.x;
  if (curve === null || places === null || places.length === 0) return null;
  const origin = axis === 'relative' ? (places[0] as number) : 0;
  let first = -1;
  let last = -1;
  for (let place = 0; place < places.length; place += 1) {
    const at = (places[place] as number) - origin;
    if (at <= from || first === -1) first = place;
    if (at >= to && last === -1) last = place;
  }
  return [curve.step[first] as number, curve.step[last === -1 ? places.length - 1 : last] as number];
}
