import { hash } from 'node:crypto';
import type { Result } from '../../../platform/graphql/errors.ts';
import type { Sender } from '../../../platform/ingest/environment.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { amendmentName, amendedFieldsName } from '../pure/amendment.ts';
import { lacksTexts } from '../record/amendments.ts';
import { captureSpans, type CapturedSpans } from '../commands.ts';
import type { IngestBusy } from '../../../platform/ingest/errors.ts';
import { storedSpans } from '../load.ts';
import { emptySpan, type Attributes, type ChatMessage, type Span, type SpanAmendment } from '../types.ts';

/**
 * Gives spans what log records say of them: what was asked and answered. Each message becomes an event span under its span, so that it
 * is durable whichever of the two comes first; a span that is stored is written again with it, and one that comes later takes it from
 * there (`addAmendments`).
 *
 * Sending the same records again changes nothing. Errors: `IngestBusy`.
 */
export async function amendSpans(
  context: { stores: Stores; live: LiveBus } & Sender,
  workspaceId: string,
  amendments: readonly SpanAmendment[],
  now: Date,
): Promise<Result<CapturedSpans, IngestBusy>> {
  const events = amendments.flatMap((amendment) => [
    ...(amendment.input ?? []).map((message, place) => eventOf(amendment, 'input', message, place)),
    ...(amendment.output ?? []).map((message, place) => eventOf(amendment, 'output', message, place)),
  ]);
  const captured = await captureSpans(context, workspaceId, events, now);
  if (!captured.ok) return captured;
  const stored = await storedSpans(context.stores, workspaceId, amendments);
  // Captured again as they are, for any sender: `addAmendments` finds their events.
  const waiting = [...stored.values()].filter(lacksTexts);
  if (waiting.length > 0) {
    const again = await captureSpans({ stores: context.stores, live: context.live }, workspaceId, waiting, now);
    if (!again.ok) return again;
  }
  return captured;
}

function eventOf({ traceId, spanId, atUs, fields }: SpanAmendment, side: 'input' | 'output', message: ChatMessage, place: number): Span {
  const own = hash('sha256', `${traceId}${spanId}${side}${atUs}${place}${JSON.stringify(message)}`, 'hex').slice(0, 16);
  return {
    ...emptySpan,
    traceId,
    spanId: own,
    parentId: spanId,
    name: amendmentName,
    kind: 'EVENT',
    // A microsecond apart, so that their order is kept.
    startUs: atUs + place,
    endUs: atUs + place,
    [side]: { form: 'CHAT', messages: [message] },
    attributes: { 'fine_tune_lab.side': side, ...(fields === undefined ? null : { [amendedFieldsName]: fields as Attributes }) },
  };
}
