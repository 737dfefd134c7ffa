import type { ReceivedSpan, SpanEvent } from '../../types.ts';
import { numberOf, row, textOf, type Told } from './told.ts';

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
export function failureOf(told: Told, received: ReceivedSpan): Failure {
  const exception = received.events.length === 0 ? undefined : received.events.findLast(({ name }) => name === 'exception');
  const saidType = told.peek(errorTypeNames);
  const saidLevel = told.peek(level);
  const isFailing = typeof saidLevel === 'string' && failing.has(saidLevel.toUpperCase());
  const isOk = received.statusCode === 1;
  const isError = received.statusCode === 2 || isFailing || (!isOk && (exception !== undefined || saidType !== undefined));
  if (!isError) return noFailure;
  const status = numberOf(told.peek(httpStatus) ?? null);
  return {
    isError,
    errorType: told.text(errorTypeNames) ?? attribute(exception, 'exception.type') ?? (status !== null && status >= 400 ? String(status) : null),
    errorMessage: told.text(levelMessage) ?? (received.statusMessage === '' ? null : received.statusMessage) ?? attribute(exception, 'exception.message') ?? told.text(errorMessageNames),
  };
}

function attribute(event: SpanEvent | undefined, name: string): string | null {
  const value = event?.attributes[name];
  return value === undefined ? null : textOf(value);
}
