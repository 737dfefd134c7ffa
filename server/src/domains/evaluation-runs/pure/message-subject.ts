import type { StoredAnswer, Subject } from '../types.ts';
import { chatOf } from './chat.ts';

/** An answer of an application, with what stood before it. */
export interface EvaluatedMessage {
  readonly id: string;
  readonly before: readonly { readonly role: string; readonly content: string }[];
  readonly calls: readonly { readonly name: string; readonly arguments: string | null; readonly result: string | null }[];
  /** What people have corrected the answer to; null: none has. */
  readonly reference: string | null;
  readonly answer: StoredAnswer;
}

export const messageKey = (messageId: string): string => `message:${messageId}`;

/** A message as it is evaluated. `isAsked`: a model answers in its place; else the answer is the one that is stored. */
export function subjectOfMessage({ id, before, reference, answer }: EvaluatedMessage, isAsked: boolean): Subject {
  const turns = before.map(({ role, content }) => ({ role: role.toLowerCase(), content }));
  const chat = chatOf(turns);
  return {
    key: messageKey(id),
    input: turns,
    expected: reference,
    chat: chat.messages,
    instructions: chat.instructions,
    metadata: null,
    answer: isAsked ? null : answer,
  };
}
