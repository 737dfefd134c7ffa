import { fieldsOf, jsonOr } from '../chat/json.ts';
import { messageOf } from '../chat/message.ts';
import { readData, readSpanText } from '../chat/read.ts';
import type { AttributeValue, ChatMessage, SpanKind, SpanText } from '../../types.ts';
import { group, row, type Group, type Row, type SpanAttributes } from './span-attributes.ts';

/** All messages of an agent's run in one list: what went in, and the answer at its end. */
const allMessages = row('pydantic_ai.all_messages', 'all_messages_events', 'all_messages');
const finalResult = row('final_result');
/** Mastra: `mastra.<type of the span>.input` and `.output`. */
const mastra = group('mastra.');
/** pydantic-ai: all messages of a call as one JSON list of events. */
const eventList = row('events');

export type Read = (value: unknown) => SpanText | null;

/** Events tell what a tool took and gave as messages; they are its data. */
export function ofEvents(text: SpanText | null, kind: SpanKind): SpanText | null {
  if (text === null || kind !== 'TOOL' || text.form !== 'CHAT' || text.messages.length !== 1) return text;
  const [{ content, parts }] = text.messages as readonly [ChatMessage];
  return content === '' && parts !== undefined ? readData(parts) : readData(content);
}

/** What an agent was asked, or what it answered in the end, of the list of all its messages. The list is shown when both were asked. */
export function ofRun(attributes: SpanAttributes, side: 'input' | 'output'): SpanText | null {
  const sent = attributes.peek(allMessages);
  const text = sent === undefined ? null : readSpanText(sent);
  if (text?.form !== 'CHAT') return side === 'output' ? taken(attributes, finalResult, readData) : null;
  let end = text.messages.length;
  while (end > 0 && text.messages[end - 1]?.role === 'ASSISTANT') end -= 1;
  const ofSide = side === 'input' ? text.messages.slice(0, end) : text.messages.slice(end);
  attributes.show(allMessages);
  if (ofSide.length === 0) return side === 'output' ? taken(attributes, finalResult, readData) : null;
  const last = ofSide.at(-1);
  if (side === 'output' && last !== undefined) attributes.showEqual([finalResult], last.content);
  return { form: 'CHAT', messages: ofSide };
}

export function ofMastra(attributes: SpanAttributes, side: 'input' | 'output', kind: SpanKind, read: Read): SpanText | null {
  if (!attributes.has(mastra)) return null;
  let text: SpanText | null = null;
  attributes.takeEntries(mastra, (name, sent) => {
    if (text !== null || !name.endsWith(`.${side}`) || name.indexOf('.') !== name.length - side.length - 1) return false;
    // An agent's answer is { text } with what else came of it.
    const answer = kind === 'AGENT' || kind === 'LLM' ? fieldsOf(jsonOr(sent)) : null;
    text =
      side === 'output' && typeof answer?.['text'] === 'string' ? { form: 'CHAT', messages: messageOf('ASSISTANT', answer) } : read(sent);
    return text !== null;
  });
  return text;
}

export function shown(attributes: SpanAttributes, names: Row): AttributeValue | undefined {
  const value = attributes.peek(names);
  if (value !== undefined) attributes.show(names);
  return value;
}

export function taken(attributes: SpanAttributes, names: Row, read: Read, same: readonly Row[] = []): SpanText | null {
  const text = attributes.take(names, read);
  if (text !== null) attributes.show(...same);
  return text;
}

export function messages(
  attributes: SpanAttributes,
  of: Group,
  read: (entries: ReturnType<SpanAttributes['entries']>, role: 'USER' | 'ASSISTANT') => ChatMessage[],
  role: 'USER' | 'ASSISTANT',
  same: readonly Row[],
): SpanText | null {
  if (!attributes.has(of)) return null;
  const chat = read(attributes.entries(of), role);
  // A role alone is no message: what was asked stands elsewhere.
  if (chat.every(isEmpty)) return null;
  attributes.show(...same);
  return { form: 'CHAT', messages: chat };
}

const isEmpty = ({ content, toolCalls, parts, reasoning }: ChatMessage): boolean =>
  content === '' && toolCalls === undefined && parts === undefined && reasoning === undefined;

/** OpenInference's value with its type: a value declared as plain text is not parsed. */
export function value(attributes: SpanAttributes, names: Row, type: Row, read: Read): SpanText | null {
  const sent = attributes.peek(names);
  if (sent === undefined) return null;
  attributes.show(names, type);
  return attributes.peek(type) === 'text/plain' && typeof sent === 'string' ? { form: 'TEXT', text: sent } : read(sent);
}

/** A list whose items may be JSON texts: values to embed, vectors. */
export function readList(value: unknown): SpanText | null {
  return readData(Array.isArray(value) ? value.map(jsonOr) : value);
}

/** pydantic-ai's `events`: those named `gen_ai.choice` are the answer. The list is shown when both sides were asked. */
export function fromEventList(attributes: SpanAttributes, side: 'input' | 'output'): SpanText | null {
  const list = jsonOr(attributes.peek(eventList));
  if (!Array.isArray(list)) return null;
  const isAnswer = (event: unknown): boolean => fieldsOf(event)?.['event.name'] === 'gen_ai.choice';
  const ofSide = list.filter((event) => isAnswer(event) === (side === 'output'));
  const text = ofSide.length === 0 ? null : readSpanText(ofSide);
  if (text?.form !== 'CHAT') return null;
  attributes.show(eventList);
  return text;
}
