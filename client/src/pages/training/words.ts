import type { BadgeTone } from 'ui-kit/badge';
import type {
  TrainingEndReason,
  TrainingSource,
  TrainingStatus,
  TrainingWarningKind,
  TrainingWasteCause,
} from '../../graphql/generated/graphql.ts';

/** How a state is written and what it means for the reader. */
export interface StateWords {
  readonly label: string;
  readonly tone: BadgeTone;
  readonly says: string;
}

export const stateWords: Record<TrainingStatus, StateWords> = {
  QUEUED: { label: 'queued', tone: 'neutral', says: 'Waits for a runner' },
  STARTING: { label: 'starting', tone: 'accent', says: 'A runner has it; its trainer has sent nothing yet' },
  RUNNING: { label: 'running', tone: 'good', says: 'The trainer sends its progress' },
  STALLED: { label: 'stalled', tone: 'warn', says: 'Silent for longer than its pace explains' },
  CANCELLING: { label: 'cancelling', tone: 'warn', says: 'Asked to stop; the trainer has not confirmed it' },
  FINISHED: { label: 'finished', tone: 'neutral', says: 'Ended as planned' },
  FAILED: { label: 'failed', tone: 'bad', says: 'Ended by a failure' },
  CANCELLED: { label: 'cancelled', tone: 'neutral', says: 'Stopped on request' },
  LOST: { label: 'lost', tone: 'bad', says: 'Its runner is gone; it may be queued again' },
};

export const endWords: Record<TrainingEndReason, string> = {
  COMPLETED: 'all steps were made',
  USER: 'a person asked for it',
  POLICY: 'a rule forbids it',
  LOST_RUNNER: 'the runner is gone',
  OUT_OF_MEMORY: 'out of memory',
  BAD_EXIT: 'the command ended with an error',
  PREEMPTED: 'the machine was taken away',
  TIME_LIMIT: 'the time limit was reached',
  SILENT: 'silent for too long',
  EARLY_STOPPED: 'stopped early by its own rule',
  REPORTED: 'reported by the trainer',
  NO_END_REPORTED: 'no end was reported',
};

export const warningWords: Record<TrainingWarningKind, Pick<StateWords, 'label' | 'tone'>> = {
  NAN: { label: 'NaN', tone: 'bad' },
  HIDDEN_NAN: { label: 'hidden NaN', tone: 'bad' },
  DIVERGENCE: { label: 'diverged', tone: 'bad' },
  PLATEAU: { label: 'plateau', tone: 'warn' },
  OVERFITTING: { label: 'overfitting', tone: 'warn' },
  STALLED: { label: 'stalled', tone: 'warn' },
  THROUGHPUT_DROP: { label: 'slower', tone: 'warn' },
  LEARNING_RATE: { label: 'learning rate', tone: 'warn' },
};

export const wasteWords: Record<TrainingWasteCause, string> = {
  BROKEN: 'went on after NaN or divergence',
  OVERTRAINING: 'went on after the best evaluation',
  PLATEAU: 'went on without learning',
  NEEDLESS_EPOCHS: 'epochs that brought less than 1 %',
  SILENCE: 'nothing was logged',
  IDLE_GPU: 'idle GPUs',
  BATCH_SIZE: 'batch too small for the GPUs',
};

export const sourceWords: Record<TrainingSource, string> = {
  API: 'API',
  MLFLOW: 'MLflow',
  TRACKIO: 'Trackio',
  IMPORT: 'import',
  RUNNER: 'runner',
};

const endedStates: readonly TrainingStatus[] = ['FINISHED', 'FAILED', 'CANCELLED', 'LOST'];

/** The trainer may still send something. */
export const isActive = (status: TrainingStatus): boolean => !endedStates.includes(status);

/** A number as the scalar `MetricValue` has it: what is not finite comes as text. */
export const metricNumber = (value: number | string | null | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/**
 * How long a job has been running, ms; null before its start, and for one that came without times: it ends as it starts. `now` may lag
 * behind: what was heard last is later.
 */
export function elapsedMs(
  job: { readonly startedAt?: string | null; readonly endedAt?: string | null; readonly heardAt?: string | null },
  now: number,
): number | null {
  if (job.startedAt == null || job.startedAt === job.endedAt) return null;
  const until = job.endedAt ?? null;
  const heard = job.heardAt == null ? now : Math.max(now, Date.parse(job.heardAt));
  return Math.max(0, (until === null ? heard : Date.parse(until)) - Date.parse(job.startedAt));
}
