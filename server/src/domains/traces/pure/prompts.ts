import { hash } from 'node:crypto';
import type { ChatMessage } from '../types.ts';
import { isHidden } from './chat/pieces.ts';
import { isRefusal } from './chat/refusal.ts';

/** The external id of a message that a prompt brought. `occurrence`: how many earlier messages of the prompt have the same text. */
export const messageIdOfPrompt = (traceId: string, message: ChatMessage, occurrence: number): string =>
  `prompt:${traceId}:${hash('sha256', `${message.role}\n${occurrence}\n${textOf(message)}`, 'hex').slice(0, 24)}`;

/**
 * A message's text; one that has only parts (a structured result, an image) is its JSON. Hidden reasoning and the mark of a refusal are no
 * text.
 */
export function textOf({ content, parts }: ChatMessage): string {
  if (content !== '' || parts === undefined || parts.length === 0) return content;
  const shown = parts.filter((part) => !isHidden(part) && !isRefusal(part));
  return shown.length === 0 ? '' : (JSON.stringify(shown.length === 1 ? shown[0] : shown) ?? '');
}
