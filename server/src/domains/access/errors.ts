import { DomainError } from '../../platform/graphql/errors.ts';

/** No valid credentials: a wrong, expired or revoked key, or none at all from another machine. */
export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  override readonly httpStatus = 401;
}

/** A key in an address stands in logs, histories and referrers: it is refused there, whether it is valid or not. */
export class KeyInAddress extends DomainError {
  readonly code = 'KEY_IN_ADDRESS';
  override readonly httpStatus = 400;
  constructor() {
    super(
      'An API key stands in the address of this request, where logs and histories keep it. Send it as "Authorization: Bearer <key>" or in the header x-api-key, and revoke this one if others may have seen the address.',
    );
  }
}

/** Something that only a person who is signed in can do; no key, a personal one included. */
export class PersonNeeded extends DomainError {
  readonly code = 'PERSON_NEEDED';
  constructor(what: string) {
    super(`To ${what} takes a person who is signed in; a key, or a local request while there are no accounts, can't do it.`);
  }
}
