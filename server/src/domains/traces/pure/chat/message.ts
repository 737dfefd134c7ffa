import type { ChatMessage, ChatRole, ChatToolCall } from '../../types.ts';
import { fieldsOf, firstOf, jsonOr, named, type Fields } from './json.ts';
import { addCitations, addContent, noPieces, readToolCall, resultContent, type Pieces, type ToolResult } from './pieces.ts';

/** Roles in all conventions' words, LangChain's types and its classes. */
const roles = new Map<string, ChatRole>([
  ['system', 'SYSTEM'],
  ['developer', 'SYSTEM'],
  ['SystemMessage', 'SYSTEM'],
  ['SystemMessageChunk', 'SYSTEM'],
  ['user', 'USER'],
  ['human', 'USER'],
  ['HumanMessage', 'USER'],
  ['HumanMessageChunk', 'USER'],
  ['assistant', 'ASSISTANT'],
  ['ai', 'ASSISTANT'],
  ['model', 'ASSISTANT'],
  ['chatbot', 'ASSISTANT'],
  ['AIMessage', 'ASSISTANT'],
  ['AIMessageChunk', 'ASSISTANT'],
  ['tool', 'TOOL'],
  ['function', 'TOOL'],
  ['ipython', 'TOOL'],
  ['tool_response', 'TOOL'],
  ['ToolMessage', 'TOOL'],
  ['ToolMessageChunk', 'TOOL'],
  ['FunctionMessage', 'TOOL'],
]);

export function roleOf(word: unknown): ChatRole | null {
  return typeof word === 'string' ? (roles.get(word) ?? roles.get(word.toLowerCase()) ?? null) : null;
}

/** Where a message's own words stand, in all conventions. */
const contentNames = ['content', 'contents', 'parts', 'text', 'blocks'] as const;
const traits = [
  ...contentNames,
  'tool_calls',
  'toolCalls',
  'function_call',
  'function_call_name',
  'reasoning_content',
  'refusal',
  'output',
  'response',
] as const;

/**
 * The messages that one value tells, if it is a message. Mostly one; results of tools within a message (Anthropic puts them into
 * the user's) become messages of their own before what is left of it.
 *
 * `names` are the tools that were called before: LangChain.js gives a tool's answer the tool's name as its role.
 */
export function readMessage(value: unknown, names: ReadonlySet<string> = noNames): ChatMessage[] | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const serialized = langchainFields(fields);
  if (serialized !== null) return serialized.role === null ? null : withRole(serialized.role, serialized.fields);
  if (fields['_role'] !== undefined) return readMessage(unmarked(fields), names);
  const role = roleOf(fields['role']);
  if (role !== null) return hasTrait(fields) ? withRole(role, fields) : null;
  if (typeof fields['role'] === 'string') {
    if (!hasTrait(fields)) return null;
    if (names.has(fields['role']) || named(fields['tool_call_id']) !== undefined)
      return withRole('TOOL', { ...fields, name: fields['role'] });
    return null;
  }
  const ofType = roleOf(fields['type']);
  // LangChain's { type: 'human', content } and { type: 'human', data: { content } }; a part of a message has other types.
  if (ofType !== null && fields['type'] !== 'function') {
    const data = fieldsOf(fields['data']) ?? fields;
    return hasTrait(data) ? withRole(ofType, data) : null;
  }
  // An OpenAI choice, an OpenInference message, a `gen_ai.choice` event. Their message may leave the role out.
  const inner = fieldsOf(fields['message']) ?? fieldsOf(fields['delta']);
  if (inner !== null)
    return (
      readMessage(inner) ??
      ('finish_reason' in fields || 'index' in fields ? (hasTrait(inner) ? withRole('ASSISTANT', inner) : null) : null)
    );
  return null;
}

/** Haystack marks the fields of a message as its own: `_role`, `_content`. */
const unmarked = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.replace(/^_/, ''), value]));

const noNames: ReadonlySet<string> = new Set();

/** A message that is known to be one; a role that it says itself comes first. */
export function messageOf(role: ChatRole, value: unknown): ChatMessage[] {
  const fields = fieldsOf(value);
  return fields !== null && hasTrait(fields)
    ? withRole(roleOf(fields['role']) ?? role, fields)
    : fromPieces(role, piecesOf(value), undefined, undefined);
}

function hasTrait(fields: Fields): boolean {
  return traits.some((trait) => fields[trait] !== undefined);
}

/** A LangChain message as its own serializer writes it; null: it is not one. `role` null: another object of LangChain's. */
function langchainFields(fields: Fields): { role: ChatRole | null; fields: Fields } | null {
  const kwargs = fieldsOf(fields['kwargs']) ?? fieldsOf(fields['lc_kwargs']);
  if (kwargs === null) return null;
  const path = Array.isArray(fields['id']) ? fields['id'] : Array.isArray(fields['lc_id']) ? fields['lc_id'] : null;
  const className = path === null ? undefined : path.at(-1);
  if (path === null && fields['lc_kwargs'] === undefined) return null;
  const role = roleOf(className) ?? roleOf(kwargs['role']) ?? roleOf(kwargs['type']) ?? roleOf(fields['type']);
  return { role: hasTrait(kwargs) ? role : null, fields: kwargs };
}

