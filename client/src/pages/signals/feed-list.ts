import { useMemo } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { useKeysetList } from '../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../controls/list/list.ts';
import { newerCount, newerThan } from '../../controls/list/newer.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { AnomalyChangedDocument, AnomalyDetectedDocument, AnomalyPageDocument } from '../../graphql/generated/graphql.ts';
import type { AnomalyPageQueryVariables, AnomalyRowFragment } from '../../graphql/generated/graphql.ts';

export type AnomalyFeed = KeysetList<AnomalyRowFragment>;
type Filter = Omit<AnomalyPageQueryVariables, 'first' | 'after'>;

const PAGE_SIZE = 40;

/** The anomalies of a filter, newest first, a page at a time; new ones are counted at its head, changed ones change in place. */
export function useAnomalyFeed(filter: Filter, isPaused: boolean): AnomalyFeed {
  const client = useClient();
  const asked = JSON.stringify(filter);
  const source = useMemo(() => feedOf(client, JSON.parse(asked) as Filter), [client, asked]);
  return useKeysetList(source, isPaused);
}

function feedOf(client: Client, filter: Filter): ListSource<AnomalyRowFragment> {
  const ask = async (first: number, after: string | null) => {
    const { data, error } = await client
      .query(asDocument(AnomalyPageDocument), { ...filter, first, after }, { requestPolicy: 'network-only' })
      .toPromise();
    return {
      // Null where the API refuses: a root field that is never null takes the whole answer with it.
      page: data == null ? null : { entries: data.anomalies.edges, hasMore: data.anomalies.pageInfo.hasNextPage },
      error,
    };
  };
  return {
    key: JSON.stringify(filter),
    page: async (after) => {
      const { page, error } = await ask(PAGE_SIZE, after);
      return page ?? (error === undefined ? null : { failure: failureWords(error) });
    },
    newer: async (held) => {
      const { page } = await ask(newerCount(held, true), null);
      return page === null ? null : newerThan(held, page.entries, true);
    },
    follow: (onChange) => {
      const found = client.subscription(asDocument(AnomalyDetectedDocument), {}).subscribe(({ data }) => {
        if (data != null) onChange({ arrived: true, row: data.anomalyDetected });
      });
      const changed = client.subscription(asDocument(AnomalyChangedDocument), {}).subscribe(({ data }) => {
        if (data != null) onChange({ arrived: true, row: data.anomalyChanged });
      });
      return () => {
        found.unsubscribe();
        changed.unsubscribe();
      };
    },
  };
}
