import { BadInput } from '../../platform/graphql/errors.ts';

/** A session of transfer learning that cannot be saved as given. */
export class BadTransferSession extends BadInput {
  override readonly code = 'BAD_TRANSFER_SESSION';
}
