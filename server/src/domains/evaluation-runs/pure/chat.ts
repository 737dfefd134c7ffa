import type { ChatCall, ChatMessage } from '../../model-connections/types.ts';

/** A chat as models are sent it. */
export interface SentChat {
  /** Texts of the system, joined. */
  readonly instructions: string;
  readonly messages: readonly ChatMessage[];
}

type Turn = Readonly<Record<string, unknown>>;

/** The turns of a chat: a list of `{ role, content }`, or an object that has one as `messages`. Null: it is none. */
export function turnsOf(value: unknown): readonly Turn[] | null {
  const list = isObject(value) ? value['messages'] : value;
  if (!Array.isArray(list) || list.length === 0) return null;
  return list.every((turn) => isObject(turn) && typeof turn['role'] === 'string' && roleOf(turn) !== null) ? (list as Turn[]) : null;
}

/** Turns in the form of OpenAI's API, as models are sent them. A result without a call before it, and a call without a result, are left out. */
export function chatOf(turns: readonly Turn[]): SentChat {
  const instructions: string[] = [];
  const messages: ChatMessage[] = [];
  const answered = new Set(turns.flatMap((turn) => (roleOf(turn) === 'tool' ? [String(turn['tool_call_id'] ?? '')] : [])));
  const called = new Map<string, string>();
  for (const turn of turns) {
    const text = contentText(turn['content']);
    switch (roleOf(turn)) {
      case 'system':
        instructions.push(text);
        break;
      case 'user':
        messages.push({ role: 'user', text });
        break;
      case 'assistant': {
        const calls = callsOf(turn['tool_calls']).filter(({ id }) => answered.has(id));
        for (const { id, name } of calls) called.set(id, name);
        if (text !== '' || calls.length > 0) messages.push({ role: 'assistant', text, calls });
        break;
      }
      case 'tool': {
        const id = String(turn['tool_call_id'] ?? '');
        const name = called.get(id);
        if (name !== undefined) messages.push({ role: 'tool', id, name, text });
        break;
      }
    }
  }
  return { instructions: instructions.filter((text) => text !== '').join('\n\n'), messages };
}

/** The text of a turn: a text, or the texts among its parts. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .flatMap((part) => (isObject(part) && typeof part['text'] === 'string' ? [part['text']] : typeof part === 'string' ? [part] : []))
    .join('\n');
}

const roles: Readonly<Record<string, 'system' | 'user' | 'assistant' | 'tool'>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  gpt: 'assistant',
  tool: 'tool',
};

/** Null: a role that no model knows. */
export const roleOf = (turn: Turn): 'system' | 'user' | 'assistant' | 'tool' | null => {
  const name = String(turn['role']).toLowerCase();
  return Object.hasOwn(roles, name) ? (roles[name] ?? null) : null;
};

function callsOf(value: unknown): ChatCall[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((call): ChatCall[] => {
    const made = isObject(call) && isObject(call['function']) ? call['function'] : null;
    if (made === null || typeof made['name'] !== 'string') return [];
    return [{ id: String((call as Turn)['id'] ?? ''), name: made['name'], arguments: argumentsOf(made['arguments']) }];
  });
}

function argumentsOf(value: unknown): Readonly<Record<string, unknown>> {
  let read = value;
  if (typeof value === 'string') {
    try {
      read = JSON.parse(value);
    } catch {
      read = null;
    }
  }
  return isObject(read) ? read : {};
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
