import { hash } from 'node:crypto';
import { spanIdOf, traceIdOf } from '../../messages/pure/trace-ids.ts';
import { emptySpan, type AttributeValue, type Attributes, type ReceivedLog, type Span, type SpanAmendment } from '../types.ts';
import { readSpanText } from './chat/read.ts';
import { numberOf, textOf } from './conventions/span-attributes.ts';
import { toSpan } from './conventions/to-span.ts';

/** What a record of Claude Code tells. */
export type ClaudeCodeEvent =
  | { readonly is: 'span'; readonly span: Span }
  /** The text of a model's answer, which is reported beside its request. */
  | { readonly is: 'answer'; readonly amendment: SpanAmendment };

const prefix = 'claude_code.';
const service = 'claude-code';
/** What stands where a text is not sent. */
const redacted = '<REDACTED>';

/** How each event is read: as a span of Claude Code's own tracing. */
const typeOfEvent: Readonly<Record<string, string>> = {
  user_prompt: 'interaction',
  api_request: 'llm_request',
  api_error: 'llm_request',
  tool_result: 'tool',
};

/**
 * What Claude Code reports of a session where it exports log records and no spans
 * (https://code.claude.com/docs/en/monitoring-usage#events): a trace for each prompt, whose root is the prompt, and below it the requests to
 * the model and the tools that ran; other events stand under these. null: the record is none of Claude Code's, or belongs to a span, which
 * tells the same itself.
 *
 * Ids come from the ids of prompt, request and tool call, so that a record that is sent again changes nothing.
 */
export function readClaudeCode(log: ReceivedLog): ClaudeCodeEvent | null {
  const event = eventOf(log);
  if (event === null) return null;
  const isTold = typeOfEvent[event] !== undefined || event === 'assistant_response';
  if (log.traceId !== '' && isTold) return null;
  const { attributes } = log;
  const of = (name: string): string | null => textOf(attributes[name] ?? null);
  const session = of('session.id');
  const prompt = of('prompt.id');
  const own = hash('sha256', `${event}${log.atUs}${JSON.stringify(attributes)}`, 'hex');
  const traceId = traceIdOf(prompt ?? session ?? own);
  const root = prompt === null ? null : spanIdOf(`${prompt} user_prompt`);
  const requestId = of('request_id');
  const spanOfRequest = spanIdOf(requestId === null ? own : `${session} ${requestId}`);
  const atUs = log.atUs !== 0 ? log.atUs : (instantUs(of('event.timestamp')) ?? 0);
  if (event === 'assistant_response') {
    const content = of('response');
    if (requestId === null || content === null || content === redacted) return null;
    return { is: 'answer', amendment: { traceId, spanId: spanOfRequest, atUs, output: [{ role: 'ASSISTANT', content }] } };
  }
  const toolCallId = of('tool_use_id');
  const spanOfTool = spanIdOf(toolCallId === null ? own : `${session} ${toolCallId}`);
  const type = typeOfEvent[event];
  if (type === undefined) {
    const belongsTo = requestId !== null ? spanOfRequest : toolCallId !== null ? spanOfTool : root;
    const place = log.traceId === '' ? { traceId, parentId: belongsTo ?? '' } : { traceId: traceIdOf(log.traceId), parentId: log.spanId };
    return { is: 'span', span: otherEvent(log, event, { ...place, spanId: spanIdOf(own), atUs }) };
  }
  const isRoot = event === 'user_prompt';
  const spanId = isRoot ? (root ?? spanIdOf(own)) : event === 'tool_result' ? spanOfTool : spanOfRequest;
  const durationUs = Math.round(Math.max(0, numberOf(attributes['duration_ms'] ?? null) ?? 0) * 1_000);
  const read = toSpan({
    traceId,
    spanId,
    parentId: isRoot || root === null ? '' : root,
    name: prefix + event,
    startUs: atUs - durationUs,
    endUs: atUs,
    statusCode: 0,
    statusMessage: '',
    attributes: { ...attributes, ...asOfSpan(event, type, attributes) },
    events: [],
    links: [],
    source: log.source,
  });
  const isCall = type === 'llm_request';
  return {
    is: 'span',
    span: {
      ...read,
      // Here it numbers what a person asked, and names no template.
      promptName: null,
      provider: isCall ? (read.provider ?? 'anthropic') : read.provider,
      attributes: asSent(read.attributes, attributes, isRoot && read.input !== null),
      read: read.read?.replace('"user_prompt":', '"prompt":') ?? null,
    },
  };
}

/**
 * An event that no span tells: a decision about a tool, the body of a request or an answer, a hook, a connection. It stands under the
 * request or the tool that it names, else under the prompt, and is no failure of its own.
 */
function otherEvent(
  { attributes, source }: ReceivedLog,
  event: string,
  place: { readonly traceId: string; readonly parentId: string; readonly spanId: string; readonly atUs: number },
): Span {
  const { atUs, ...ids } = place;
  const read = toSpan({
    ...ids,
    name: prefix + event,
    startUs: atUs,
    endUs: atUs,
    statusCode: 0,
    statusMessage: '',
    attributes,
    events: [],
    links: [],
    source,
  });
  const text = readSpanText(attributes['body']);
  const { body, 'session.id': _session, 'user.id': _user, ...rest } = attributes;
  return {
    ...emptySpan,
    ...ids,
    parentId: ids.parentId === '' ? null : ids.parentId,
    name: read.name,
    kind: 'EVENT',
    startUs: atUs,
    endUs: atUs,
    service: read.service,
    environment: read.environment,
    release: read.release,
    appVersion: read.appVersion,
    sessionId: read.sessionId,
    userId: read.userId,
    input: event === 'api_request_body' ? text : null,
    output: event === 'api_response_body' ? text : null,
    attributes: text !== null && event.startsWith('api_re') ? rest : { ...rest, ...(body === undefined ? null : { body }) },
    source,
  };
}

/** Without its prefix; null: it is no event of Claude Code. */
function eventOf({ eventName, body, source }: ReceivedLog): string | null {
  for (const name of [eventName, body]) if (typeof name === 'string' && name.startsWith(prefix)) return name.slice(prefix.length);
  return source.resource['service.name'] === service && eventName !== '' ? eventName : null;
}

/** The names that a span of Claude Code has for what an event tells. */
function asOfSpan(event: string, type: string, attributes: Attributes): Attributes {
  const of: Record<string, AttributeValue> = { 'span.type': type };
  if (event === 'user_prompt' && attributes['prompt'] !== undefined && attributes['prompt'] !== redacted)
    of['user_prompt'] = attributes['prompt'];
  if (event === 'api_error') {
    of['success'] = 'false';
    if (attributes['status_code'] !== undefined) of['http.response.status_code'] = attributes['status_code'];
  }
  if (event === 'tool_result' && attributes['error_type'] !== undefined) of['error.type'] = attributes['error_type'];
  return of;
}

/** What is left of the attributes that were sent. */
function asSent(left: Attributes, sent: Attributes, isPromptShown: boolean): Attributes {
  const kept: Record<string, AttributeValue> = {};
  for (const name of Object.keys(left)) if (Object.hasOwn(sent, name)) kept[name] = left[name] as AttributeValue;
  if (isPromptShown) delete kept['prompt'];
  if (sent['prompt.id'] !== undefined) kept['prompt.id'] = sent['prompt.id'];
  return kept;
}

function instantUs(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms * 1_000;
}
