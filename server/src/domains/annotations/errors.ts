import { BadInput } from '../../platform/graphql/errors.ts';

/** A mark on charts that cannot be kept, or changed, as given. */
export class BadAnnotation extends BadInput {
  override readonly code = 'BAD_ANNOTATION';
}
