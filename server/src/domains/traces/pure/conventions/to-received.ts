import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue, Attributes, ChatMessage, ReceivedSpan, Span, SpanSource, SpanText } from '../../types.ts';
import { restoredFields, restoredName } from './restored.ts';
import { put } from './span-attributes.ts';
import { toSpan } from './to-span.ts';

type Field = (typeof restoredFields)[number];

/**
 * A stored span as OpenTelemetry tells it: the attributes as they were sent, then names of OpenTelemetry and OpenInference for what was
 * sent in another form (prompts, answers, lists), then, in `fine_tune_lab.span`, what neither tells. `toSpan` reads it as the same span.
 *
 * Missing  judgments, which are evaluations of their own (stored-judgment.ts); OpenTelemetry's kind, flags and state of the trace, which are not stored.
 */
export function toReceived(span: Span): ReceivedSpan {
  const attributes = sentAttributes(span);
  const received: ReceivedSpan = {
    traceId: span.traceId,
    spanId: span.spanId,
    parentId: span.parentId ?? '',
    name: span.name,
    startUs: span.startUs,
    endUs: span.endUs ?? 0,
    statusCode: span.isError ? 2 : span.events.some(({ name }) => name === 'exception') ? 1 : 0,
    statusMessage: span.isError ? (span.errorMessage ?? '') : '',
    attributes,
    events: span.events,
    links: span.links,
    source: span.source ?? sourceOf(span),
  };
  for (const field of differing(span, received)) for (const [name, value] of namesOf(field, span)) put(attributes, name, value);
  for (const field of differing(span, received)) if (field === 'input' || field === 'output') asOwnMessages(attributes, span, field);
  const rest = differing(span, received);
  if (rest.length > 0) attributes[restoredName] = JSON.stringify(Object.fromEntries(rest.map((field) => [field, valueOf(span, field)])));
  return received;
}

/** What is stored of the attributes with its value; of a prompt, an answer or a long text only the length is. */
function sentAttributes({ attributes, read }: Span): Record<string, AttributeValue> {
  const sent: Record<string, AttributeValue> = {};
  const members = read === null ? {} : (JSON.parse(read) as Attributes);
  for (const name in members) {
    const value = members[name] as AttributeValue;
    if (typeof value !== 'object') put(sent, name, value);
  }
  for (const name in attributes) put(sent, name, attributes[name] as AttributeValue);
  return sent;
}

const sourceOf = ({ service }: Span): SpanSource => ({
  resource: service === null ? {} : { 'service.name': service },
  scopeName: '',
  scopeVersion: '',
});

/** The fields that are read otherwise than they are stored. */
function differing(span: Span, received: ReceivedSpan): Field[] {
  const read = toSpan(received);
  return restoredFields.filter((field) => !isDeepStrictEqual(comparable(span, field), comparable(read, field)));
}

/** As it is stored: a cache or reasoning of no tokens is as one that was not reported, and dollars are whole nano-dollars. */
function comparable(span: Span, field: Field): unknown {
  if (field === 'usage') {
    const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = span.usage;
    return [inputTokens, outputTokens, cacheReadTokens ?? 0, cacheWriteTokens ?? 0, reasoningTokens ?? 0];
  }
  if (field === 'reportedCostUsd') return span.reportedCostUsd === null ? null : Math.round(span.reportedCostUsd * 1e9);
  if (field === 'errorType') return span.isError ? span.errorType : null;
  return valueOf(span, field);
}

const valueOf = (span: Span, field: Field): unknown =>
  field === 'read' ? (span.read === null ? null : (JSON.parse(span.read) as unknown)) : span[field];

type Names = readonly (readonly [name: string, value: AttributeValue])[];

