import type { ChatToolCall } from '../../types.ts';
import { fieldsOf, firstOf, jsonOr, named, type Fields } from './json.ts';
import { refusalPart } from './refusal.ts';

/** What a tool gave back, as a part of a message or as a message of its own. */
export interface ToolResult {
  readonly callId: string | undefined;
  readonly name: string | undefined;
  readonly content: string;
  readonly parts: readonly unknown[];
}

/** The parts of one message's content, by what they are. */
export interface Pieces {
  readonly texts: string[];
  readonly reasoning: string[];
  readonly toolCalls: ChatToolCall[];
  readonly results: ToolResult[];
  /** Images, audio, files and whatever is not known, as sent. */
  readonly others: unknown[];
}

export const noPieces = (): Pieces => ({ texts: [], reasoning: [], toolCalls: [], results: [], others: [] });

/**
 * Sorts content into pieces: a text, one part, or a list of parts. The parts' names of all providers fit beside each other: each
 * of OpenAI, Anthropic, Gemini, Bedrock, the AI SDK, LangChain and OpenTelemetry calls its parts something else.
 */
export function addContent(pieces: Pieces, content: unknown): void {
  if (content === undefined || content === null) return;
  if (typeof content === 'string') pieces.texts.push(content);
  else if (Array.isArray(content)) for (const part of content) addContent(pieces, part);
  else if (typeof content === 'object') addPart(pieces, content as Fields);
  else pieces.texts.push(String(content));
}

function addPart(pieces: Pieces, part: Fields): void {
  const type = named(part['type']) ?? named(part['block_type']) ?? '';
  switch (type) {
    case 'text':
    case 'input_text':
    case 'output_text':
    case 'summary_text':
    case 'refusal': {
      if (type === 'refusal') pieces.others.push(refusalPart());
      const text = firstOf(part, 'text', 'content', 'refusal', 'value');
      // OpenAI's assistants API has { text: { value } }.
      const inner = fieldsOf(text)?.['value'] ?? text;
      if (typeof inner === 'string') pieces.texts.push(inner);
      else pieces.others.push(part);
      addCitations(pieces, part['citations'] ?? part['annotations']);
      return;
    }
    case 'thinking':
    case 'reasoning':
    case 'thought':
    case 'reasoning_content':
    case 'reasoning.text':
    case 'reasoning.summary':
      return addReasoning(pieces, part);
    case 'redacted_thinking':
    case 'redacted-reasoning':
    case 'reasoning.encrypted':
      pieces.others.push(hiddenReasoning(part));
      return;
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use':
    case 'tool_call':
    case 'tool-call':
    case 'function_call':
    case 'function':
    case 'custom_tool_call':
    case 'toolCall': {
      const call = readToolCall(part);
      if (call === null) pieces.others.push(part);
      else pieces.toolCalls.push(call);
      return;
    }
    case 'server_tool_call': {
      const call = readToolCall({ ...part, arguments: ofServerTool(part['server_tool_call'], 'arguments', 'input') });
      if (call === null) pieces.others.push(part);
      else pieces.toolCalls.push(call);
      return;
    }
    case 'server_tool_call_response':
      pieces.results.push(
        readToolResult({ ...part, content: ofServerTool(part['server_tool_call_response'], 'response', 'content', 'output', 'result') }),
      );
      return;
    case 'tool_result':
    case 'tool_call_response':
    case 'tool-result':
    case 'function_call_output':
    case 'custom_tool_call_output':
    case 'toolResult':
      pieces.results.push(readToolResult(part));
      return;
  }
  if (type === '') addUntyped(pieces, part);
  // Anthropic's results of tools that it runs itself, each with a type of its own ("web_search_tool_result").
  else if (type.endsWith('_tool_result')) pieces.results.push(readToolResult(part));
  else pieces.others.push(part);
}

/** What OpenTelemetry's parts tell of a tool that the provider runs: under one of these names, else all but its type. */
function ofServerTool(value: unknown, ...names: readonly string[]): unknown {
  const fields = fieldsOf(value);
  if (fields === null) return value;
  const { type: _type, ...rest } = fields;
  return firstOf(fields, ...names) ?? (Object.keys(rest).length === 0 ? undefined : rest);
}

/** Gemini, Bedrock and plain frameworks name a part by its only field. */
function addUntyped(pieces: Pieces, part: Fields): void {
  const call = fieldsOf(firstOf(part, 'functionCall', 'function_call', 'toolUse'));
  const result = fieldsOf(firstOf(part, 'functionResponse', 'function_response', 'toolResult'));
  const thinking = fieldsOf(part['reasoningContent']);
  const read = call === null ? null : readToolCall(call);
  if (read !== null) pieces.toolCalls.push(read);
  else if (result !== null) pieces.results.push(readToolResult(result));
  else if (thinking !== null) addReasoning(pieces, fieldsOf(thinking['reasoningText']) ?? thinking);
  else if (part['text'] === '' && typeof (part['thoughtSignature'] ?? part['thought_signature']) === 'string')
    pieces.others.push(hiddenReasoning(part));
  else if (typeof part['text'] === 'string') (part['thought'] === true ? pieces.reasoning : pieces.texts).push(part['text']);
  else if (fieldsOf(part['message_content']) !== null) addFlattened(pieces, part['message_content'] as Fields);
  else pieces.others.push(part);
}

