import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Parameter, PrunerKind, StudyDirection, StudyMethod, StudyStatus, TrialState } from '../types.ts';

export const StudyMethodEnum = describedEnum<StudyMethod>('StudyMethod', 'How a study chooses the parameters of its trials.', {
  GRID: 'Every combination of the levels once, in an order that follows from the seed.',
  RANDOM: 'Each value as likely as any other of its scale.',
  TPE: 'Tree-structured Parzen estimator: what good trials have and others lack.',
  GP: 'Gaussian process with the logarithm of the expected improvement; one objective.',
  CMA_ES: 'Covariance matrix adaptation: an evolution strategy for numbers; one objective.',
  NSGA_II: 'Non-dominated sorting: a genetic algorithm for several objectives.',
});

export const StudyDirectionEnum = describedEnum<StudyDirection>('StudyDirection', 'Whether less or more of an objective is better.', {
  MINIMIZE: 'Less is better, as of a loss.',
  MAXIMIZE: 'More is better, as of an accuracy.',
});

export const StudyStatusEnum = describedEnum<StudyStatus>('StudyStatus', 'State of a study.', {
  OPEN: 'Programs ask for trials and send their values.',
  RUNNING: 'The server starts training jobs as trials.',
  STOPPED: 'The study was stopped and gives no trials; values of running ones are taken.',
  COMPLETED: 'The study has all of its trials, and none runs.',
});

export const StudyTrialStateEnum = describedEnum<TrialState>('StudyTrialState', 'State of a trial of a study.', {
  RUNNING: 'The trial was given out, and its end was not sent.',
  COMPLETE: 'The trial has a value of each objective.',
  PRUNED: 'The trial was ended early, since its reports were worse than those of others.',
  FAILED: 'The trial ended without a value, with an objective that is no number, or was not heard of for too long.',
});

export const StudyParameterKindEnum = describedEnum<Parameter['kind']>('StudyParameterKind', 'Kind of the values of a parameter.', {
  FLOAT: 'Numbers from low to high, of any value or by a step.',
  INT: 'Whole numbers from low to high, by a step of 1 or more.',
  CATEGORICAL: 'One of several values without an order.',
});

export const StudyPrunerKindEnum = describedEnum<PrunerKind>('StudyPrunerKind', 'Rule by which trials are ended early.', {
  NONE: 'No trial is ended early.',
  MEDIAN: 'A trial ends whose best report is worse than the median of complete trials at the same step.',
  HYPERBAND: 'A trial ends that is not among the best of its rung, by successive halving in several brackets.',
});
