import type { ChatMessage } from '../../traces/types.ts';
import { maxMessages, type PlaygroundMessage, type PlaygroundRole, type PromptCall } from '../types.ts';

export const plainMessage = (role: PlaygroundRole, text: string): PlaygroundMessage => ({
  role,
  text,
  toolCalls: [],
  toolCallId: null,
  name: null,
});

const roles: Readonly<Record<string, PlaygroundRole>> = { system: 'SYSTEM', developer: 'SYSTEM', user: 'USER', assistant: 'ASSISTANT' };

/** A message of a role as prompts name them; one that no model knows becomes the user's, with a note. */
export function messageOf(role: string, text: string, notes: string[]): PlaygroundMessage {
  const known = roles[role.toLowerCase()];
  if (known === undefined) notes.push(`A message of the role "${role.slice(0, 40)}" became one of the user.`);
  return plainMessage(known ?? 'USER', text);
}

/** With a place to write where nothing is asked of the model. */
export const withAsked = (messages: readonly PlaygroundMessage[]): readonly PlaygroundMessage[] =>
  messages.some(({ role }) => role !== 'SYSTEM') ? messages : [...messages, plainMessage('USER', '')];

/**
 * The messages of a model call. A result finds its call by the id, or by the order where none was sent; calls without a result, and results
 * without a call, are left out with a note, as models take neither.
 */
export function messagesOfChat(chat: readonly ChatMessage[], notes: string[]): PlaygroundMessage[] {
  const messages: PlaygroundMessage[] = [];
  let open: { readonly id: string | null; readonly given: string; readonly name: string }[] = [];
  let lostCount = 0;
  let partCount = 0;
  for (const [at, message] of chat.slice(-maxMessages).entries()) {
    if ((message.parts?.length ?? 0) > 0) partCount += 1;
    if (message.role === 'TOOL') {
      const call =
        open.find(({ id }) => id !== null && id === message.toolCallId) ??
        open.find(({ id }) => id === null || message.toolCallId === undefined);
      if (call === undefined) {
        lostCount += 1;
        continue;
      }
      open = open.filter((one) => one !== call);
      messages.push({ role: 'TOOL', text: message.content, toolCalls: [], toolCallId: call.given, name: call.name });
      continue;
    }
    lostCount += dropCalls(messages, open);
    const calls = (message.role === 'ASSISTANT' ? (message.toolCalls ?? []) : []).map((call, place) => ({
      id: call.id,
      given: call.id === null || call.id === '' ? `call_${at}_${place}` : call.id,
      name: call.name,
      arguments: argumentsOf(call.arguments),
    }));
    open = calls;
    messages.push({
      ...plainMessage(message.role, message.content),
      toolCalls: calls.map(({ given, name, arguments: sent }): PromptCall => ({ id: given, name, arguments: sent })),
    });
  }
  lostCount += dropCalls(messages, open);
  if (chat.length > maxMessages) notes.push(`The first ${chat.length - maxMessages} messages are left out; ${maxMessages} are taken.`);
  if (lostCount > 0)
    notes.push(`${lostCount === 1 ? 'A tool call is' : `${lostCount} tool calls are`} left out, since call or result was not sent.`);
  if (partCount > 0) notes.push(`Images and files are left out: ${partCount === 1 ? '1 message has' : `${partCount} messages have`} them.`);
  return messages.filter(({ role, text, toolCalls }) => role === 'TOOL' || text.trim() !== '' || toolCalls.length > 0);
}

/** Takes calls that got no result out of their message; gives how many. */
function dropCalls(messages: PlaygroundMessage[], open: readonly { readonly given: string }[]): number {
  if (open.length === 0) return 0;
  const given = new Set(open.map((call) => call.given));
  const at = messages.findLastIndex(({ role }) => role === 'ASSISTANT');
  const message = messages[at];
  if (message !== undefined) messages[at] = { ...message, toolCalls: message.toolCalls.filter(({ id }) => !given.has(id)) };
  return open.length;
}

function argumentsOf(sent: unknown): Readonly<Record<string, unknown>> {
  const value = typeof sent === 'string' ? parsed(sent) : sent;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
