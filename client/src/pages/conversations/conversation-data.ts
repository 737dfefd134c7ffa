import { useState } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { policyOf } from '../../graphql/early.ts';
import { failureWords } from '../../graphql/failure.ts';
import { ConversationDocument, ConversationMovedDocument } from '../../graphql/generated/graphql.ts';
import type { ConversationQuery, TurnFragment } from '../../graphql/generated/graphql.ts';
import { askOnce } from '../../graphql/live.ts';
import type { LiveSource } from '../../graphql/live.ts';
import { useLive } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { firstPageOf } from './conversation-query.ts';

export type ConversationHead = Omit<NonNullable<ConversationQuery['conversation']>, 'messages'>;

/** A conversation as far as it was read, oldest message first. */
export interface ReadConversation {
  readonly head: ConversationHead;
  readonly turns: readonly TurnFragment[];
  readonly hasMore: boolean;
  /** Cursor of the last message that was read. */
  readonly after: string | null;
}

/** A conversation, or null where there is none with its id. */
export interface FoundConversation {
  readonly conversation: ReadConversation | null;
}

const MOST_PAGES_TO_FIND = 20;
const PAUSE_MS = 1_000;

export interface ConversationData extends Pick<Live<FoundConversation>, 'failure' | 'reload'> {
  /** null: not answered yet. */
  readonly found: FoundConversation | null;
  readonly loadMore: () => void;
}

/**
 * One conversation, oldest message first. It is read on until the message that the address names is there; it grows by
 * itself while it is live.
 */
export function useConversation(id: string, wanted: string | undefined, isPaused: boolean): ConversationData {
  const client = useClient();
  // The message is looked for when the conversation is opened, not when the address follows the reader.
  const [first, setFirst] = useState({ id, wanted });
  if (first.id !== id) setFirst({ id, wanted });
  const { data, isStale, failure, reload, extend } = useLive(conversationOf(client, id, first.wanted), isPaused);
  const loadMore = () =>
    extend(async ({ conversation }) => {
      if (conversation === null || !conversation.hasMore) return null;
      const page = await pageAfter(client, id, conversation);
      return 'failure' in page ? page : () => page;
    });
  return { found: isStale ? null : data, failure, reload, loadMore };
}

function conversationOf(client: Client, id: string, wanted: string | undefined): LiveSource<FoundConversation, unknown> {
  return {
    key: id,
    ask: askOnce(async (held) => {
      const shownCount = held?.conversation?.turns.length ?? 0;
      const isFound = (turns: readonly TurnFragment[]): boolean =>
        held !== null || wanted === undefined || turns.some((turn) => turn.externalId === wanted);
      for (let found: FoundConversation = { conversation: null }, pages = 1; ; pages += 1) {
        const page = await pageAfter(client, id, found.conversation);
        if ('failure' in page) return page;
        found = page;
        const read = page.conversation;
        if (read === null || !read.hasMore || (read.turns.length >= shownCount && (isFound(read.turns) || pages >= MOST_PAGES_TO_FIND)))
          return { value: page };
      }
    }),
    follow: (onChange) =>
      client.subscription(asDocument(ConversationMovedDocument), { conversationId: id }).subscribe(onChange).unsubscribe,
    take: () => 'ask',
    pauseMs: PAUSE_MS,
  };
}

/** What was read of a conversation with its next page, or its first; or what went wrong, in words. */
async function pageAfter(
  client: Client,
  id: string,
  read: ReadConversation | null,
): Promise<FoundConversation | { readonly failure: string }> {
  const first = firstPageOf(id);
  const { data, error } = await (
    read === null
      ? client.query(asDocument(ConversationDocument), first, {
          requestPolicy: policyOf(client, ConversationDocument, first, 'network-only'),
        })
      : client.query(asDocument(ConversationDocument), { ...first, after: read.after }, { requestPolicy: 'network-only' })
  ).toPromise();
  if (data == null) return { failure: error === undefined ? 'The conversation could not be read.' : failureWords(error) };
  if (data.conversation == null) return { conversation: null };
  const {
    messages: { edges, pageInfo },
    ...head
  } = data.conversation;
  const after = pageInfo.endCursor ?? null;
  return {
    conversation: {
      head,
      turns: joined(
        read?.turns ?? [],
        edges.map(({ node }) => node),
      ),
      hasMore: pageInfo.hasNextPage && after !== null,
      after,
    },
  };
}

function joined(first: readonly TurnFragment[], second: readonly TurnFragment[]): TurnFragment[] {
  const seen = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !seen.has(id))];
}
