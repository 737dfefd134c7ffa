import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A rubric, a judge or a run of one that cannot be taken as given. */
export class BadJudge extends BadInput {
  override readonly code = 'BAD_JUDGE';
}

/** What the run is in does not allow the change. */
export class JudgeRunNotOpen extends DomainError {
  readonly code = 'JUDGE_RUN_NOT_OPEN';
  constructor(state: string, what: string) {
    super(`The run is ${state}. ${what}`);
  }
}
