import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A loop, or a change of one, that cannot be taken as given. */
export class BadLoop extends BadInput {
  override readonly code = 'BAD_LOOP';
}

/** The step that the loop is at does not allow the change. */
export class LoopNotThere extends DomainError {
  readonly code = 'LOOP_NOT_THERE';
  override readonly httpStatus = 409;
  constructor(where: { readonly status: string; readonly step: string }, what: string) {
    super(`The loop is ${where.status} at the step ${where.step}. ${what}`);
  }
}
