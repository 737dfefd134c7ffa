import { BadInput } from '../../platform/graphql/errors.ts';

/** Two variants that cannot be compared as given. */
export class BadComparison extends BadInput {
  override readonly code = 'BAD_COMPARISON';
}

/** An experiment that cannot be planned as given. */
export class BadPlan extends BadInput {
  override readonly code = 'BAD_PLAN';
}
