import { DomainError } from '../../platform/graphql/errors.ts';

/** A call that Trackio's clients do not make of themselves; nothing of it was stored. */
export class InvalidCall extends DomainError {
  readonly code = 'BAD_REQUEST';
  override readonly httpStatus = 400;
}
