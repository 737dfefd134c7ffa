import type { BadgeTone } from 'ui-kit/badge';
import type { StudyDirection, StudyMethod, StudyPrunerKind, StudyStatus } from '../../graphql/generated/graphql.ts';

export const methodWords: Readonly<Record<StudyMethod, string>> = {
  GRID: 'grid',
  RANDOM: 'random',
  TPE: 'TPE',
  GP: 'Gaussian process',
  CMA_ES: 'CMA-ES',
  NSGA_II: 'NSGA-II',
};

/** States of trials, by the names that the trial table has. */
export type TrialState = 'RUNNING' | 'COMPLETE' | 'PRUNED' | 'FAILED';

interface Words {
  readonly label: string;
  readonly tone: BadgeTone;
}

export const statusWords: Readonly<Record<StudyStatus, Words>> = {
  OPEN: { label: 'open', tone: 'accent' },
  RUNNING: { label: 'running', tone: 'accent' },
  STOPPED: { label: 'stopped', tone: 'neutral' },
  COMPLETED: { label: 'completed', tone: 'good' },
};

export const trialStateWords: Readonly<Record<TrialState, Words>> = {
  RUNNING: { label: 'running', tone: 'accent' },
  COMPLETE: { label: 'complete', tone: 'good' },
  PRUNED: { label: 'pruned', tone: 'neutral' },
  FAILED: { label: 'failed', tone: 'bad' },
};

export type Direction = StudyDirection;
export const directions = [
  { value: 'MINIMIZE', label: 'less' },
  { value: 'MAXIMIZE', label: 'more' },
] as const satisfies readonly { value: Direction; label: string }[];

export const directionWords: Readonly<Record<StudyDirection, string>> = { MINIMIZE: 'less is better', MAXIMIZE: 'more is better' };

export const prunerWords: Readonly<Record<Exclude<StudyPrunerKind, 'NONE'>, string>> = {
  MEDIAN: 'the median of others',
  HYPERBAND: 'successive halving',
};
