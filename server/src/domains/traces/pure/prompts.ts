import { hash } from 'node:crypto';
import type { ChatMessage } from '../types.ts';

/** The external id of a message that a prompt brought. `occurrence`: how many earlier messages of the prompt have the same text. */
export const messageIdOfPrompt = (traceId: string, message: ChatMessage, occurrence: number): string =>
  `prompt:${traceId}:${hash('sha256', `${message.role}\n${occurrence}\n${textOf(message)}`, 'hex').slice(0, 24)}`;

/** A message's text; one that has only parts (a structured result, an image) is its JSON. */
export function textOf({ content, parts }: ChatMessage): string {
  return content !== '' || parts === undefined || parts.length === 0 ? content : JSON.stringify(parts.length === 1 ? parts[0] : parts) ?? '';
}
