import { BadInput } from '../../platform/graphql/errors.ts';

/** A change of an incident that cannot be made as given. */
export class BadAnomaly extends BadInput {
  override readonly code = 'BAD_ANOMALY';
}

/** Something about a watched series, or a forecast, that cannot be asked for as given. */
export class BadSignal extends BadInput {
  override readonly code = 'BAD_SIGNAL';
}
