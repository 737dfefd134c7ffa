import type { ReceivedSpan, SpanEvent } from '../../types.ts';
import { numberOf, row, textOf, type SpanAttributes } from './span-attributes.ts';

const errorTypeNames = row('error.type');
const level = row('langfuse.observation.level');
const levelMessage = row('langfuse.observation.status_message');
const errorMessageNames = row('error.message', 'exception.message');
const httpStatus = row('http.response.status_code', 'http.status_code');

/** Levels that mean failure, as loggers call them. */
const failing = new Set(['ERROR', 'FATAL', 'CRITICAL', 'SEVERE', 'EMERGENCY', 'ALERT']);

export interface Failure {
  readonly isError: boolean;
  readonly errorType: string | null;
  readonly errorMessage: string | null;
}

const noFailure: Failure = { isError: false, errorType: null, errorMessage: null };

/**
 * Whether and with what a span failed. OpenTelemetry's status 1 (ok) is the sender's word that a recorded exception was dealt with.
 * The type is `error.type`, else the exception's, else the HTTP status.
 */
export function failureOf(attributes: SpanAttributes, received: ReceivedSpan): Failure {
  const exception = received.events.length === 0 ? undefined : received.events.findLast(({ name }) => name === 'exception');
  const reportedType = attributes.peek(errorTypeNames);
  const reportedLevel = attributes.peek(level);
  const isFailing = typeof reportedLevel === 'string' && failing.has(reportedLevel.toUpperCase());
  const isOk = received.statusCode === 1;
  const isError = received.statusCode === 2 || isFailing || (!isOk && (exception !== undefined || reportedType !== undefined));
  if (!isError) return noFailure;
  const status = numberOf(attributes.peek(httpStatus) ?? null);
  return {
    isError,
    errorType: attributes.text(errorTypeNames) ?? attribute(exception, 'exception.type') ?? (status !== null && status >= 400 ? String(status) : null),
    errorMessage: attributes.text(levelMessage) ?? (received.statusMessage === '' ? null : received.statusMessage) ?? attribute(exception, 'exception.message') ?? attributes.text(errorMessageNames),
  };
}

function attribute(event: SpanEvent | undefined, name: string): string | null {
  const value = event?.attributes[name];
  return value === undefined ? null : textOf(value);
}
