import { DomainError } from '../../platform/graphql/errors.ts';

/** No valid credentials: a wrong, expired or revoked key, or none at all from another machine. */
export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  override readonly httpStatus = 401;
}
