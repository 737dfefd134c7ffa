import { DomainError, type FieldProblem } from '../graphql/errors.ts';

/** More items in one call than are taken at once; none of them was stored. */
export class BatchTooLarge extends DomainError {
  readonly code = 'BATCH_TOO_LARGE';
  override readonly httpStatus = 400;
  override readonly problems: readonly FieldProblem[];
  /** `kind`: what the items are, which is also the name of the argument that holds them. */
  constructor(kind: string, count: number, limit: number) {
    super(`${count} ${kind} are too many for one call, and none was stored: send at most ${limit} at a time.`);
    this.problems = [{ field: kind, reason: `has ${count} items; at most ${limit} are taken` }];
  }
}

/** At most so many items in one call. */
export const maxBatchSize = 5_000;
