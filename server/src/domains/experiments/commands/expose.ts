import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BatchTooLarge, IngestBusy } from '../../../platform/ingest/errors.ts';
import type { IngestResult } from '../../../platform/ingest/rejection.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { observeIngest } from '../../../platform/live/observations.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { checkExposures } from '../ingest/exposures.ts';
import { bookOf } from '../load/book.ts';
import { exposureLines, exposureRows } from '../record/exposures.ts';
import { maxExposures } from '../types.ts';

/** Stores the exposures of a batch that can be stored; they are durable on return. The same again changes nothing, and counts as accepted. */
export async function recordExposures(
  context: { readonly stores: Stores; readonly live: LiveBus },
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
): Promise<Result<IngestResult, BatchTooLarge | IngestBusy>> {
  if (items.length > maxExposures) return fail(new BatchTooLarge('exposures', items.length, maxExposures));
  const { exposures, rejected } = checkExposures(items, await bookOf(context, workspaceId), now);
  const masker = maskerOf(await policyOf(context.stores, workspaceId));
  const lines = exposures.map(({ experimentId, phase, unitId, variant, at, details }) =>
    exposureRows.line({
      workspaceId,
      experimentId,
      phase,
      // As messages have it: results join them by it.
      unitId: masker === null ? unitId : masker.id(unitId),
      variant,
      firstAt: at,
      lastAt: at,
      attributes: masker === null || details.attributes === '' ? details.attributes : masker.jsonText(details.attributes),
      client: details.client,
    }),
  );
  try {
    await exposureLines.write(context.stores, workspaceId, lines);
  } catch (error) {
    if (error instanceof IngestBusy) return fail(error);
    throw error;
  }
  observeIngest({ kind: 'exposure', accepted: exposures.length, updated: 0, rejected: rejected.length });
  return succeed({ accepted: exposures.length, updated: 0, rejected });
}
