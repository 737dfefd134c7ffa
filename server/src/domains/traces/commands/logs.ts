import { evaluateMessages } from '../../evaluations/commands.ts';
import { fail, succeed, unwrap, type Result } from '../../../platform/graphql/errors.ts';
import { maxBatchSize } from '../../../platform/ingest/errors.ts';
import type { Rejection } from '../../../platform/ingest/rejection.ts';
import type { Sender } from '../../../platform/ingest/environment.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { readClaudeCode } from '../pure/claude-code.ts';
import { amendSpans } from './amend.ts';
import { captureClaudeCode } from './claude-code.ts';
import { cleanText } from '../record/check.ts';
import { eventAttributes } from '../pure/conventions/events.ts';
import type { IngestBusy } from '../../../platform/ingest/errors.ts';
import { spanIdOf, traceIdOf } from '../../messages/pure/trace-ids.ts';
import { toSpan } from '../pure/conventions/to-span.ts';
import type {
  AttributeValue,
  ChatMessage,
  ReceivedLog,
  Span,
  SpanAmendment,
  SpanEvent,
  SpanJudgment,
  SpanSource,
  SpanText,
  AmendedFields,
} from '../types.ts';

export interface TakenLogs {
  /** By the record's index; a record is listed once. */
  rejected: Rejection[];
  warnings: string[];
}

/**
 * Takes in what log records tell of spans: messages of a model call become the input and output of its span, whichever comes first,
 * and `gen_ai.evaluation.result` becomes an evaluation of its span. Events of Claude Code that belong to no span become spans. All other
 * records are dropped: they are no fault of the sender's, and nothing here shows them.
 *
 * Sending the same records again changes nothing. Errors: `IngestBusy`, nothing of the call was taken.
 */
export async function takeLogs(
  context: { stores: Stores; live: LiveBus } & Sender,
  workspaceId: string,
  logs: readonly ReceivedLog[],
  now: Date,
): Promise<Result<TakenLogs, IngestBusy>> {
  const { spans, amendments, evaluations, rejected } = readLogs(logs);
  const captured =
    spans.length === 0
      ? null
      : await captureClaudeCode(
          context,
          workspaceId,
          spans.map(({ span }) => span),
          now,
        );
  if (captured !== null && !captured.ok) return fail(captured.failure);
  const amended =
    amendments.length === 0
      ? null
      : await amendSpans(
          context,
          workspaceId,
          amendments.map(({ amendment }) => amendment),
          now,
        );
  if (amended !== null && !amended.ok) return fail(amended.failure);
  // Each message of an amendment is captured by itself: the record it came from is listed once.
  const recordOfMessage = amendments.flatMap(({ index, amendment }) =>
    [...(amendment.input ?? []), ...(amendment.output ?? [])].map(() => index),
  );
  const refused = new Map(rejected.map((rejection) => [rejection.index, rejection]));
  const refuse = (index: number, { field, reason }: Rejection): void => {
    if (!refused.has(index)) refused.set(index, { index, field, reason });
  };
  for (const rejection of captured?.value.rejected ?? []) refuse(spans[rejection.index]?.index ?? 0, rejection);
  for (const rejection of amended?.value.rejected ?? []) refuse(recordOfMessage[rejection.index] ?? 0, rejection);
  for (let from = 0; from < evaluations.length; from += maxBatchSize) {
    const batch = evaluations.slice(from, from + maxBatchSize);
    const evaluated = unwrap(
      await evaluateMessages(
        context.stores,
        workspaceId,
        batch.map(({ evaluation }) => evaluation),
        now,
      ),
    );
    for (const rejection of evaluated.rejected) refuse(batch[rejection.index]?.index ?? 0, rejection);
  }
  return succeed({ rejected: [...refused.values()], warnings: [...(captured?.value.warnings ?? []), ...(amended?.value.warnings ?? [])] });
}

/** What the records say of spans, each with the index of its record. */
interface ReadLogs {
  /** What Claude Code reports without spans (pure/claude-code.ts). */
  spans: { index: number; span: Span }[];
  amendments: { index: number; amendment: SpanAmendment }[];
  evaluations: { index: number; evaluation: object }[];
  rejected: Rejection[];
}

