import { maxMessages, type PlaygroundMessage, type PlaygroundRow } from '../types.ts';

const roles = { system: 'SYSTEM', developer: 'SYSTEM', user: 'USER', assistant: 'ASSISTANT' } as const;

/** A value of a row; '' where it has none. A name may be that of something that every object has. */
export const valueIn = (row: PlaygroundRow, name: string): string => (Object.hasOwn(row, name) ? (row[name] ?? '') : '');

/** The messages that a row puts into a place: a JSON list of `{ role, content }`. Empty: none. A text: why it is no such list. */
export function messagesInPlace(json: string): readonly PlaygroundMessage[] | string {
  if (json.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return 'is not JSON; a list of { "role", "content" } is taken, or nothing';
  }
  if (!Array.isArray(value)) return 'is not a list; a list of { "role", "content" } is taken, or nothing';
  if (value.length > maxMessages) return `has ${value.length} messages; at most ${maxMessages} are taken`;
  const messages: PlaygroundMessage[] = [];
  for (const [at, item] of value.entries()) {
    const { role, content } = (item ?? {}) as { role?: unknown; content?: unknown };
    const known =
      typeof role === 'string' && Object.hasOwn(roles, role.toLowerCase()) ? roles[role.toLowerCase() as keyof typeof roles] : null;
    if (known === null || typeof content !== 'string')
      return `has a message [${at}] without a role of system, user or assistant, or without content`;
    messages.push({ role: known, text: content, toolCalls: [], toolCallId: null, name: null });
  }
  return messages;
}
