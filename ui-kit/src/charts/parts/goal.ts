/** Which end of a measure is wanted: a loss is minimised, a score maximised. */
export type Goal = 'minimise' | 'maximise';

/** Is one value nearer to the goal than another? */
export function isBetter(value: number, other: number, goal: Goal): boolean {
  return goal === 'minimise' ? value < other : value > other;
}
