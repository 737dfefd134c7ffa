import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { asDocument } from '../graphql/document.ts';
import { failureWords } from '../graphql/failure.ts';
import { connection } from '../graphql/client.ts';
import { MessageArrivedDocument, MessagePageDocument, NewerMessagesDocument } from '../graphql/generated/graphql.ts';
import type { AnalyticsFilter, MessageRole, MessageRowFragment } from '../graphql/generated/graphql.ts';

/** What is asked: which messages, and in which words. */
export interface ListQuestion {
  readonly filter: AnalyticsFilter;
  readonly search: string | null;
  readonly roles: readonly MessageRole[] | null;
}

interface Entry {
  readonly cursor: string;
  readonly node: MessageRowFragment;
}

interface Answer {
  readonly question: string;
  readonly entries: readonly Entry[];
  readonly hasMore: boolean;
}

/** A list that grows at its foot while it is read, and says what is new at its head without moving. */
export interface MessageList {
  readonly entries: readonly Entry[] | null;
  readonly hasMore: boolean;
  /** What is shown answers an earlier question. */
  readonly isRefreshing: boolean;
  readonly isLoadingMore: boolean;
  readonly failure: string | null;
  /** Newer than the first entry, newest first; not in the list until they are let in. */
  readonly newer: { readonly entries: readonly Entry[]; readonly isMore: boolean };
  readonly loadMore: () => void;
  readonly letIn: () => void;
  readonly askAgain: () => void;
}

const PAGE_SIZE = 60;
const MOST_NEWER = 100;
const LEAST_PAUSE_MS = 1_000;
const nothingNewer = { entries: [], isMore: false };

/** Messages newest first, a page at a time by keyset; follows arrivals unless paused. */
export function useMessageList(question: ListQuestion, paused: boolean): MessageList {
  const client = useClient();
  const asked = JSON.stringify(question);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const [newer, setNewer] = useState<MessageList['newer']>(nothingNewer);
  const [round, setRound] = useState(0);
  const askAgain = useCallback(() => setRound((now) => now + 1), []);

  useEffect(() => {
    let isCurrent = true;
    setFailure(null);
    void client.query(asDocument(MessagePageDocument), variablesOf(asked, { first: PAGE_SIZE }), { requestPolicy: 'network-only' }).toPromise().then(({ data, error }) => {
      if (!isCurrent) return;
      if (data === undefined) return setFailure(error === undefined ? null : failureWords(error));
      setNewer(nothingNewer);
      return setAnswer({ question: asked, entries: data.messages.edges, hasMore: data.messages.pageInfo.hasNextPage });
    });
    return () => { isCurrent = false; };
  }, [client, asked, round]);

  const loadMore = useCallback(() => {
    const last = answer?.entries.at(-1);
    if (answer === null || last === undefined || !answer.hasMore || isLoadingMore || answer.question !== asked) return;
    setLoadingMore(true);
    setFailure(null);
    void client.query(asDocument(MessagePageDocument), variablesOf(asked, { first: PAGE_SIZE, after: last.cursor }), { requestPolicy: 'network-only' }).toPromise().then(({ data, error }) => {
      setLoadingMore(false);
      if (data === undefined) return setFailure(error === undefined ? null : failureWords(error));
      const { edges, pageInfo } = data.messages;
      return setAnswer((held) => held?.question !== asked ? held : { ...held, entries: joined(held.entries, edges), hasMore: pageInfo.hasNextPage });
    });
  }, [client, asked, answer, isLoadingMore]);

  const head = answer?.question === asked ? answer.entries[0]?.cursor ?? '' : null;
  useArrivals(!paused && head !== null, useCallback(async () => {
    if (head === null) return;
    if (head === '') return askAgain();
    const { data } = await client.query(asDocument(NewerMessagesDocument), variablesOf(asked, { last: MOST_NEWER, before: head }), { requestPolicy: 'network-only' }).toPromise();
    if (data !== undefined) setNewer({ entries: data.messages.edges, isMore: data.messages.pageInfo.hasPreviousPage });
  }, [client, asked, head, askAgain]));

  const letIn = useCallback(() => {
    // More than one page of them: the list begins anew, or there would be a hole in it.
    if (newer.isMore) return askAgain();
    setAnswer((held) => held === null ? held : { ...held, entries: joined(newer.entries, held.entries) });
    return setNewer(nothingNewer);
  }, [newer, askAgain]);

  useEffect(() => connection.onReturn(askAgain), [askAgain]);
  return {
    entries: answer?.entries ?? null, hasMore: answer?.hasMore ?? false, isRefreshing: answer !== null && answer.question !== asked,
    isLoadingMore, failure, newer, loadMore, letIn, askAgain,
  };
}

function variablesOf<Page>(asked: string, page: Page) {
  const { filter, search, roles } = JSON.parse(asked) as ListQuestion;
  return { filter, search, roles: roles === null ? null : [...roles], ...page };
}

/** Both, each message once: a page boundary may be seen twice when messages arrive in between. */
function joined(first: readonly Entry[], second: readonly Entry[]): Entry[] {
  const seen = new Set(first.map(({ node }) => node.id));
  return [...first, ...second.filter(({ node }) => !seen.has(node.id))];
}

/** Calls back soon after messages arrive, at most once a second however many there are. */
function useArrivals(isFollowing: boolean, onArrival: () => Promise<void>): void {
  const client = useClient();
  const latest = useRef(onArrival);
  useEffect(() => { latest.current = onArrival; }, [onArrival]);
  useEffect(() => {
    if (!isFollowing) return undefined;
    let timer = 0;
    const { unsubscribe } = client.subscription(asDocument(MessageArrivedDocument), {}).subscribe(() => {
      if (timer === 0) timer = window.setTimeout(() => { timer = 0; void latest.current(); }, LEAST_PAUSE_MS);
    });
    return () => { unsubscribe(); window.clearTimeout(timer); };
  }, [client, isFollowing]);
}
