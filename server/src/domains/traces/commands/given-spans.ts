import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../../../platform/ingest/errors.ts';
import type { IngestResult } from '../../../platform/ingest/rejection.ts';
import type { Sender } from '../../../platform/ingest/environment.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { captureSpans } from '../commands.ts';
import type { IngestBusy } from '../../../platform/ingest/errors.ts';
import { readSpans } from '../ingest.ts';

/** What the GraphQL names of fields are that `checkSpan` calls by OpenTelemetry's. */
const namesOfFields: Readonly<Record<string, string>> = { parentSpanId: 'parentId', startTimeUnixNano: 'startedAt' };

/** Stores what can be stored of a batch of `SpanInput`, and tells of the rest. Accepted, updated and rejected are all that were sent. */
export async function captureGivenSpans(
  context: { stores: Stores; live: LiveBus } & Sender,
  workspaceId: string,
  items: readonly unknown[],
  now: Date,
): Promise<Result<IngestResult, BatchTooLarge | IngestBusy>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('spans', items.length, maxBatchSize));
  const { spans, places, rejected } = readSpans(items, now);
  const captured = await captureSpans(context, workspaceId, spans, now, { countsKnown: true });
  if (!captured.ok) return captured;
  const { accepted, updated } = captured.value;
  const refused = captured.value.rejected.map(({ index, field, reason }) => ({
    index: places[index] as number,
    field: namesOfFields[field] ?? field,
    reason,
  }));
  return succeed({ accepted, updated, rejected: [...rejected, ...refused].sort((one, other) => one.index - other.index) });
}
