import { randomUUID } from 'node:crypto';
import { fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../../platform/ingest/errors.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { shown } from '../../platform/ingest/values.ts';
import type { Sender } from '../../platform/ingest/environment.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { captureSpans } from '../../domains/traces/commands.ts';
import type { IngestBusy } from '../../platform/ingest/errors.ts';
import { InvalidRequest } from './errors.ts';
import { mergeBatch, type Captured } from './merge.ts';
import { isFields } from './fields.ts';
import { langfuseScope } from './patch.ts';
import { tracesOfSpans } from '../../domains/traces/load/keys.ts';
import { eventError, readBatch } from './read.ts';
import { readScore } from './score.ts';
import { storeScores } from './store-scores.ts';
import { inTurn } from './turns.ts';
import type { SpanSource } from '../../domains/traces/types.ts';
import type { EventError, IngestionAnswer, LangfuseEvent } from './types.ts';

type Context = { stores: Stores; live: LiveBus } & Sender;
type EventOf<What extends LangfuseEvent['what']> = Extract<LangfuseEvent, { what: What }>;

/** How far back an update that names no trace is looked for. */
const lookBackMs = 24 * 3_600_000;

/**
 * Takes a batch of Langfuse's protocol: each event on its own. What is answered as a success is durable.
 *
 * Errors  `InvalidRequest`: it is no batch. `BatchTooLarge`: nothing of it was taken. `IngestBusy`: send it again; what was taken of it
 *         before is not taken twice.
 */
export async function ingestBatch(
  context: Context,
  workspaceId: string,
  body: unknown,
  now: Date,
): Promise<Result<IngestionAnswer, InvalidRequest | BatchTooLarge | IngestBusy>> {
  let read: ReturnType<typeof readBatch>;
  try {
    read = readBatch(body, now);
  } catch (error) {
    if (error instanceof InvalidRequest || error instanceof BatchTooLarge) return fail(error);
    throw error;
  }
  const { events, errors } = read;
  const failed = new Map<number, EventError>();
  const placed = await placeObservations(context.stores, workspaceId, events, failed, now);
  const busy = await captureAll(context, workspaceId, placed, sourceOf(body), failed, now);
  if (busy !== null) return fail(busy);
  // After the spans: a score of this batch then finds its message.
  await evaluateAll(
    context,
    workspaceId,
    events.filter((event) => event.what === 'SCORE'),
    failed,
    now,
  );
  const successes = events.filter(({ place }) => !failed.has(place)).map(({ id }) => ({ id, status: 201 as const }));
  return succeed({ successes, errors: [...errors, ...failed.values()] });
}

/** Traces and observations, each with its trace. */
async function placeObservations(
  stores: Stores,
  workspaceId: string,
  events: readonly LangfuseEvent[],
  failed: Map<number, EventError>,
  now: Date,
): Promise<Captured[]> {
  const spans = events.filter(
    (event): event is EventOf<'TRACE'> | EventOf<'OBSERVATION'> => event.what === 'TRACE' || event.what === 'OBSERVATION',
  );
  const known = new Map(
    spans.flatMap((event) => (event.what === 'OBSERVATION' && event.traceId !== null ? [[event.spanId, event.traceId] as const] : [])),
  );
  const lost = spans.flatMap((event) =>
    event.what === 'OBSERVATION' && event.traceId === null && !known.has(event.spanId) ? [event.spanId] : [],
  );
  if (lost.length > 0) {
    const found = await tracesOfSpans(stores, { workspaceId, spanIds: [...new Set(lost)], since: new Date(now.getTime() - lookBackMs) });
    for (const { spanId, traceId } of found) known.set(spanId, traceId);
  }
  // One that is created without a trace is a trace of its own, named by its first 16 hex digits twice.
  for (const event of spans)
    if (event.what === 'OBSERVATION' && event.patch.isCreation && !known.has(event.spanId))
      known.set(event.spanId, event.spanId + event.spanId);
  return spans.flatMap((event): Captured[] => {
    if (event.what === 'TRACE') return [event];
    const traceId = event.traceId ?? known.get(event.spanId);
    if (traceId !== undefined) return [{ ...event, traceId }];
    failed.set(
      event.place,
      eventError(event.id, { field: 'traceId', reason: 'is missing, and no observation of the last day has this id' }),
    );
    return [];
  });
}

async function captureAll(
  context: Context,
  workspaceId: string,
  events: readonly Captured[],
  source: SpanSource,
  failed: Map<number, EventError>,
  now: Date,
): Promise<IngestBusy | null> {
  if (events.length === 0) return null;
  const traces = new Set(events.map(({ traceId }) => `${workspaceId} ${traceId}`));
  return inTurn(context.stores, traces, async () => {
    for await (const { spans, placesOf } of mergeBatch(context.stores, workspaceId, events, source)) {
      const captured = await captureSpans(context, workspaceId, spans, now);
      if (!captured.ok) return captured.failure;
      for (const { index, field, reason } of captured.value.rejected) {
        const span = spans[index];
        for (const { place, id } of span === undefined ? [] : placesOf(span)) failed.set(place, eventError(id, { field, reason }));
      }
    }
    return null;
  });
}

async function evaluateAll(
  { stores, live }: Context,
  workspaceId: string,
  events: readonly EventOf<'SCORE'>[],
  failed: Map<number, EventError>,
  now: Date,
): Promise<void> {
  for (let from = 0; from < events.length; from += maxBatchSize) {
    const slice = events.slice(from, from + maxBatchSize);
    const result = await storeScores(
      { stores, live, workspaceId },
      slice.map(({ score }) => score),
      now,
    );
    if (!result.ok) throw result.failure; // never: a slice is no larger than a call takes
    for (const { index, field, reason } of result.value) {
      const event = slice[index];
      if (event !== undefined) failed.set(event.place, eventError(event.id, { field, reason }));
    }
  }
}

/**
 * Stores what can be stored of a list of scores. `problems` names each of the others by its place, from 0, with field and reason.
 * Errors: a list that is longer than a batch may be.
 */
export async function evaluateScores(
  { stores, live, workspaceId }: Pick<Context, 'stores' | 'live'> & { readonly workspaceId: string },
  items: readonly unknown[],
  now: Date,
): Promise<Result<{ accepted: number; problems: string[] }, BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('scores', items.length, maxBatchSize));
  const problems = new Map<number, string>();
  const refuse = (place: number, { field, reason }: { field: string; reason: string }) =>
    problems.set(place, `Score ${place}: ${field} ${reason}`);
  const readable = items.flatMap((item, place) => {
    const score = isFields(item)
      ? readScore(item, { id: randomUUID(), at: now })
      : new Problem('it', `is ${shown(item)}; a score is a JSON object`);
    if (!(score instanceof Problem)) return [{ place, score }];
    refuse(place, score);
    return [];
  });
  const scores = readable.map(({ score }) => score);
  const result = await storeScores({ stores, live, workspaceId }, scores, now);
  if (!result.ok) return result;
  for (const rejection of result.value) refuse(readable[rejection.index]?.place ?? 0, rejection);
  const inOrder = [...problems].sort(([one], [other]) => one - other).map(([, problem]) => problem);
  return succeed({ accepted: items.length - problems.size, problems: inOrder });
}

/** Who sent a batch, as the SDKs say in its metadata. */
function sourceOf(body: unknown): SpanSource {
  const metadata = isFields(body) && isFields(body['metadata']) ? body['metadata'] : {};
  const resource: Record<string, string> = {};
  for (const [name, key] of [
    ['telemetry.sdk.name', 'sdk_name'],
    ['telemetry.sdk.version', 'sdk_version'],
    ['langfuse.sdk.integration', 'sdk_integration'],
  ] as const) {
    const value = metadata[key];
    if (typeof value === 'string' && value !== '') resource[name] = value.slice(0, 200);
  }
  return { resource, scopeName: langfuseScope, scopeVersion: '' };
}
