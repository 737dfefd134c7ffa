import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useClient } from 'urql';
import type { OperationResult } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { connection } from '../../graphql/client.ts';
import { failureWords } from '../../graphql/failure.ts';
import { ConversationDocument, ConversationMovedDocument } from '../../graphql/generated/graphql.ts';
import type { ConversationQuery, TurnFragment } from '../../graphql/generated/graphql.ts';

export type ConversationHead = Omit<NonNullable<ConversationQuery['conversation']>, 'messages'>;

export type ConversationState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'absent' }
  | { readonly state: 'ready'; readonly head: ConversationHead; readonly turns: readonly TurnFragment[]; readonly hasMore: boolean; readonly after: string | null };

const PAGE_SIZE = 100;
const MOST_PAGES_TO_FIND = 20;
const LEAST_PAUSE_MS = 1_000;

export interface ConversationData {
  readonly conversation: ConversationState;
  readonly loadMore: () => void;
  readonly askAgain: () => void;
}

/**
 * One conversation, oldest message first. It is read on until the message that the address names is there; it grows by
 * itself while it is live.
 */
export function useConversation(id: string, wanted: string | undefined, paused: boolean): ConversationData {
  const client = useClient();
  const [conversation, setConversation] = useState<ConversationState>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const askAgain = useCallback(() => setRound((now) => now + 1), []);
  const shown = conversation.state === 'ready' && conversation.head.externalId === id ? conversation.turns.length : 0;

  // What is shown already is a measure for a repeat, not a reason for one; the wanted message is looked for at the start only.
  const isEnough = useEffectEvent((turns: readonly TurnFragment[], pages: number) => (
    turns.length >= Math.max(PAGE_SIZE, shown) && (wanted === undefined || pages >= MOST_PAGES_TO_FIND || turns.some((turn) => turn.externalId === wanted))
  ));
  useEffect(() => {
    let isCurrent = true;
    void readUntil(client, id, (turns, pages) => isEnough(turns, pages))
      .then((next) => { if (isCurrent) setConversation((held) => next.state === 'failed' && held.state === 'ready' && held.head.externalId === id ? held : next); });
    return () => { isCurrent = false; };
  }, [client, id, round]);

  const loadMore = useCallback(() => {
    if (conversation.state !== 'ready' || !conversation.hasMore) return;
    void client.query(asDocument(ConversationDocument), { id, first: PAGE_SIZE, after: conversation.after }, { requestPolicy: 'network-only' }).toPromise().then(({ data }) => {
      const page = data?.conversation?.messages;
      if (page === undefined) return;
      setConversation((held) => held.state !== 'ready' ? held : { ...held, turns: joined(held.turns, page.edges.map(({ node }) => node)), hasMore: page.pageInfo.hasNextPage, after: page.pageInfo.endCursor ?? null });
    });
  }, [client, id, conversation]);

  useEffect(() => {
    if (paused) return undefined;
    let timer = 0;
    const { unsubscribe } = client.subscription(asDocument(ConversationMovedDocument), { conversationId: id }).subscribe(() => {
      if (timer === 0) timer = window.setTimeout(() => { timer = 0; askAgain(); }, LEAST_PAUSE_MS);
    });
    return () => { unsubscribe(); window.clearTimeout(timer); };
  }, [client, id, paused, askAgain]);
  useEffect(() => connection.onReturn(askAgain), [askAgain]);
  return { conversation: conversation.state === 'ready' && conversation.head.externalId !== id ? { state: 'loading' } : conversation, loadMore, askAgain };
}

async function readUntil(client: ReturnType<typeof useClient>, id: string, isEnough: (turns: readonly TurnFragment[], pages: number) => boolean): Promise<ConversationState> {
  let turns: readonly TurnFragment[] = [];
  let after: string | null = null;
  for (let pages = 1; ; pages += 1) {
    const answer: OperationResult<ConversationQuery> = await client.query(asDocument(ConversationDocument), { id, first: PAGE_SIZE, after }, { requestPolicy: 'network-only' }).toPromise();
    const { data, error } = answer;
    if (data === undefined) return { state: 'failed', message: error === undefined ? 'The conversation could not be read.' : failureWords(error) };
    if (data.conversation == null) return { state: 'absent' };
    const { messages, ...head } = data.conversation;
    turns = joined(turns, messages.edges.map(({ node }) => node));
    after = messages.pageInfo.endCursor ?? null;
    const hasMore = messages.pageInfo.hasNextPage;
    if (!hasMore || after === null || isEnough(turns, pages)) return { state: 'ready', head, turns, hasMore, after };
  }
}

function joined(first: readonly TurnFragment[], second: readonly TurnFragment[]): TurnFragment[] {
  const seen = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !seen.has(id))];
}