/** OpenInference puts each part under `message_content`, and what an image is under `image.image.url`. */
function addFlattened(pieces: Pieces, part: Fields): void {
  const image = fieldsOf(fieldsOf(part['image'])?.['image'])?.['url'];
  if (typeof image === 'string') pieces.others.push({ type: 'image_url', image_url: { url: image } });
  else addPart(pieces, part);
}

function addReasoning(pieces: Pieces, part: Fields): void {
  const raw = firstOf(part, 'thinking', 'text', 'reasoning', 'reasoning_content', 'content', 'summary');
  const inner = noPieces();
  addContent(inner, raw);
  const texts = inner.texts.filter((text) => text !== '');
  if (texts.length > 0) pieces.reasoning.push(...texts);
  // A signature or a ciphertext alone is no text, but it was there.
  else if (ciphers.some((name) => part[name] !== undefined && part[name] !== null)) pieces.others.push(hiddenReasoning(part));
  else if (raw === undefined) pieces.others.push(part);
}

/** Where providers put reasoning that they keep to themselves. */
const ciphers = [
  'encrypted_content',
  'encryptedContent',
  'signature',
  'thoughtSignature',
  'thought_signature',
  'data',
  'redactedContent',
  'redacted_content',
  'providerOptions',
  'providerMetadata',
] as const;

/** Reasoning that its provider keeps to itself: a signature, a ciphertext. It is shown as there, and never as text. */
const hiddenReasoning = (part: Fields): Fields => ({ ...part, type: 'reasoning', hidden: true });

export const isHidden = (part: unknown): boolean => fieldsOf(part)?.['hidden'] === true && fieldsOf(part)?.['type'] === 'reasoning';

/** What a text refers to stays with its message, as a part of its own. */
export function addCitations(pieces: Pieces, citations: unknown): void {
  if (Array.isArray(citations) && citations.length > 0) pieces.others.push({ type: 'citations', citations });
}

/** One call of a tool in any of its forms; null: it names no tool. */
export function readToolCall(value: unknown): ChatToolCall | null {
  const call = fieldsOf(value);
  if (call === null) return null;
  const inner = fieldsOf(jsonOr(call['function'])) ?? fieldsOf(call['tool_call']) ?? call;
  if (inner === call['tool_call']) return readToolCall(inner);
  const name = named(firstOf(inner, 'name', 'toolName', 'tool_name', 'function_name')) ?? named(firstOf(call, 'name', 'toolName'));
  if (name === undefined) return null;
  const id = firstOf(call, 'call_id', 'id', 'toolCallId', 'toolUseId', 'tool_call_id', 'tool_use_id');
  const raw = firstOf(inner, 'arguments', 'args', 'input', 'parameters', 'tool_kwargs') ?? firstOf(call, 'arguments', 'args', 'input');
  return { id: typeof id === 'string' && id !== '' ? id : null, name, arguments: raw === undefined || raw === '' ? {} : jsonOr(raw) };
}

export function readToolResult(result: Fields): ToolResult {
  const callId = named(firstOf(result, 'tool_use_id', 'toolCallId', 'call_id', 'toolUseId', 'tool_call_id', 'id'));
  const name = named(firstOf(result, 'name', 'toolName', 'tool_name'));
  return { callId, name, ...resultContent(firstOf(result, 'content', 'output', 'response', 'result')) };
}

/** A result as text: its texts where it has nothing else but them and files, else the JSON that it is. */
export function resultContent(raw: unknown): { content: string; parts: readonly unknown[] } {
  if (raw === undefined) return { content: '', parts: [] };
  if (typeof raw === 'string') return { content: raw, parts: [] };
  if (Array.isArray(raw) && raw.length > 0 && raw.every((part) => isContentPart(part))) {
    const pieces = noPieces();
    addContent(pieces, raw);
    // A tool may give back a list of functions: its result is what it is.
    if (pieces.toolCalls.length === 0 && pieces.results.length === 0 && pieces.reasoning.length === 0)
      return { content: joined(pieces.texts), parts: pieces.others };
  }
  // Bedrock says so, too, by the only field of a part.
  const [only, another] = Array.isArray(raw) ? (raw as unknown[]) : [];
  const json = another === undefined ? fieldsOf(only) : null;
  if (json !== null && json['json'] !== undefined && Object.keys(json).length === 1) return resultContent(json['json']);
  const fields = fieldsOf(raw);
  // The AI SDK says what kind of value it is: { type: 'text', value }, { type: 'json', value }.
  if (fields !== null && typeof fields['type'] === 'string' && fields['value'] !== undefined) return resultContent(fields['value']);
  return { content: JSON.stringify(raw), parts: [] };
}

const joined = (texts: readonly string[]): string => texts.join('\n\n');

function isContentPart(part: unknown): boolean {
  const fields = fieldsOf(part);
  return (
    fields !== null &&
    (typeof fields['type'] === 'string' ||
      typeof fields['block_type'] === 'string' ||
      (typeof fields['text'] === 'string' && Object.keys(fields).length === 1))
  );
}
