import { BadInput } from '../../platform/graphql/errors.ts';

/** A model that cannot be. */
export class BadModel extends BadInput {
  override readonly code = 'BAD_MODEL';
  protected static override readonly between: string = ' ';
}
