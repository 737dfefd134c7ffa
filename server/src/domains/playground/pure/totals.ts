import type { AnswerStep } from '../types.ts';

/** What the calls that have ended cost together; null: none has, or one of them has no price. */
export function usdOfSteps(steps: readonly AnswerStep[]): number | null {
  const ended = steps.filter(({ durationMs }) => durationMs !== null);
  if (ended.length === 0) return null;
  let sum = 0;
  for (const { costUsd } of ended) {
    if (costUsd === null) return null;
    sum += costUsd;
  }
  return sum;
}
