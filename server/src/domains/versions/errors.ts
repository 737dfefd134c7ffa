import { BadInput } from '../../platform/graphql/errors.ts';

/** A version of a model that cannot be registered or edited as given. */
export class BadModelVersion extends BadInput {
  override readonly code = 'BAD_MODEL_VERSION';
}
