import type { Masker } from '../../policies/types.ts';
import type { Attributes, ChatMessage, Span, SpanJudgment, SpanSource, SpanText } from '../types.ts';

/**
 * The span with everything that a person may have written made unreadable: texts, attributes, names, ids. What stays is what it
 * is counted by: kind, times, tokens, cost, and the ids of trace and span, which are hex digits.
 */
export function maskSpan(span: Span, masker: Masker): Span {
  // a value that is removed as a whole is null
  const text = (value: string | null): string | null => (value === null ? null : masker.text(value) || null);
  const id = (value: string | null): string | null => (value === null ? null : masker.id(value));
  return {
    ...span,
    name: masker.text(span.name),
    errorType: text(span.errorType),
    errorMessage: text(span.errorMessage),
    service: text(span.service),
    environment: text(span.environment),
    release: text(span.release),
    appVersion: text(span.appVersion),
    model: text(span.model),
    provider: text(span.provider),
    modelParameters: attributes(span.modelParameters, masker),
    finishReason: text(span.finishReason),
    input: spanText(span.input, masker),
    output: spanText(span.output, masker),
    tools: masker.json(span.tools) as Span['tools'],
    toolName: text(span.toolName),
    toolCallId: id(span.toolCallId),
    sessionId: id(span.sessionId),
    conversationId: id(span.conversationId),
    userId: id(span.userId),
    traceName: text(span.traceName),
    tags: span.tags.map((tag) => masker.text(tag)).filter((tag) => tag !== ''),
    metadata: attributes(span.metadata, masker),
    experimentName: text(span.experimentName),
    variant: text(span.variant),
    promptName: text(span.promptName),
    promptVersion: text(span.promptVersion),
    judgments: span.judgments.map((judgment) => maskJudgment(judgment, masker)),
    attributes: masker.json(span.attributes) as Attributes,
    read: span.read === null ? null : JSON.stringify(masker.json(JSON.parse(span.read))),
    events: span.events.map((event) => ({
      ...event,
      name: masker.text(event.name),
      attributes: masker.json(event.attributes) as Attributes,
    })),
    links: span.links.map((link) => ({ ...link, attributes: masker.json(link.attributes) as Attributes })),
    source: span.source === null ? null : maskSource(span.source, masker),
  };
}

const attributes = (value: Attributes | null, masker: Masker): Attributes | null =>
  value === null ? null : (masker.json(value) as Attributes);

function spanText(value: SpanText | null, masker: Masker): SpanText | null {
  switch (value?.form) {
    case undefined:
      return null;
    case 'TEXT':
      return { form: 'TEXT', text: masker.text(value.text) };
    case 'JSON':
      return { form: 'JSON', value: masker.json(value.value) };
    case 'CHAT':
      return { form: 'CHAT', messages: value.messages.map((message) => maskChatMessage(message, masker)) };
  }
}

function maskChatMessage(message: ChatMessage, masker: Masker): ChatMessage {
  const { content, name, toolCalls, toolCallId, reasoning, parts } = message;
  return {
    ...message,
    content: masker.text(content),
    ...(name === undefined ? {} : { name: masker.text(name) }),
    ...(toolCallId === undefined ? {} : { toolCallId: masker.id(toolCallId) }),
    ...(reasoning === undefined ? {} : { reasoning: masker.text(reasoning) }),
    ...(parts === undefined ? {} : { parts: masker.json(parts) as readonly unknown[] }),
    ...(toolCalls === undefined
      ? {}
      : {
          toolCalls: toolCalls.map((call) => ({
            id: call.id === null ? null : masker.id(call.id),
            name: masker.text(call.name),
            arguments: masker.json(call.arguments),
          })),
        }),
  };
}

function maskJudgment(judgment: SpanJudgment, masker: Masker): SpanJudgment {
  return {
    ...judgment,
    name: masker.text(judgment.name),
    label: judgment.label === null ? null : masker.text(judgment.label),
    explanation: judgment.explanation === null ? null : masker.text(judgment.explanation),
    identifier: judgment.identifier === null ? null : masker.id(judgment.identifier),
  };
}

/** One source stands behind all spans of a request: it is masked once, and they go on sharing it. */
const maskedSources = new WeakMap<Masker, WeakMap<SpanSource, SpanSource>>();

function maskSource(source: SpanSource, masker: Masker): SpanSource {
  let known = maskedSources.get(masker);
  if (known === undefined) maskedSources.set(masker, (known = new WeakMap()));
  let masked = known.get(source);
  if (masked === undefined) {
    masked = {
      resource: masker.json(source.resource) as Attributes,
      scopeName: masker.text(source.scopeName),
      scopeVersion: masker.text(source.scopeVersion),
    };
    known.set(source, masked);
  }
  return masked;
}
