import { BadInput, DomainError, type FieldProblem } from '../../platform/graphql/errors.ts';
import type { UpdateAnswer, UpdateStatus } from './types.ts';

/** A parameter that cannot be declared, changed or answered as sent. */
export class BadParameter extends BadInput {
  override readonly code = 'BAD_PARAMETER';
}

/** An answer to an update that was decided otherwise before; nothing was changed. */
export class IllegalParameterUpdate extends DomainError {
  readonly code = 'ILLEGAL_PARAMETER_UPDATE';
  override readonly problems: readonly FieldProblem[];
  constructor(status: UpdateStatus, wanted: UpdateAnswer) {
    super(`The update is ${status} and cannot become ${wanted}.`);
    this.problems = [{ field: 'input.status', reason: this.message }];
  }
}
