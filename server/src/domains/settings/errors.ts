import { BadInput } from '../../platform/graphql/errors.ts';

/** Settings of a workspace that cannot be saved. */
export class BadSettings extends BadInput {
  override readonly code = 'BAD_SETTINGS';
}
