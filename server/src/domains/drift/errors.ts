import { BadInput } from '../../platform/graphql/errors.ts';

/** A baseline of drift that cannot be pinned as given. */
export class BadDriftBaseline extends BadInput {
  override readonly code = 'BAD_DRIFT_BASELINE';
}
