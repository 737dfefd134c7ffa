import { BadInput, DomainError, type FieldProblem } from '../../platform/graphql/errors.ts';

/** A training configuration, or a start from one, that cannot be stored as sent. */
export class BadConfiguration extends BadInput {
  override readonly code = 'BAD_CONFIGURATION';
}

/** A runner, or what it reports, that cannot be stored as sent. */
export class BadRunner extends BadInput {
  override readonly code = 'BAD_RUNNER';
}

/** The runner may take no job any more. */
export class RunnerRevoked extends DomainError {
  readonly code = 'RUNNER_REVOKED';
  override readonly problems: readonly FieldProblem[];
  constructor(name: string, field: string) {
    super(`The runner ${JSON.stringify(name)} is revoked. Register it under another name.`);
    this.problems = [{ field, reason: this.message }];
  }
}

/** The caller does not hold the lease of the job; nothing was written. */
export class LeaseLost extends DomainError {
  readonly code = 'LEASE_LOST';
  override readonly httpStatus = 409;
  override readonly problems: readonly FieldProblem[];
  constructor() {
    super('The lease of the job is another one by now, or has ended. End its command.');
    this.problems = [{ field: 'input.fence', reason: this.message }];
  }
}
