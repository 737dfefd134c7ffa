import { DomainError } from '../../platform/graphql/errors.ts';

/** Codes that only answers of `/api/auth` have, with their status and what they say (docs/errors.md). */
const refusals = {
  SIGN_IN_REFUSED: [401, 'E-mail address and password do not lead to an account.'],
  SECOND_FACTOR_REFUSED: [401, 'The code is wrong. Codes of an app change every 30 seconds; a recovery code works once.'],
  SECOND_FACTOR_EXPIRED: [401, 'The code came too late, or too many were wrong. Sign in with your password again.'],
  SECOND_FACTOR_STATE: [409, 'A second factor is set up already, or none is.'],
  PASSKEY_REFUSED: [401, 'The passkey is unknown here, or its answer does not fit. Try again, or sign in another way.'],
  PASSWORD_REFUSED: [400, 'The current password is wrong.'],
  SIGN_UP_CLOSED: [403, 'People come by invitation here.'],
  SIGN_IN_AGAIN: [403, 'Your last sign-in was more than a day ago. Sign in again, then repeat this.'],
  SSO_FAILED: [400, 'The provider does not answer, or answered what does not fit the request. Try again.'],
  TOO_MANY_ATTEMPTS: [429, 'Too many codes were wrong. Try again in 15 minutes.'],
  UNAUTHENTICATED: [401, 'Sign in first.'],
  NOT_FOUND: [404, 'There is nothing under this address.'],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof refusals;

const fields: Partial<Record<RefusalCode, string>> = { PASSWORD_REFUSED: 'currentPassword' };

export class SignInRefusal extends DomainError {
  readonly code: RefusalCode;
  override readonly httpStatus: number;
  constructor(code: RefusalCode, message: string = refusals[code][1]) {
    super(message);
    this.code = code;
    this.httpStatus = refusals[code][0];
    const field = fields[code];
    if (field !== undefined) this.problems = [{ field, reason: message }];
  }
  override problems: DomainError['problems'] = [];
}

export const noneIsSetUp = 'No second factor is set up.';
export const isSetUp = 'A second factor is set up already. Take it off first to set up another.';

/** The words for a code of the library that comes to the same code here as others. */
export const wordsOfLibrary: Readonly<Record<string, string>> = {
  TOTP_ALREADY_ENABLED: isSetUp,
  TOTP_NOT_ENABLED: noneIsSetUp,
  TWO_FACTOR_NOT_ENABLED: noneIsSetUp,
  BACKUP_CODES_NOT_ENABLED: noneIsSetUp,
};

/** What the library's codes are here; those that are not listed are faults. */
export const ofLibrary: Readonly<Record<string, RefusalCode>> = {
  INVALID_EMAIL_OR_PASSWORD: 'SIGN_IN_REFUSED',
  INVALID_EMAIL: 'SIGN_IN_REFUSED',
  INVALID_CODE: 'SECOND_FACTOR_REFUSED',
  INVALID_BACKUP_CODE: 'SECOND_FACTOR_REFUSED',
  INVALID_TWO_FACTOR_COOKIE: 'SECOND_FACTOR_EXPIRED',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'SECOND_FACTOR_EXPIRED',
  ACCOUNT_TEMPORARILY_LOCKED: 'TOO_MANY_ATTEMPTS',
  TOTP_ALREADY_ENABLED: 'SECOND_FACTOR_STATE',
  TOTP_NOT_ENABLED: 'SECOND_FACTOR_STATE',
  TWO_FACTOR_NOT_ENABLED: 'SECOND_FACTOR_STATE',
  BACKUP_CODES_NOT_ENABLED: 'SECOND_FACTOR_STATE',
  INVALID_PASSWORD: 'PASSWORD_REFUSED',
  SESSION_NOT_FRESH: 'SIGN_IN_AGAIN',
  UNAUTHORIZED: 'UNAUTHENTICATED',
  PROVIDER_NOT_FOUND: 'SSO_FAILED',
  CHALLENGE_NOT_FOUND: 'PASSKEY_REFUSED',
  PASSKEY_NOT_FOUND: 'PASSKEY_REFUSED',
  AUTHENTICATION_FAILED: 'PASSKEY_REFUSED',
  FAILED_TO_VERIFY_REGISTRATION: 'PASSKEY_REFUSED',
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: 'PASSKEY_REFUSED',
  VALIDATION_ERROR: 'PASSKEY_REFUSED',
};
