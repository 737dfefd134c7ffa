import { BadInput } from '../../platform/graphql/errors.ts';

/** A session of continual learning that cannot be saved as given. */
export class BadContinualSession extends BadInput {
  override readonly code = 'BAD_CONTINUAL_SESSION';
}
