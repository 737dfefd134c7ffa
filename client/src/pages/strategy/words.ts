import type { BadgeTone } from 'ui-kit/badge';
import type { StrategyKind, StrategyOutcome, StrategyPriority } from '../../graphql/generated/graphql.ts';

interface Label {
  readonly words: string;
  readonly tone: BadgeTone;
}

export const kindWords: Readonly<Record<StrategyKind, string>> = {
  HYPERPARAMETERS: 'hyperparameters',
  DATASET: 'data',
  SCHEDULE: 'schedule',
  ARCHITECTURE: 'architecture',
};

export const priorityWords: Readonly<Record<StrategyPriority, Label>> = {
  HIGH: { words: 'high', tone: 'accent' },
  MEDIUM: { words: 'medium', tone: 'neutral' },
  LOW: { words: 'low', tone: 'neutral' },
};

export const outcomeWords: Readonly<Record<StrategyOutcome, Label>> = {
  WAITING: { words: 'waiting', tone: 'neutral' },
  BETTER: { words: 'better than predicted', tone: 'good' },
  AS_PREDICTED: { words: 'as predicted', tone: 'good' },
  WORSE: { words: 'worse than predicted', tone: 'bad' },
};

/** A loss, or a difference of losses, in four digits. */
export const lossWords = (value: number): string => Number(value.toPrecision(4)).toString().replace('-', '−');

/** `0.12 (−0.03 to 0.27)` */
export const predictedWords = (
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  write = lossWords,
): string => `${write(value)} (${write(low)} to ${write(high)})`;
