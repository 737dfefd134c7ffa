import { checkMessage } from './ingest.ts';
import type { CheckedMessage, MessageInput } from './types.ts';

/** A message as the API takes it; `changes` say what matters to the test. */
export const messageOf = (changes: Partial<MessageInput> = {}): MessageInput => ({
  externalId: 'm-1',
  conversationId: 'c-1',
  role: 'ASSISTANT',
  content: 'Hello',
  ...changes,
});

/** The same, checked. */
export function checkedOf(changes: Partial<MessageInput> = {}): CheckedMessage {
  const checked = checkMessage(messageOf(changes), new Date());
  if ('reason' in checked) throw new Error(`${checked.field} ${checked.reason}`);
  return checked;
}
