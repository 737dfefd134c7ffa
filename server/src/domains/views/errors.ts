import { BadInput } from '../../platform/graphql/errors.ts';

/** A view that cannot be saved. */
export class BadView extends BadInput {
  override readonly code = 'BAD_VIEW';
}
