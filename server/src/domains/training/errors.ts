import { BadInput, DomainError, type FieldProblem } from '../../platform/graphql/errors.ts';
import type { TrainingStatus } from './types.ts';

/** A training job that cannot be stored as sent. */
export class BadTrainingJob extends BadInput {
  override readonly code = 'BAD_TRAINING_JOB';
}

/** A change that the job's state does not allow; nothing was changed. */
export class IllegalTrainingStatus extends DomainError {
  readonly code = 'ILLEGAL_TRAINING_STATUS';
  override readonly problems: readonly FieldProblem[];
  constructor(status: TrainingStatus, wanted: string, field: string) {
    super(`The job is ${status} and cannot ${wanted}.`);
    this.problems = [{ field, reason: this.message }];
  }
}
