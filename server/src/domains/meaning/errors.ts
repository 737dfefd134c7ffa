import { BadInput } from '../../platform/graphql/errors.ts';

/** Settings of the meaning of messages that cannot hold as given. */
export class BadMeaningSettings extends BadInput {
  override readonly code = 'BAD_MEANING_SETTINGS';
}
