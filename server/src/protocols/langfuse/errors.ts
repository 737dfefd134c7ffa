import { DomainError } from '../../platform/graphql/errors.ts';

/** A request that is not what the protocol says; nothing of it was taken. Answered in Langfuse's form (protocols/langfuse/http.ts). */
export class InvalidRequest extends DomainError {
  readonly code = 'BAD_REQUEST';
  override readonly httpStatus = 400;
}
