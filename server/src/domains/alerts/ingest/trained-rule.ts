import { trainingMetrics, type TrainingMetric } from '../../signals/types.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { alertComparisons, maxMinutes } from '../types.ts';
import { mostLevel, readChange, readLevels, readNumber, readOneOf, readOptional, readWindow, type RuleInput } from './rule-fields.ts';

export const isTrainingMetric = (metric: unknown): metric is TrainingMetric => (trainingMetrics as readonly unknown[]).includes(metric);

/** The parts of a rule on the value of a metric of training, each read or a problem. */
export function readTrainedValue(input: RuleInput, metric: TrainingMetric): Record<string, unknown> {
  const isAbove = input.isAbove ?? isBadAbove(metric);
  // Losses may be below 0.
  const limits = { least: metric === 'TRAINING_LOSS' ? -mostLevel : 0, most: mostLevel };
  return {
    ...readJobs(input, metric),
    isAbove,
    ...readLevels(input, limits, isAbove),
    noDataMinutes: readOptional(input, 'noDataMinutes', { least: 5, most: maxMinutes, whole: true }),
  };
}

/** The parts of a rule on the change of a metric of training. A job has mostly no week before. */
export function readTrainedChange(input: RuleInput, metric: TrainingMetric): Record<string, unknown> {
  const isAbove = input.isAbove ?? isBadAbove(metric);
  return {
    ...readJobs(input, metric),
    isAbove,
    ...readChange(input, isAbove),
    compareWith: readOneOf(input, 'compareWith', alertComparisons, 'WINDOW_BEFORE'),
  };
}

const isBadAbove = (metric: TrainingMetric): boolean => metric !== 'TRAINING_THROUGHPUT';

function readJobs(input: RuleInput, metric: TrainingMetric): Record<string, unknown> {
  const isNarrowed = Object.values(input.filter ?? {}).some((part) => part !== null && part !== undefined);
  const dimension = input.dimension ?? 'TRAINING_JOB';
  return {
    metric,
    dimension:
      dimension === 'TRAINING_JOB'
        ? dimension
        : new Problem('dimension', `is ${dimension}; ${metric} is of training jobs, and TRAINING_JOB is taken`),
    windowMinutes: readWindow(input),
    minimumCount: readNumber(input, 'minimumCount', { least: 1, most: 1_000_000, whole: true }, 1),
    ...(isNarrowed && { filter: new Problem('filter', `narrows messages; ${metric} is of training jobs, and no filter is taken`) }),
  };
}
