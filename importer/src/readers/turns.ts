import { isObject, textOf } from '../values.ts';
import type { Fields } from './reader.ts';

/** One turn of a conversation, in whatever form it came. */
export interface Turn {
  readonly role: 'USER' | 'ASSISTANT' | 'SYSTEM' | 'TOOL';
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
  /** The call that it answers. */
  readonly callId: string | null;
  /** Members that have no place of their own. */
  readonly rest: Fields;
}

export interface ToolCall {
  readonly id: string | null;
  readonly name: string;
  readonly arguments: unknown;
}

const roles: Readonly<Record<string, Turn['role']>> = {
  user: 'USER',
  human: 'USER',
  customer: 'USER',
  prompter: 'USER',
  assistant: 'ASSISTANT',
  gpt: 'ASSISTANT',
  chatgpt: 'ASSISTANT',
  bot: 'ASSISTANT',
  bard: 'ASSISTANT',
  bing: 'ASSISTANT',
  claude: 'ASSISTANT',
  ai: 'ASSISTANT',
  model: 'ASSISTANT',
  assistant_reply: 'ASSISTANT',
  function_call: 'ASSISTANT',
  tool_call: 'ASSISTANT',
  system: 'SYSTEM',
  developer: 'SYSTEM',
  tool: 'TOOL',
  function: 'TOOL',
  observation: 'TOOL',
  ipython: 'TOOL',
  tool_response: 'TOOL',
  function_response: 'TOOL',
};

/** The turns of a list, or why it has none. */
export function turnsOf(list: unknown, path: string): readonly Turn[] | { readonly field: string; readonly reason: string } {
  if (typeof list === 'string') return [{ ...noTurn, role: 'USER', content: list }];
  const items = isObject(list) ? [list] : list;
  if (!Array.isArray(items) || items.length === 0) return { field: path, reason: 'has no messages' };
  const turns: Turn[] = [];
  for (const [index, item] of (items as unknown[]).entries()) {
    const turn = turnOf(item);
    if (typeof turn === 'string') return { field: `${path}[${index}]`, reason: turn };
    turns.push(turn);
  }
  return turns;
}

const noTurn = { toolCalls: [], callId: null, rest: {} };

/** One message, or why it is none. */
export function turnOf(item: unknown): Turn | string {
  if (!isObject(item)) return 'is not a message: an object with a role and a content is expected';
  const spoken = textOf(item['role']) ?? textOf(item['from']) ?? textOf(item['speaker']);
  if (spoken === null) return 'has no role';
  const role = roles[spoken.toLowerCase()];
  if (role === undefined)
    return `has the role ${JSON.stringify(spoken)}; user, assistant, system, tool and their usual other names are known`;
  const { content, value, text, parts, role: _role, from, speaker: _speaker, tool_calls, function_call, tool_call_id, ...rest } = item;
  const body = content ?? value ?? text ?? parts;
  const kept: Record<string, unknown> = { ...rest };
  // Of two bodies the first is the text.
  if (content !== undefined && content !== null && value !== undefined) kept['value'] = value;
  if ((content ?? value) !== undefined && (content ?? value) !== null && text !== undefined) kept['text'] = text;
  const asCalls = spoken === 'function_call' || spoken === 'tool_call' ? callsIn(body) : null;
  const read = asCalls === null ? contentOf(body) : { text: '', calls: [], parts: null, callId: null };
  if (read.parts !== null) kept['parts'] = read.parts;
  if (from !== undefined && item['role'] !== undefined) kept['from'] = from;
  const calls = [
    ...callsOf(tool_calls),
    ...callsOf(function_call === undefined || function_call === null ? undefined : [function_call]),
    ...read.calls,
    ...(asCalls ?? []),
  ];
  // Calls that can't be read stay as they came.
  if (tool_calls !== undefined && tool_calls !== null && calls.length === 0 && !(Array.isArray(tool_calls) && tool_calls.length === 0))
    kept['tool_calls'] = tool_calls;
  const content_ = read.text === '' && typeof rest['refusal'] === 'string' ? rest['refusal'] : read.text;
  return {
    role: role === 'USER' && read.callId !== null ? 'TOOL' : role,
    content: content_,
    toolCalls: calls,
    callId: textOf(tool_call_id) ?? read.callId,
    rest: Object.fromEntries(Object.entries(kept).filter(([, inner]) => inner !== undefined && inner !== null)),
  };
}

interface Content {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** All parts as they came, where one of them is more than text. */
  readonly parts: readonly unknown[] | null;
  readonly callId: string | null;
}

/** A text, or a list of parts: texts are joined, calls of tools are calls, and what is neither is kept as it came. */
function contentOf(body: unknown): Content {
  if (typeof body === 'string') return { text: body, calls: [], parts: null, callId: null };
  if (body === undefined || body === null) return { text: '', calls: [], parts: null, callId: null };
  const parts: readonly unknown[] = Array.isArray(body) ? body : [body];
  const texts: string[] = [];
  const calls: ToolCall[] = [];
  let callId: string | null = null;
  let isOnlyText = true;
  for (const part of parts) {
    if (typeof part === 'string') texts.push(part);
    else if (isObject(part) && typeof part['text'] === 'string' && part['thought'] === undefined) texts.push(part['text']);
    else if (
      isObject(part) &&
      (part['type'] === 'tool_use' || part['type'] === 'tool-call') &&
      typeof (part['name'] ?? part['toolName']) === 'string'
    )
      calls.push({
        id: textOf(part['id'] ?? part['toolCallId']),
        name: String(part['name'] ?? part['toolName']),
        arguments: part['input'] ?? part['args'],
      });
    else if (isObject(part) && (part['type'] === 'tool_result' || part['type'] === 'tool-result')) {
      callId = textOf(part['tool_use_id'] ?? part['toolCallId']);
      texts.push(plainText(part['content'] ?? part['output'] ?? part['result']));
    } else isOnlyText = false;
  }
  return { text: texts.join('\n'), calls, parts: isOnlyText ? null : parts, callId };
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((part) => isObject(part) && typeof part['text'] === 'string'))
    return value.map((part) => String((part as Fields)['text'])).join('\n');
  return value === undefined ? '' : JSON.stringify(value);
}

/** The calls of `tool_calls`, of `function_call`, or of a text that holds them. */
function callsOf(list: unknown): ToolCall[] {
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).flatMap((call): ToolCall[] => {
    if (!isObject(call)) return [];
    const within = isObject(call['function']) ? call['function'] : call;
    const name = textOf(within['name']);
    return name === null
      ? []
      : [
          {
            id: textOf(call['id'] ?? call['call_id']),
            name,
            arguments: unfolded(within['arguments'] ?? within['args'] ?? within['input'] ?? within['parameters']),
          },
        ];
  });
}

function callsIn(body: unknown): ToolCall[] | null {
  const value = typeof body === 'string' ? unfolded(body) : body;
  const calls = callsOf(Array.isArray(value) ? value : [value]);
  return calls.length === 0 ? null : calls;
}

export function unfolded(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
