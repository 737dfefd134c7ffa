import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Axis } from '../load/series.ts';
import type { JobOrder } from '../queries/list.ts';
import type { AlertLevel, ReportedStatus, SentSource, TrainingEndReason, TrainingSource, TrainingStatus, TrainingType } from '../types.ts';

export const TrainingStatusEnum = describedEnum<TrainingStatus>('TrainingStatus', 'State of a training job.', {
  QUEUED: 'Waits for a runner.',
  STARTING: 'Leased by a runner, whose trainer has sent nothing yet.',
  RUNNING: 'Being trained: a point, a beat or a report came lately.',
  STALLED: 'Silent for longer than the pace of the job explains.',
  CANCELLING: 'Asked to stop; the trainer has not confirmed it.',
  FINISHED: 'Ended as planned.',
  FAILED: 'Ended by a failure, or given up as silent.',
  CANCELLED: 'Stopped on request, as confirmed by its trainer.',
  LOST: 'Lost with its runner; it may be queued again.',
});

export const ReportedTrainingStatusEnum = describedEnum<ReportedStatus>(
  'ReportedTrainingStatus',
  'State that a trainer reports of its own job.',
  {
    RUNNING: 'Being trained; a job that has ended is resumed as a new attempt.',
    FINISHED: 'Ended as planned.',
    FAILED: 'Ended by a failure.',
    CANCELLED: 'Stopped on request.',
  },
);

export const TrainingEndReasonEnum = describedEnum<TrainingEndReason>('TrainingEndReason', 'Reason why a training job ended.', {
  COMPLETED: 'All steps were made.',
  USER: 'A person asked for the end.',
  POLICY: 'A rule of the workspace or the runner forbids it.',
  LOST_RUNNER: 'The runner is gone.',
  OUT_OF_MEMORY: 'Memory of the machine or the GPU was exhausted.',
  BAD_EXIT: 'The command ended with an error.',
  PREEMPTED: 'The machine was taken away.',
  TIME_LIMIT: 'The time that was allowed is over.',
  SILENT: 'The trainer was silent for so long that the job was given up.',
  EARLY_STOPPED: 'The trainer stopped early by its own rule.',
  REPORTED: 'The end was reported without a reason.',
  NO_END_REPORTED:
    'The trainer fell silent after the last planned step or a summary, and the protocol has no report of an end. A later sign of the trainer lets the job run again.',
});

export const TrainingAlertLevelEnum = describedEnum<AlertLevel>('TrainingAlertLevel', 'Urgency of an alert of a trainer.', {
  INFO: 'A note worth knowing.',
  WARN: 'Something may go wrong.',
  ERROR: 'Something went wrong.',
});

export const TrainingTypeEnum = describedEnum<TrainingType>('TrainingType', 'Kind of training.', {
  FINE_TUNING: 'A pretrained model is trained on for a task.',
  FEW_SHOT: 'A model learns from a few examples.',
  REINFORCEMENT: 'A model learns from rewards.',
  TRANSFER_LEARNING: 'Parts of a pretrained model are used for another task.',
  FROM_SCRATCH: 'A model is trained from random weights.',
});

export const TrainingSourceEnum = describedEnum<TrainingSource>('TrainingSource', 'Way by which a training job came in.', {
  API: 'GraphQL, or a client built on GraphQL.',
  MLFLOW: 'A client of MLflow tracking.',
  TRACKIO: 'A client of Trackio.',
  IMPORT: 'An imported file.',
  RUNNER: 'Started from a configuration, on a runner.',
});

export const SentTrainingSourceEnum = describedEnum<SentSource>(
  'SentTrainingSource',
  'Way by which a caller of the API got a training job.',
  {
    API: 'From the trainer.',
    IMPORT: 'From a file that a trainer wrote.',
  },
);

export const TrainingJobOrderEnum = describedEnum<JobOrder>(
  'TrainingJobOrder',
  'Order of a list of training jobs. Jobs without a value stand last.',
  {
    CREATED: 'By the time of creation.',
    NAME: 'By name, regardless of case.',
    STATUS: 'By state, from QUEUED to LOST.',
    LAST_LOSS: 'By the last loss.',
    BEST_EVAL_LOSS: 'By the least evaluation loss.',
    DURATION: 'By the time since the start, or between start and end.',
  },
);

export const TrainingAxisEnum = describedEnum<Axis>('TrainingAxis', 'Axis on which the points of a curve are placed.', {
  STEP: 'Step of the trainer.',
  EPOCH: 'Epoch, by a straight line between the points of the metric "epoch".',
  TOKENS: 'Tokens seen, by a straight line between the points of the counter of tokens.',
  RELATIVE_TIME: 'Milliseconds since the start of the job.',
  WALL_TIME: 'Milliseconds since 1970.',
});

export const TrainingAttemptsEnum = describedEnum<'CURRENT' | 'ALL'>('TrainingAttempts', 'Attempts whose points are read.', {
  CURRENT: 'Each step as the last attempt that reached it logged it.',
  ALL: 'Points of every attempt, superseded ones included.',
});
