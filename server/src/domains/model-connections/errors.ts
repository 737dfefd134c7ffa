import { BadInput } from '../../platform/graphql/errors.ts';

/** A connection to a server of models, or settings of models, that cannot be saved as given. */
export class BadModelConnection extends BadInput {
  override readonly code = 'BAD_MODEL_CONNECTION';
}
