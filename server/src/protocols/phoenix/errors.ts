import { DomainError } from '../../platform/graphql/errors.ts';

/** A request that is not what the protocol says; nothing of it was taken. Answered in Phoenix's form (protocols/phoenix/http.ts). */
export class InvalidCall extends DomainError {
  readonly code = 'BAD_REQUEST';
  override readonly httpStatus: number;
  constructor(message: string, httpStatus = 422) {
    super(message);
    this.httpStatus = httpStatus;
  }
}
