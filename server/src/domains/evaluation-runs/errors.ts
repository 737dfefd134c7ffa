import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A run, its scorers, or what is reported to it, that cannot be taken as given. */
export class BadEvaluationRun extends BadInput {
  override readonly code = 'BAD_EVALUATION_RUN';
}

/** What the run is in does not allow the change. */
export class EvaluationRunNotOpen extends DomainError {
  readonly code = 'EVALUATION_RUN_NOT_OPEN';
  constructor(state: string, what: string) {
    super(`The run is ${state}. ${what}`);
  }
}
