import { DomainError } from '../graphql/errors.ts';

/** A policy that cannot be: an unknown kind, days or a share out of range. Nothing of it was taken. */
export class BadPolicy extends DomainError {
  readonly code = 'BAD_USER_INPUT';
  readonly field: string;
  constructor(field: string, reason: string) {
    super(`${field}: ${reason}`);
    this.field = field;
  }
}
