import { useCallback } from 'react';
import { askOnce } from '../../graphql/live.ts';
import type { LiveSource } from '../../graphql/live.ts';
import { useLive } from '../../graphql/use-live.ts';

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
  /** They can't simply be put before the first: to show them, the list is asked for again. */
  readonly needsReload: boolean;
}

/** A change of the list: rows have come or changed (`row`: the one, where it comes whole), or rows were deleted. */
export type ListChange<Node> = { readonly arrived: true; readonly row?: Node | undefined } | { readonly deletedIds: readonly string[] };

/** One query of the server, whose answer is a list. */
export interface ListSource<Node extends { readonly id: string }> {
  /** Two sources with the same key ask the same. */
  readonly key: string;
  /** The page after a cursor (null: the first), or what failed in words; null: the query was given up. */
  readonly page: (after: string | null) => Promise<ListPage<Node> | { readonly failure: string } | null>;
  /** null: not known. */
  readonly newer: (held: readonly ListEntry<Node>[]) => Promise<Newer<Node> | null>;
  /** Calls back on each change, until the returned function is called. */
  readonly follow: (onChange: (change: ListChange<Node>) => void) => () => void;
}

/** A list that grows at its foot while it is read, and says what is new at its head without moving. */
export interface KeysetList<Node> {
  /** null: not answered yet. */
  readonly entries: readonly ListEntry<Node>[] | null;
  readonly hasMore: boolean;
  /** What is shown answers an earlier query. */
  readonly isStale: boolean;
  readonly isLoadingMore: boolean;
  readonly failure: string | null;
  /** Not in the list until the reader asks for them. */
  readonly newer: Newer<Node>;
  readonly loadMore: () => void;
  readonly showNewer: () => void;
  /** Takes rows off the list: this page has deleted them. */
  readonly drop: (ids: readonly string[]) => void;
  readonly reload: () => void;
}

export interface ListContent<Node> extends ListPage<Node> {
  readonly newer: Newer<Node>;
}

const PAUSE_MS = 1_000;
const nothingNewer = { entries: [], isMore: false, needsReload: false };

/** A list a page at a time by keyset; follows arrivals unless paused. */
export function useKeysetList<Node extends { readonly id: string }>(source: ListSource<Node>, isPaused: boolean): KeysetList<Node> {
  const { data, isStale, failure, isExtending, reload, extend, update } = useLive(liveList(source), isPaused);
  const { page } = source;
  const hasMore = data?.hasMore ?? false;
  const loadMore = useCallback(() => {
    if (!hasMore || isStale) return;
    extend(async ({ entries }) => {
      const last = entries.at(-1);
      const more = last === undefined ? null : await page(last.cursor);
      if (more === null || 'failure' in more) return more;
      return (now) => ({ ...now, entries: joined(now.entries, more.entries), hasMore: more.hasMore });
    });
  }, [hasMore, isStale, extend, page]);
  const newer = data?.newer ?? nothingNewer;
  // More than one page of them: the list is asked for again, or there would be a hole in it.
  const showNewer = () =>
    newer.isMore || newer.needsReload
      ? reload()
      : update((now) => ({ ...now, entries: joined(now.newer.entries, now.entries), newer: nothingNewer }));
  const drop = (ids: readonly string[]) => update((now) => without(now, ids));
  return {
    entries: data?.entries ?? null,
    hasMore,
    isStale,
    isLoadingMore: isExtending,
    failure,
    newer,
    loadMore,
    showNewer,
    drop,
    reload,
  };
}

/**
 * A list as a live query: arrivals change the rows that are known, and make the list look for what is newer than its head; deleted rows
 * leave it.
 */
function liveList<Node extends { readonly id: string }>(source: ListSource<Node>): LiveSource<ListContent<Node>, ListChange<Node>> {
  return {
    key: source.key,
    ask: askOnce<ListContent<Node>>(async () => {
      const page = await source.page(null);
      return page === null || 'failure' in page ? page : { value: { ...page, newer: nothingNewer } };
    }),
    follow: (onChange) => source.follow(onChange),
    pauseMs: PAUSE_MS,
    take: async (before, changes, update) => {
      const deletedIds = changes.flatMap((change) => ('deletedIds' in change ? change.deletedIds : []));
      const { entries } = without(before, deletedIds);
      if (deletedIds.length > 0) update((now) => without(now, deletedIds));
      const arrivals = changes.flatMap((change) => ('deletedIds' in change ? [] : [change.row]));
      // The rows after those that are gone are not known.
      if (entries.length === 0 && before.entries.length > 0 && before.hasMore) return 'ask';
      const rows = new Map(arrivals.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
      const known = new Set(entries.map(({ node }) => node.id));
      if ([...rows.keys()].some((id) => known.has(id))) {
        update((now) => ({ ...now, entries: now.entries.map((entry) => ({ ...entry, node: rows.get(entry.node.id) ?? entry.node })) }));
      }
      if (arrivals.every((row) => row !== undefined && known.has(row.id))) return null;
      if (entries.length === 0) return 'ask';
      const newer = await source.newer(entries);
      return newer === null ? null : (now) => ({ ...now, newer });
    },
  };
}

/** The list without these rows. */
function without<Node extends { readonly id: string }>(list: ListContent<Node>, ids: readonly string[]): ListContent<Node> {
  const gone = new Set(ids);
  const stays = ({ node }: ListEntry<Node>): boolean => !gone.has(node.id);
  return { ...list, entries: list.entries.filter(stays), newer: { ...list.newer, entries: list.newer.entries.filter(stays) } };
}

/** Both, each row once: a page boundary may be seen twice when rows arrive in between. */
function joined<Node extends { readonly id: string }>(
  first: readonly ListEntry<Node>[],
  second: readonly ListEntry<Node>[],
): ListEntry<Node>[] {
  const seen = new Set(first.map(({ node }) => node.id));
  return [...first, ...second.filter(({ node }) => !seen.has(node.id))];
}
