import { DomainError, type FieldProblem } from '../graphql/errors.ts';

/** More items in one call than are taken at once; none of them was stored. */
export class BatchTooLarge extends DomainError {
  readonly code = 'BATCH_TOO_LARGE';
  override readonly httpStatus = 400;
  override readonly problems: readonly FieldProblem[];
  /** `kind`: what the items are, which is also the name of the argument that holds them. */
  constructor(kind: string, count: number, limit: number) {
    super(`${count} ${kind} are too many for one call, and none was taken: send at most ${limit} at a time.`);
    this.problems = [{ field: kind, reason: `has ${count} items; at most ${limit} are taken` }];
  }
}

/** At most so many items in one call. */
export const maxBatchSize = 5_000;

/** More records wait to be written than are kept in memory, or the stores do not take them now. None of the call was acknowledged. */
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
