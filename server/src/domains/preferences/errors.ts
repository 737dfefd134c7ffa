import { BadInput } from '../../platform/graphql/errors.ts';

/** A preference that is not one of the list, has another value, or has no person. */
export class BadPreference extends BadInput {
  override readonly code = 'BAD_PREFERENCE';
}
