import { Problem } from '../../../platform/ingest/rejection.ts';
import { badTime } from '../../../platform/ingest/time.ts';
import type { Attributes, Span } from '../types.ts';

/** The longest name of anything, in UTF-16 code units; longer ones are cut. */
const maxNameLength = 512;
/** The longest error message, in UTF-16 code units; longer ones are cut. */
const maxErrorLength = 8_192;
const maxTags = 100;
/** Tokens of one kind that one span can have: as of a message. */
const maxCount = 2_147_483_647;

const traceIdForm = /^[0-9a-f]{32}$/;
const spanIdForm = /^[0-9a-f]{16}$/;
const allZero = /^0+$/;

/**
 * The span as it can be stored, or its first problem. Refused is what would be another span's, or of no time: ids and the start.
 * Everything else is kept; each change that storage requires is recorded in an attribute of its own (`fine_tune_lab.*`).
 */
export function checkSpan(span: Span, now: Date): Span | Problem {
  const badId = badIdOf('traceId', span.traceId, traceIdForm, 32) ?? badIdOf('spanId', span.spanId, spanIdForm, 16);
  if (badId !== null) return badId;
  const hasParent = span.parentId !== null && span.parentId !== '' && !allZero.test(span.parentId);
  if (hasParent && !spanIdForm.test(span.parentId as string))
    return new Problem('parentSpanId', `is ${shown(span.parentId as string)}; 16 hex digits are taken, or none for a root`);
  if (!Number.isFinite(span.startUs) || span.startUs <= 0) return new Problem('startTimeUnixNano', 'is missing');
  const badStart = badTime(new Date(span.startUs / 1_000), now);
  if (badStart !== null) return new Problem('startTimeUnixNano', badStart);
  const notes: Record<string, string | number | boolean> = {};
  let { endUs } = span;
  if (endUs !== null && (!Number.isFinite(endUs) || endUs <= 0)) endUs = null;
  if (endUs !== null && endUs < span.startUs) {
    // Clocks are set back, and threads disagree: the span is true, its length is not known.
    notes['fine_tune_lab.ended_before_start_ms'] = (span.startUs - endUs) / 1_000;
    endUs = span.startUs;
  }
  const isOwnParent = hasParent && span.parentId === span.spanId;
  if (isOwnParent) notes['fine_tune_lab.was_its_own_parent'] = true;
  const name = shortName(span.name);
  return {
    ...span,
    name: name === '' ? 'unnamed' : name,
    parentId: hasParent && !isOwnParent ? span.parentId : null,
    endUs,
    errorType: optionalName(span.errorType),
    errorMessage: span.errorMessage === null ? null : cleanText(span.errorMessage, maxErrorLength),
    service: optionalName(span.service),
    environment: optionalName(span.environment),
    release: optionalName(span.release),
    appVersion: optionalName(span.appVersion),
    model: optionalName(span.model),
    provider: optionalName(span.provider),
    toolName: optionalName(span.toolName),
    toolCallId: optionalName(span.toolCallId),
    sessionId: optionalName(span.sessionId),
    conversationId: optionalName(span.conversationId),
    userId: optionalName(span.userId),
    traceName: optionalName(span.traceName),
    experimentName: optionalName(span.experimentName),
    variant: optionalName(span.variant),
    tags:
      span.tags.length === 0
        ? span.tags
        : span.tags
            .slice(0, maxTags)
            .map(shortName)
            .filter((tag) => tag !== ''),
    usage: {
      inputTokens: countOf(span.usage.inputTokens),
      outputTokens: countOf(span.usage.outputTokens),
      cacheReadTokens: countOf(span.usage.cacheReadTokens),
      cacheWriteTokens: countOf(span.usage.cacheWriteTokens),
      reasoningTokens: countOf(span.usage.reasoningTokens),
    },
    timeToFirstTokenMs: countOf(span.timeToFirstTokenMs),
    reportedCostUsd:
      span.reportedCostUsd !== null && Number.isFinite(span.reportedCostUsd) && Math.abs(span.reportedCostUsd) < 1e9
        ? span.reportedCostUsd
        : null,
    attributes: withNotes(span.attributes, notes),
  };
}

function badIdOf(field: string, id: string, form: RegExp, length: number): Problem | null {
  if (id === '') return new Problem(field, 'is missing');
  if (!form.test(id)) return new Problem(field, `is ${shown(id)}; ${length} hex digits in lower case are taken`);
  return allZero.test(id) ? new Problem(field, 'is all zeros, which is no id') : null;
}

const shown = (id: string): string => JSON.stringify(id.slice(0, 60).toWellFormed());

/** Text that both stores take: no NUL, no half of a surrogate pair; cut at `most` UTF-16 code units. */
export function cleanText(text: string, most = Infinity): string {
  const cut = text.length > most ? text.slice(0, most) : text;
  const whole = cut.isWellFormed() ? cut : cut.toWellFormed();
  return whole.includes('\u0000') ? whole.replaceAll('\u0000', '\ufffd') : whole;
}

/**
 * JSON as PostgreSQL takes it; what holds NUL or half a surrogate pair becomes its text, and what is longer than `most` stays with the span
 * only.
 */
export function storableJson(value: unknown, most: number): unknown {
  if (value === undefined || value === null) return null;
  const json = JSON.stringify(value);
  if (json === undefined || json.length > most) return null;
  return json.includes('\\u0000') || /\\ud[89a-f]/.test(json) ? cleanText(json.replaceAll('\\u0000', '\ufffd')) : value;
}

const shortName = (name: string): string => cleanText(name, maxNameLength).trim();

function optionalName(name: string | null): string | null {
  if (name === null) return null;
  const short = shortName(name);
  return short === '' ? null : short;
}

/** A count that fits; null for anything else. */
function countOf(count: number | null): number | null {
  if (count === null || !Number.isFinite(count) || count < 0) return null;
  return Math.min(maxCount, Math.round(count));
}

function withNotes(attributes: Attributes, notes: Attributes): Attributes {
  for (const _ in notes) return { ...attributes, ...notes };
  return attributes;
}
