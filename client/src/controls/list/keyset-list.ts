import { useCallback, useEffect, useRef, useState } from 'react';
import { connection } from '../../graphql/client.ts';

export interface ListEntry<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface ListPage<Node> {
  readonly entries: readonly ListEntry<Node>[];
  readonly hasMore: boolean;
}

/** What has come in since the list was asked for, in the list's order. */
export interface Newer<Node> {
  readonly entries: readonly ListEntry<Node>[];
  /** There are more than these. */
  readonly isMore: boolean;
  /** They can't simply be put before the first: to show them, the list begins anew. */
  readonly beginsAnew: boolean;
}

/** One question to the server, whose answer is a list; made anew when the question changes. */
export interface ListSource<Node extends { readonly id: string }> {
  /** The page after a cursor (null: the first), or what failed in words; null: the question was given up. */
  readonly page: (after: string | null) => Promise<ListPage<Node> | { readonly failure: string } | null>;
  /** null: not known. */
  readonly newer: (held: readonly ListEntry<Node>[]) => Promise<Newer<Node> | null>;
  /** Calls back on each arrival, with the row where it is told whole, until the returned function is called. */
  readonly follow: (onArrival: (row?: Node) => void) => () => void;
}

/** A list that grows at its foot while it is read, and says what is new at its head without moving. */
export interface KeysetList<Node> {
  /** null: not answered yet. */
  readonly entries: readonly ListEntry<Node>[] | null;
  readonly hasMore: boolean;
  /** What is shown answers an earlier question. */
  readonly isRefreshing: boolean;
  readonly isLoadingMore: boolean;
  readonly failure: string | null;
  /** Not in the list until they are let in. */
  readonly newer: Newer<Node>;
  readonly loadMore: () => void;
  readonly letIn: () => void;
  readonly askAgain: () => void;
}

interface Answer<Node> extends ListPage<Node> {
  readonly source: ListSource<Node & { readonly id: string }>;
}

const LEAST_PAUSE_MS = 1_000;
const nothingNewer = { entries: [], isMore: false, beginsAnew: false };

/** A list a page at a time by keyset; follows arrivals unless paused. `source` is the same object as long as the question is the same. */
export function useKeysetList<Node extends { readonly id: string }>(source: ListSource<Node>, paused: boolean): KeysetList<Node> {
  const [answer, setAnswer] = useState<Answer<Node> | null>(null);
  const [failed, setFailed] = useState<{ readonly source: ListSource<Node>; readonly message: string } | null>(null);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const [newer, setNewer] = useState<Newer<Node>>(nothingNewer);
  const [round, setRound] = useState(0);
  const askAgain = useCallback(() => {
    setFailed(null);
    setRound((now) => now + 1);
  }, []);

  useEffect(() => {
    let isCurrent = true;
    void source.page(null).then((page) => {
      if (!isCurrent || page === null) return;
      if ('failure' in page) return setFailed({ source, message: page.failure });
      setNewer(nothingNewer);
      return setAnswer({ source, ...page });
    });
    return () => { isCurrent = false; };
  }, [source, round]);

  const isAnswered = answer !== null && answer.source === source;
  const loadMore = useCallback(() => {
    const last = answer?.entries.at(-1);
    if (answer === null || last === undefined || !answer.hasMore || isLoadingMore || answer.source !== source) return;
    setLoadingMore(true);
    setFailed(null);
    void source.page(last.cursor).then((page) => {
      setLoadingMore(false);
      if (page === null) return undefined;
      if ('failure' in page) return setFailed({ source, message: page.failure });
      return setAnswer((held) => held?.source !== source ? held : { source, entries: joined(held.entries, page.entries), hasMore: page.hasMore });
    });
  }, [source, answer, isLoadingMore]);

  useArrivals(source, !paused && isAnswered, useCallback(async (rows: ReadonlyMap<string, Node>, isOther: boolean) => {
    if (answer === null || answer.source !== source) return;
    const known = new Set(answer.entries.map(({ node }) => node.id));
    const isKnown = [...rows.keys()].some((id) => known.has(id));
    if (isKnown) setAnswer((held) => held === null ? held : { ...held, entries: held.entries.map((entry) => ({ ...entry, node: rows.get(entry.node.id) ?? entry.node })) });
    if (!isOther && [...rows.keys()].every((id) => known.has(id))) return;
    if (answer.entries.length === 0) return askAgain();
    const found = await source.newer(answer.entries);
    if (found !== null) setNewer(found);
  }, [source, answer, askAgain]));

  const letIn = useCallback(() => {
    // More than one page of them: the list begins anew, or there would be a hole in it.
    if (newer.isMore || newer.beginsAnew) return askAgain();
    setAnswer((held) => held === null ? held : { ...held, entries: joined(newer.entries, held.entries) });
    return setNewer(nothingNewer);
  }, [newer, askAgain]);

  useEffect(() => connection.onReturn(askAgain), [askAgain]);
  return {
    entries: answer?.entries ?? null, hasMore: answer?.hasMore ?? false, isRefreshing: answer !== null && !isAnswered,
    isLoadingMore, failure: failed?.source === source ? failed.message : null, newer, loadMore, letIn, askAgain,
  };
}

/** Both, each row once: a page boundary may be seen twice when rows arrive in between. */
function joined<Node extends { readonly id: string }>(first: readonly ListEntry<Node>[], second: readonly ListEntry<Node>[]): ListEntry<Node>[] {
  const seen = new Set(first.map(({ node }) => node.id));
  return [...first, ...second.filter(({ node }) => !seen.has(node.id))];
}

/** Calls back soon after arrivals, at most once a second however many there are: with the rows that were told whole, and whether there were others. */
function useArrivals<Node extends { readonly id: string }>(source: ListSource<Node>, isFollowing: boolean, onArrivals: (rows: ReadonlyMap<string, Node>, isOther: boolean) => Promise<void>): void {
  const latest = useRef(onArrivals);
  useEffect(() => { latest.current = onArrivals; }, [onArrivals]);
  useEffect(() => {
    if (!isFollowing) return undefined;
    let timer = 0;
    let rows = new Map<string, Node>();
    let isOther = false;
    const tell = () => {
      const told = { rows, isOther };
      timer = 0;
      rows = new Map();
      isOther = false;
      void latest.current(told.rows, told.isOther);
    };
    const stop = source.follow((row) => {
      if (row === undefined) isOther = true;
      else rows.set(row.id, row);
      if (timer === 0) timer = window.setTimeout(tell, LEAST_PAUSE_MS);
    });
    return () => { stop(); window.clearTimeout(timer); };
  }, [source, isFollowing]);
}
