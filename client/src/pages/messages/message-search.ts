import { oneOf, texts } from '../../controls/view.ts';
import type { RawSearch, View } from '../../controls/view.ts';
import type { MessageRole } from '../../graphql/generated/graphql.ts';

export const roles = ['USER', 'ASSISTANT', 'TOOL', 'SYSTEM'] as const satisfies readonly MessageRole[];

/** What the list of messages is narrowed by, beside the window and the filters that it shares with other pages. */
export interface MessageSearch {
  /** Words to look for. */
  readonly q?: string | undefined;
  readonly role?: (typeof roles)[number] | undefined;
}

export type MessageView = View & MessageSearch;

/** The part of an address that is about the list of messages. What can’t be understood is left out. */
export function readMessageSearch(search: RawSearch): MessageSearch {
  return { q: texts(search['q'])?.[0], role: oneOf(search['role'], roles) };
}
