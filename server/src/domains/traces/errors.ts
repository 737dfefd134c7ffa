import { DomainError } from '../../platform/graphql/errors.ts';

/** More spans wait to be written than are kept in memory, or the stores do not take them now. None of the call was acknowledged. */
export class IngestBusy extends DomainError {
  readonly code = 'INGEST_BUSY';
  override readonly httpStatus = 503;
  /** When it is worth another try, in seconds. */
  readonly retryAfterS: number;
  constructor(reason: string, retryAfterS: number, cause?: unknown) {
    super(`${reason} Nothing of this call was taken: send it again in ${retryAfterS} s.`);
    this.retryAfterS = retryAfterS;
    this.cause = cause;
  }
}
