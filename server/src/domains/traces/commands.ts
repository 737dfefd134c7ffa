import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { environmentOf, type Sender } from '../../platform/ingest/environment.ts';
import { Problem, type Rejection } from '../../platform/ingest/rejection.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { observeIngest } from '../../platform/live/observations.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import { expiresOn, policyOf } from '../policies/load.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { addAmendments } from './record/amendments.ts';
import { checkSpan } from './record/check.ts';
import { IngestBusy } from '../../platform/ingest/errors.ts';
import { maskSpan } from './record/mask.ts';
import { countKnownSpans } from './load.ts';
import { spanWriterOf } from './record/writer.ts';
import type { Span } from './types.ts';

/** What a call came to: accepted + updated + rejected are all spans of it. */
export interface CapturedSpans {
  accepted: number;
  /** Sent before, or twice in the call; only counted where it was asked for. */
  updated: number;
  rejected: Rejection[];
  /** What was changed so that it could be stored, in words. */
  warnings: string[];
}

export interface CaptureOptions {
  /** Queries which spans are known already: a read that only callers who need the difference pay for. */
  readonly countsKnown?: boolean;
}

const maxWarnings = 20;

/**
 * Stores spans of any convention: checks each on its own, masks what the workspace wants masked, and writes the good ones. What is
 * counted as accepted or updated is durable on return, with the messages that model calls became.
 *
 * A span that is sent again replaces the one before; the same content again changes nothing. A key that is bound to an environment sends
 * spans of no other.
 * Errors  `IngestBusy`: nothing of the call was taken.
 */
export async function captureSpans(
  { stores, live, ...sender }: { stores: Stores; live: LiveBus } & Sender,
  workspaceId: string,
  spans: readonly Span[],
  now: Date,
  { countsKnown = false }: CaptureOptions = {},
): Promise<Result<CapturedSpans, IngestBusy>> {
  const rejected: Rejection[] = [];
  const warnings: string[] = [];
  const good = new Map<string, Span>();
  const policy = await policyOf(stores, workspaceId);
  const masker = maskerOf(policy);
  let goodCount = 0;
  for (const [index, sent] of spans.entries()) {
    const span = sentBy(sender, checkSpan(sent, now));
    if (span instanceof Problem) {
      rejected.push({ index, field: span.field, reason: span.reason });
      continue;
    }
    goodCount += 1;
    if (warnings.length < maxWarnings) warnings.push(...changesOf(span));
    // Of two sendings of one span in a call the later is the span.
    good.set(span.traceId + span.spanId, masker === null ? span : maskSpan(span, masker));
  }
  if (good.size === 0) return succeed({ accepted: 0, updated: 0, rejected, warnings });
  const kept = await addAmendments(stores, workspaceId, [...good.values()]);
  let updated = goodCount - good.size;
  if (countsKnown) updated += await countKnownSpans(stores, workspaceId, kept);
  try {
    await spanWriterOf(stores, live).write({ workspaceId, spans: kept, expiresOn: (span) => expiryOf(policy, span) });
  } catch (error) {
    if (error instanceof IngestBusy) return fail(error);
    throw error;
  }
  observeIngest({ kind: 'span', accepted: goodCount - updated, updated, rejected: rejected.length });
  return succeed({ accepted: goodCount - updated, updated, rejected, warnings });

  function expiryOf(held: Awaited<ReturnType<typeof policyOf>>, span: Span): string {
    return expiresOn(held, new Date(span.startUs / 1_000));
  }
}

function sentBy(sender: Sender, span: Span | Problem): Span | Problem {
  if (span instanceof Problem) return span;
  const environment = environmentOf(sender, span.environment);
  if (environment instanceof Problem) return environment;
  return environment === span.environment ? span : { ...span, environment };
}

function changesOf({ spanId, attributes }: Span): string[] {
  const changes: string[] = [];
  if (attributes['fine_tune_lab.ended_before_start_ms'] !== undefined)
    changes.push(`Span ${spanId} ended before it started: its duration is taken as 0.`);
  if (attributes['fine_tune_lab.was_its_own_parent'] !== undefined)
    changes.push(`Span ${spanId} named itself as its parent: it is taken as a root.`);
  return changes;
}
