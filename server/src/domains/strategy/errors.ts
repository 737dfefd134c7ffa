import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A recommendation that cannot become a configuration as given. */
export class BadStrategy extends BadInput {
  override readonly code = 'BAD_STRATEGY';
}

/** The history of jobs has changed since the strategy was read: the recommendation is not among those of now. */
export class RecommendationGone extends DomainError {
  readonly code = 'RECOMMENDATION_GONE';
  override readonly problems = [{ field: 'input.key', reason: 'is of no recommendation of now' }];
  constructor(key: string) {
    super(
      `The recommendation "${key.slice(0, 100)}" is not among those that the jobs of now give. Nothing was made: read trainingStrategy again.`,
    );
  }
}