const named = (name: string, value: AttributeValue | null): Names => (value === null ? [] : [[name, value]]);
const asJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** The standard names of a field; none where no convention has one. */
function namesOf(field: Field, span: Span): Names {
  switch (field) {
    case 'kind':
      return named('openinference.span.kind', span.kind);
    case 'errorType':
      return named('error.type', span.errorType);
    case 'environment':
      return named('deployment.environment.name', span.environment);
    case 'release':
      return named('langfuse.release', span.release);
    case 'appVersion':
      return named('service.version', span.appVersion);
    case 'model':
      return named('gen_ai.request.model', span.model);
    case 'provider':
      return named('gen_ai.provider.name', span.provider);
    case 'modelParameters':
      return named('llm.invocation_parameters', asJson(span.modelParameters));
    case 'usage':
      return [
        ...named('gen_ai.usage.input_tokens', span.usage.inputTokens),
        ...named('gen_ai.usage.output_tokens', span.usage.outputTokens),
        ...named('gen_ai.usage.cache_read.input_tokens', span.usage.cacheReadTokens),
        ...named('gen_ai.usage.cache_creation.input_tokens', span.usage.cacheWriteTokens),
        ...named('gen_ai.usage.reasoning.output_tokens', span.usage.reasoningTokens),
      ];
    case 'reportedCostUsd':
      return named('gen_ai.usage.cost', span.reportedCostUsd);
    case 'timeToFirstTokenMs':
      return named('gen_ai.response.time_to_first_chunk', span.timeToFirstTokenMs === null ? null : span.timeToFirstTokenMs / 1_000);
    case 'finishReason':
      return named('gen_ai.response.finish_reasons', span.finishReason === null ? null : [span.finishReason]);
    case 'input':
    case 'output':
      return textNames(field, span);
    case 'tools':
      return named('gen_ai.tool.definitions', asJson(span.tools));
    case 'toolName':
      return named('gen_ai.tool.name', span.toolName);
    case 'toolCallId':
      return named('gen_ai.tool.call.id', span.toolCallId);
    case 'sessionId':
      return named('session.id', span.sessionId);
    case 'conversationId':
      return named('gen_ai.conversation.id', span.conversationId);
    case 'userId':
      return named('user.id', span.userId);
    case 'traceName':
      return named('langfuse.trace.name', span.traceName);
    case 'tags':
      return named('tag.tags', span.tags.length === 0 ? null : span.tags);
    case 'metadata':
      return named('metadata', asJson(span.metadata));
    case 'experimentName':
      return named('experiment.name', span.experimentName);
    case 'variant':
      return named('experiment.variant', span.variant);
    case 'promptName':
      return named('gen_ai.prompt.name', span.promptName);
    case 'promptVersion':
      return named('gen_ai.prompt.version', span.promptVersion);
    case 'isError':
    case 'errorMessage':
    case 'service':
    case 'usageReading':
    case 'attributes':
    case 'read':
      return [];
    default:
      throw new Error(`no such field: ${field satisfies never}`);
  }
}

function textNames(side: 'input' | 'output', span: Span): Names {
  const text = span[side];
  if (text === null) return [];
  if (text.form === 'CHAT') return [[`gen_ai.${side}.messages`, JSON.stringify(text.messages.map(conventional))]];
  if (span.kind === 'TOOL') return [[`gen_ai.tool.call.${side === 'input' ? 'arguments' : 'result'}`, plain(text)]];
  return [
    [`${side}.value`, plain(text)],
    [`${side}.mime_type`, text.form === 'TEXT' ? 'text/plain' : 'application/json'],
  ];
}

const plain = (text: Exclude<SpanText, { form: 'CHAT' }>): string =>
  text.form === 'TEXT' ? text.text : (JSON.stringify(text.value) ?? '');

/** A message in parts, as OpenTelemetry's convention has it. */
function conventional({ role, content, name, toolCalls = [], toolCallId, reasoning, parts = [] }: ChatMessage): object {
  const words =
    role === 'TOOL'
      ? [{ type: 'tool_call_response', id: toolCallId ?? null, response: content }]
      : content === ''
        ? []
        : [{ type: 'text', content }];
  return {
    role: role.toLowerCase(),
    ...(name !== undefined && { name }),
    parts: [
      ...(reasoning === undefined ? [] : [{ type: 'reasoning', content: reasoning }]),
      ...words,
      ...toolCalls.map(({ id, name: tool, arguments: given }) => ({ type: 'tool_call', id, name: tool, arguments: given })),
      ...parts,
    ],
  };
}

/** What the convention's form does not tell whole is written in the product's own. */
function asOwnMessages(attributes: Record<string, AttributeValue>, span: Span, side: 'input' | 'output'): void {
  const text = span[side];
  if (text?.form === 'CHAT') attributes[`gen_ai.${side}.messages`] = JSON.stringify(text.messages);
}