function withRole(role: ChatRole, fields: Fields): ChatMessage[] {
  const name = named(fields['name']);
  const more = fieldsOf(fields['additional_kwargs']); // LangChain's and LlamaIndex's place for what providers add
  const callId = named(firstOf(fields, 'tool_call_id', 'toolCallId', 'call_id') ?? more?.['tool_call_id']);
  const content = firstOf(fields, ...contentNames);
  if (role === 'TOOL' && !holdsResults(content)) {
    const result = resultContent(content ?? firstOf(fields, 'output', 'response', 'result'));
    return [toolMessage({ callId: callId ?? named(fields['id']), name: name ?? named(fields['tool_name']), ...result })];
  }
  const pieces = piecesOf(content);
  // OpenAI tells a refusal beside a content that is null, and some frameworks beside an empty one.
  const refusal = named(fields['refusal']);
  if (refusal !== undefined) {
    if (content === '') pieces.texts.length = 0;
    addContent(pieces, { type: 'refusal', refusal });
  }
  addCalls(pieces, firstOf(fields, 'tool_calls', 'toolCalls') ?? more?.['tool_calls']);
  addCalls(pieces, fields['function_call'] ?? oldFunctionCall(fields));
  const reasoning = firstOf(fields, 'reasoning_content', 'reasoning', 'thinking') ?? more?.['reasoning_content'];
  if (typeof reasoning === 'string' && reasoning !== '') pieces.reasoning.push(reasoning);
  addBeside(pieces, fields);
  return fromPieces(role, pieces, name, callId);
}

/** What providers put beside the content of an answer: audio, images, what it refers to, thoughts in parts. */
function addBeside(pieces: Pieces, fields: Fields): void {
  if (fieldsOf(fields['audio']) !== null) pieces.others.push({ type: 'audio', audio: fields['audio'] });
  if (Array.isArray(fields['images'])) pieces.others.push(...fields['images']);
  addCitations(pieces, fields['annotations'] ?? fields['citations']);
  const details = fields['reasoning_details'] ?? fields['thinking_blocks'];
  if (!Array.isArray(details)) return;
  const found = noPieces();
  addContent(found, details);
  pieces.others.push(...found.others);
  if (pieces.reasoning.length === 0) pieces.reasoning.push(...found.reasoning);
}

/** OpenInference's names of the call that OpenAI had before tools. */
function oldFunctionCall(fields: Fields): unknown {
  const name = named(fields['function_call_name']);
  return name === undefined ? undefined : { name, arguments: fields['function_call_arguments_json'] };
}

function holdsResults(content: unknown): boolean {
  return Array.isArray(content) && piecesOf(content).results.length > 0;
}

function piecesOf(content: unknown): Pieces {
  const pieces = noPieces();
  addContent(pieces, content);
  return pieces;
}

/** Calls that stand beside the content. LangChain tells those of Anthropic in both places. */
function addCalls(pieces: Pieces, sentCalls: unknown): void {
  const calls = jsonOr(sentCalls); // Koog's exporter for Langfuse writes them as a text
  for (const sent of Array.isArray(calls) ? calls : calls === undefined || calls === null ? [] : [calls]) {
    const call = readToolCall(sent);
    if (call !== null && !(call.id !== null && pieces.toolCalls.some(({ id }) => id === call.id))) pieces.toolCalls.push(call);
  }
}

/** What the pieces of one message make: results of tools first, each by itself, then the message if anything of it is left. */
function fromPieces(role: ChatRole, pieces: Pieces, name: string | undefined, callId: string | undefined): ChatMessage[] {
  const results = pieces.results.map(toolMessage);
  const isLeft = pieces.texts.length > 0 || pieces.toolCalls.length > 0 || pieces.others.length > 0 || pieces.reasoning.length > 0;
  if (results.length > 0 && !isLeft) return results;
  const toolCalls: readonly ChatToolCall[] = pieces.toolCalls;
  const message: ChatMessage = {
    role,
    content: pieces.texts.length === 1 ? (pieces.texts[0] as string) : pieces.texts.join('\n\n'),
    ...(name === undefined ? null : { name }),
    ...(toolCalls.length === 0 ? null : { toolCalls }),
    ...(role !== 'TOOL' || callId === undefined ? null : { toolCallId: callId }),
    ...(pieces.reasoning.length === 0 ? null : { reasoning: pieces.reasoning.join('\n\n') }),
    ...(pieces.others.length === 0 ? null : { parts: pieces.others }),
  };
  // What an assistant's message tells as well is what a provider's own tool gave: it follows the call.
  return role === 'ASSISTANT' ? [message, ...results] : [...results, message];
}

export function toolMessage({ callId, name, content, parts }: ToolResult): ChatMessage {
  return {
    role: 'TOOL',
    content,
    ...(name === undefined ? null : { name }),
    ...(callId === undefined ? null : { toolCallId: callId }),
    ...(parts.length === 0 ? null : { parts }),
  };
}