function readLogs(logs: readonly ReceivedLog[]): ReadLogs {
  const read: ReadLogs = { spans: [], amendments: [], evaluations: [], rejected: [] };
  const nextUs = new Map<string, number>();
  for (const [index, log] of logs.entries()) {
    if (!log.eventName.startsWith('gen_ai.')) {
      const event = readClaudeCode(log);
      if (event?.is === 'span') read.spans.push({ index, span: event.span });
      else if (event?.is === 'answer') read.amendments.push({ index, amendment: event.amendment });
      continue;
    }
    const event = eventOf(log);
    const { input, output, judgments, finishReason } = eventAttributes([event]);
    if (input === null && output === null && judgments.length === 0) continue;
    const { traceId, spanId } = log;
    const problem = badSubject(log, judgments.length > 0);
    if (problem !== null) {
      read.rejected.push({ index, ...problem });
      continue;
    }
    read.evaluations.push(...judgments.map((judgment) => ({ index, evaluation: evaluationOf(log, judgment) })));
    if (input === null && output === null) continue;
    const [asked, answered] = [messagesOf(input, 'USER'), messagesOf(output, 'ASSISTANT')];
    // Messages are kept in the order of their times: those of one microsecond in the order sent.
    const atUs = Math.max(log.atUs, nextUs.get(traceId + spanId) ?? 0);
    nextUs.set(traceId + spanId, atUs + asked.length + answered.length);
    const fields = log.eventName === 'gen_ai.client.inference.operation.details' ? amendedFieldsOf(event, log.source) : { finishReason };
    read.amendments.push({ index, amendment: { traceId, spanId, atUs, input: asked, output: answered, fields } });
  }
  return read;
}

/**
 * Why a record is about no span, or null. A judgment may be of a whole trace. An id that is OpenTelemetry's names itself
 * (domains/messages/pure/trace-ids.ts).
 */
function badSubject({ traceId, spanId, eventName }: ReceivedLog, isJudgment: boolean): Omit<Rejection, 'index'> | null {
  const bad = (field: string, id: string, form: string): Omit<Rejection, 'index'> => ({
    field,
    reason: id === '' ? `is missing: ${eventName} is about a span` : `is ${JSON.stringify(id.slice(0, 40))}; ${form} are taken`,
  });
  if (traceIdOf(traceId) !== traceId) return bad('traceId', traceId, '32 hex digits');
  if (spanIdOf(spanId) !== spanId && !(isJudgment && spanId === '')) return bad('spanId', spanId, '16 hex digits');
  return null;
}

/** A record as the event of a span that it is: what a body holds stands among the attributes there. */
function eventOf({ eventName, atUs, attributes, body }: ReceivedLog): SpanEvent {
  const isMap = typeof body === 'object' && body !== null && !Array.isArray(body);
  const bodyAttributes = isMap ? (body as Readonly<Record<string, AttributeValue>>) : body === null ? {} : { body };
  return { name: eventName, atUs, attributes: { ...attributes, ...bodyAttributes } };
}

/** The one record that tells all of a call has its attributes, too. */
function amendedFieldsOf({ attributes }: SpanEvent, source: SpanSource): AmendedFields {
  const { model, provider, modelParameters, usage, usageReading, finishReason, tools, timeToFirstTokenMs } = toSpan({
    traceId: '',
    spanId: '',
    parentId: 'amended',
    name: '',
    startUs: 0,
    endUs: 0,
    statusCode: 0,
    statusMessage: '',
    attributes: { 'gen_ai.operation.name': 'chat', ...attributes },
    events: [],
    links: [],
    source,
  });
  return { model, provider, modelParameters, usage, usageReading, finishReason, tools, timeToFirstTokenMs };
}

function messagesOf(text: SpanText | null, role: 'USER' | 'ASSISTANT'): readonly ChatMessage[] {
  if (text === null) return [];
  if (text.form === 'CHAT') return text.messages;
  return [{ role, content: text.form === 'TEXT' ? text.text : JSON.stringify(text.value) }];
}

function evaluationOf(
  { traceId, spanId, atUs }: ReceivedLog,
  { name, value, label, explanation, evaluatorKind, identifier }: SpanJudgment,
): object {
  return {
    traceId,
    spanId: spanId === '' ? null : spanId,
    name: cleanText(name, 512),
    value,
    label: label === null ? null : cleanText(label, 512),
    comment: explanation === null ? null : cleanText(explanation, 340_000),
    evaluatorKind: evaluatorKind ?? 'MODEL',
    createdAt: atUs === 0 ? null : new Date(atUs / 1_000),
    externalId: identifier === null ? null : `span:${traceId}:${spanId}:${cleanText(identifier, 400)}`,
  };
}
