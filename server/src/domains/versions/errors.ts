import { BadInput, DomainError, type FieldProblem } from '../../platform/graphql/errors.ts';

/** A version of a model that cannot be registered or edited as given. */
export class BadModelVersion extends BadInput {
  override readonly code = 'BAD_MODEL_VERSION';
}

/** A mark of a deployment that the policy of the workspace does not let pass. */
export class ReleaseBlocked extends DomainError {
  readonly code = 'RELEASE_BLOCKED';
  override readonly problems: readonly FieldProblem[];
  constructor(version: string, regressions: readonly string[]) {
    super(
      `${version} was not marked as deployed: the policy of the workspace blocks regressions. ${regressions.join(' ')} Deploy another version, or have an owner override it with overrideReason.`,
    );
    this.problems = regressions.map((reason) => ({ field: 'input.id', reason }));
  }
}
