import { BadInput } from '../../platform/graphql/errors.ts';

/** A dismissal of an insight that cannot be made as given. */
export class BadInsight extends BadInput {
  override readonly code = 'BAD_INSIGHT';
}
