import { joinedStream } from 'importer/stream';
import type { ChatMessage, Span, SpanText } from '../../types.ts';
import { besideOf, nothingBeside, type Beside } from './beside.ts';
import { readEnvelope } from './envelope.ts';
import { fieldsOf, jsonOr, parseJson } from './json.ts';
import { readList } from './list.ts';
import { readLines } from './lines.ts';
import { readMessage } from './message.ts';
import { pythonValue } from './python.ts';
import { withoutDefinitions } from './tools.ts';

/** How many envelopes may stand in each other. */
const maxEnvelopes = 3;

/**
 * What went into a span or came out of it: a chat where it reads as one, else the JSON value, else the text. JSON text is parsed first.
 *
 * Null   nothing: undefined, null or an empty text.
 */
export function readSpanText(value: unknown): SpanText | null {
  return readWhole(value).text;
}

/** As `readSpanText`, with what stood beside a conversation in its envelope: settings, counts, tools. */
export function readWhole(value: unknown): { text: SpanText | null; beside: Beside } {
  if (value === undefined || value === null || value === '') return { text: null, beside: nothingBeside };
  const whole = typeof value === 'string' ? parseJson(value) : value;
  const parsed = joinedStream(whole ?? value, jsonOr) ?? whole;
  if (parsed === undefined || typeof parsed === 'string') {
    const text = parsed ?? (value as string);
    const lines = text === '' ? null : chatOfText(text);
    return {
      text: text === '' ? null : lines === null ? { form: 'TEXT', text } : { form: 'CHAT', messages: lines },
      beside: nothingBeside,
    };
  }
  const { value: sent, tools } = definitionsApart(parsed);
  const messages = chatOfValue(sent);
  if (messages === null) return { text: { form: 'JSON', value: parsed }, beside: nothingBeside };
  const beside = besideOf(sent);
  return { text: { form: 'CHAT', messages }, beside: tools === null ? beside : { ...beside, tools: [...(beside.tools ?? []), ...tools] } };
}

/** A conversation without the definitions of tools among its messages, and these. */
function definitionsApart(value: unknown): { value: unknown; tools: readonly unknown[] | null } {
  if (Array.isArray(value)) {
    const { messages, tools } = withoutDefinitions(value);
    return { value: messages, tools };
  }
  const list = fieldsOf(value)?.['messages'];
  if (!Array.isArray(list)) return { value, tools: null };
  const { messages, tools } = withoutDefinitions(list);
  return tools === null ? { value, tools } : { value: { ...(value as object), messages }, tools };
}

/** As `readSpanText`, of what is no conversation whatever it looks like: arguments and results of tools, documents, vectors. */
export function readData(value: unknown): SpanText | null {
  if (value === undefined || value === null || value === '') return null;
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  if (parsed === undefined || typeof parsed === 'string') {
    const text = parsed ?? (value as string);
    return text === '' ? null : { form: 'TEXT', text };
  }
  return { form: 'JSON', value: parsed };
}

/**
 * The conversation in whatever a framework sends as input or output: a request or a response of OpenAI (both APIs), Anthropic,
 * Gemini or Bedrock, messages of LangChain, LlamaIndex, the AI SDK, pydantic-ai, agno, google-adk, OpenTelemetry.
 *
 * Null   it does not read as one as a whole: one thing in a list that is no message leaves the list what it is.
 */
export function readChat(value: unknown): ChatMessage[] | null {
  if (typeof value !== 'string') return chatOfValue(value);
  const parsed = parseJson(value);
  return parsed === undefined ? chatOfText(value) : typeof parsed === 'string' ? chatOfText(parsed) : chatOfValue(parsed);
}

/** Speakers line by line, or what Python printed. */
function chatOfText(text: string): ChatMessage[] | null {
  return readLines(text) ?? chatOfValue(pythonValue(text));
}

function chatOfValue(value: unknown): ChatMessage[] | null {
  if (Array.isArray(value)) return readList(value);
  const fields = fieldsOf(value);
  return fields === null ? null : (readMessage(fields) ?? readEnvelope(fields, maxEnvelopes));
}

/** Prompt and answer of a span as one conversation. An input that is no chat is one message of the user, an output one of the assistant. */
export function chatOf(span: Span): ChatMessage[] {
  return [...messagesOf('USER', span.input), ...messagesOf('ASSISTANT', span.output)];
}

function messagesOf(role: 'USER' | 'ASSISTANT', text: SpanText | null): readonly ChatMessage[] {
  if (text === null) return [];
  switch (text.form) {
    case 'CHAT':
      return text.messages;
    case 'TEXT':
      return [{ role, content: text.text }];
    case 'JSON':
      return [{ role, content: JSON.stringify(text.value) }];
    default:
      throw new Error(`no such form: ${text satisfies never}`);
  }
}
