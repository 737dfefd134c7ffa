import type { Thresholds } from './feedback.ts';

/** What verdicts have made of the thresholds of a series. `usual`: without them. */
export function thresholdSentence(own: Thresholds, usual: Thresholds): string {
  const [up, down] = [own.UP / usual.UP, own.DOWN / usual.DOWN];
  if (up === 1 && down === 1) return 'As usual: no verdict has changed the threshold.';
  if (up === down) return `Findings must be ${times(up)} as strong as usual, by the verdicts on earlier ones.`;
  const parts = [...(up === 1 ? [] : [`upwards ${times(up)}`]), ...(down === 1 ? [] : [`downwards ${times(down)}`])];
  return `Findings must be stronger than usual by the verdicts on earlier ones: ${parts.join(', ')}.`;
}

const times = (factor: number): string => `${Number(factor.toFixed(2))} times`;
