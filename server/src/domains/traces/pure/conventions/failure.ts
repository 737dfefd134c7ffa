import type { ReceivedSpan, SpanEvent } from '../../types.ts';
import { numberOf, row, textOf, type SpanAttributes } from './span-attributes.ts';

const errorTypeNames = row('error.type');
const level = row('langfuse.observation.level');
const levelMessage = row('langfuse.observation.status_message');
const errorMessageNames = row('error.message', 'exception.message');
const answerTraits = row('gen_ai.response.finish_reasons', 'gen_ai.output.messages', 'ai.response.finishReason', 'ai.response.text');
/** Claude Code's outcome of a request or a tool, beside a status that is never set. */
const success = row('success');
const claudeCodeType = row('span.type');
const bareError = row('error');
const httpStatus = row('http.response.status_code', 'http.status_code');

/** Levels that mean failure, as loggers call them. */
const failing = new Set(['ERROR', 'FATAL', 'CRITICAL', 'SEVERE', 'EMERGENCY', 'ALERT']);

/**
 * Exceptions that frameworks steer by: LangGraph's interrupts and handoffs, Pydantic AI's deferred and approved calls, the end of a
 * generator, a workflow that goes on as another. What raised them did what it was to do.
 */
const controlFlow = new Set([
  'graphinterrupt',
  'graphbubbleup',
  'graphdelegate',
  'nodeinterrupt',
  'parentcommand',
  'interrupt',
  'calldeferred',
  'approvalrequired',
  'skipmodelrequest',
  'skiptoolexecution',
  'waitingforevent',
  'workflowsuspended',
  'workflowinterrupt',
  'handoff',
  'generatorexit',
  'stopiteration',
  'stopasynciteration',
  'continueasnewerror',
  'next_redirect',
]);
const firstWord = /^[\w.]+/;

/** Whether an exception's type, or the message that begins with it ("GraphInterrupt: (Interrupt(…"), is one that a framework steers by. */
export function isControlFlow(word: string | null): boolean {
  if (word === null) return false;
  const [name = ''] = firstWord.exec(word) ?? [];
  return controlFlow.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
}

/** Why a span is no failure although its sender marked it as one; undefined: it is what it is marked as. */
const controlFlowNote = 'fine_tune_lab.control_flow';

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
  const isUnsuccessful = attributes.peek(claudeCodeType) !== undefined && String(attributes.peek(success)) === 'false';
  const isError =
    received.statusCode === 2 || isFailing || (!isOk && (exception !== undefined || reportedType !== undefined || isUnsuccessful));
  if (!isError) return noFailure;
  const raised =
    attribute(exception, 'exception.type') ?? (typeof reportedType === 'string' ? reportedType : null) ?? (received.statusMessage || null);
  if (isControlFlow(raised) || isControlFlow(textOrNull(attributes.peek(levelMessage)))) {
    attributes.leave(controlFlowNote, firstWord.exec(raised ?? '')?.[0] ?? true);
    return noFailure;
  }
  // What was raised on the way to an answer was dealt with: a retry.
  if (received.statusCode === 0 && !isFailing && reportedType === undefined && attributes.peek(answerTraits) !== undefined)
    return noFailure;
  const status = numberOf(attributes.peek(httpStatus) ?? null);
  return {
    isError,
    errorType:
      attributes.text(errorTypeNames) ??
      attribute(exception, 'exception.type') ??
      (status !== null && status >= 400 ? String(status) : null),
    errorMessage:
      attributes.text(levelMessage) ??
      (received.statusMessage === '' ? null : received.statusMessage) ??
      attribute(exception, 'exception.message') ??
      attributes.text(errorMessageNames) ??
      (isUnsuccessful ? attributes.text(bareError) : null),
  };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function attribute(event: SpanEvent | undefined, name: string): string | null {
  const value = event?.attributes[name];
  return value === undefined ? null : textOf(value);
}
