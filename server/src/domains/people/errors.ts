import { BadArgument, DomainError } from '../../platform/graphql/errors.ts';

/** A password that the rules do not allow; names its field. */
export class WeakPassword extends BadArgument {
  override readonly code: string = 'WEAK_PASSWORD';
}

/** A one-time address that was used, has expired or was replaced. */
export class LinkInvalid extends DomainError {
  readonly code = 'LINK_INVALID';
  override readonly httpStatus = 400;
  constructor() {
    super('This address was used already, has expired, or was replaced by a newer one. Ask for another.');
  }
}

export class AccountExists extends DomainError {
  readonly code = 'ACCOUNT_EXISTS';
  override readonly httpStatus = 409;
  constructor() {
    super('There is an account with this e-mail address. Sign in with it, then accept.');
  }
}

/** The workspace takes sessions of single sign-on only. */
export class SsoRequired extends DomainError {
  readonly code = 'SSO_REQUIRED';
  override readonly httpStatus = 403;
  constructor(slug: string) {
    super(`Members of the workspace "${slug}" sign in through their organisation's provider. Sign out, and sign in with it.`);
  }
}

export class TooManyAttempts extends DomainError {
  readonly code = 'TOO_MANY_ATTEMPTS';
  override readonly httpStatus = 429;
  readonly retryAfterS: number;
  constructor(retryAfterS: number) {
    super(
      `Too many attempts failed. Try again in ${retryAfterS < 90 ? `${retryAfterS} seconds` : `${Math.ceil(retryAfterS / 60)} minutes`}.`,
    );
    this.retryAfterS = retryAfterS;
  }
}
