import { BadInput } from '../../platform/graphql/errors.ts';

/** A mapping that cannot be saved. */
export class BadImportMapping extends BadInput {
  override readonly code = 'BAD_IMPORT_MAPPING';
}
