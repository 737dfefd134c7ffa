import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { DatasetRowsAtDocument, DatasetRowsFoundDocument } from '../../graphql/generated/graphql.ts';
import type { DatasetRowContentFragment } from '../../graphql/generated/graphql.ts';

/** Rows that are asked for at once. */
const pageRows = 100;
/** Pages that are kept: what is far from the view is asked for again. */
const mostPages = 60;

type Row = DatasetRowContentFragment;

/** What rows are read of; a component that reads others is another one. */
export interface RowsOf {
  readonly versionId: string;
  /** Null: of all splits. */
  readonly split: string | null;
}

export interface Rows {
  readonly rowAt: (index: number) => Row | null;
  /** The rows from `first` to `last` are in view. */
  readonly show: (first: number, last: number) => void;
  readonly failure: string | null;
}

/** Rows of a version, or of its split, asked for as they come into view. */
export function useRows({ versionId, split }: RowsOf): Rows {
  const client = useClient();
  const [pages, setPages] = useState<ReadonlyMap<number, readonly Row[]>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const asked = useRef(new Set<number>());
  const show = useCallback(
    (first: number, last: number) => {
      const [from, to] = [Math.floor(first / pageRows), Math.floor(last / pageRows)];
      for (let page = from; page <= to; page += 1) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        const variables = { id: versionId, from: page * pageRows, count: pageRows, split };
        void client
          .query(asDocument(DatasetRowsAtDocument), variables, { requestPolicy: 'network-only' })
          .toPromise()
          .then(({ data, error }) => {
            setFailure(error === undefined ? null : failureWords(error));
            if (error !== undefined) return void asked.current.delete(page);
            return setPages((known) => {
              const next = new Map(known).set(page, data?.datasetVersion?.rowsAt ?? []);
              for (const one of next.keys()) {
                if (next.size <= mostPages) break;
                if (Math.abs(one - page) < mostPages / 3) continue;
                next.delete(one);
                asked.current.delete(one);
              }
              return next;
            });
          });
      }
    },
    [client, versionId, split],
  );
  const rowAt = useCallback((index: number) => pages.get(Math.floor(index / pageRows))?.[index % pageRows] ?? null, [pages]);
  return { rowAt, show, failure };
}

interface Found {
  readonly rows: readonly Row[];
  /** Where the search goes on; null: all rows were looked through. */
  readonly cursor: string | null;
  readonly isSearching: boolean;
  readonly failure: string | null;
}

export interface FoundRows extends Pick<Found, 'rows' | 'isSearching' | 'failure'> {
  /** Searches on; null: all rows were looked through. */
  readonly more: (() => void) | null;
}

/** Rows that contain a text, page by page. */
export function useFoundRows({ versionId, split }: RowsOf, search: string): FoundRows {
  const client = useClient();
  const [found, setFound] = useState<Found>({ rows: [], cursor: null, isSearching: true, failure: null });
  const ask = useCallback(
    (after: string | null) =>
      client
        .query(asDocument(DatasetRowsFoundDocument), { id: versionId, search, split, after }, { requestPolicy: 'network-only' })
        .toPromise()
        .then(({ data, error }): ((before: Found) => Found) => {
          const page = data?.datasetVersion?.rows;
          const cursor = page?.pageInfo.hasNextPage === true ? (page.pageInfo.endCursor ?? null) : null;
          const failure = error === undefined ? null : failureWords(error);
          return ({ rows }) => ({ rows: [...rows, ...(page?.edges.map(({ node }) => node) ?? [])], cursor, isSearching: false, failure });
        }),
    [client, versionId, search, split],
  );
  useEffect(() => {
    let isHere = true;
    void ask(null).then((answer) => {
      if (isHere) setFound(() => answer({ rows: [], cursor: null, isSearching: false, failure: null }));
    });
    return () => {
      isHere = false;
    };
  }, [ask]);
  const { cursor } = found;
  const more = () => {
    setFound((before) => ({ ...before, isSearching: true, failure: null }));
    void ask(cursor).then(setFound);
  };
  return { ...found, more: cursor === null ? null : more };
}
