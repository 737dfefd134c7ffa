import { BadInput } from '../../platform/graphql/errors.ts';

/** An export that cannot be made as it was asked for. */
export class BadExport extends BadInput {
  override readonly code = 'BAD_EXPORT';
}

/** A schedule of exports that cannot be saved. */
export class BadExportSchedule extends BadInput {
  override readonly code = 'BAD_EXPORT_SCHEDULE';
}
