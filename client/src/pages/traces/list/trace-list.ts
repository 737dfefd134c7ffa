import { useMemo } from 'react';
import { useClient } from 'urql';
import type { Client, RequestPolicy } from 'urql';
import { useKeysetList } from '../../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../../controls/list/list.ts';
import { newerCount, newerThan } from '../../../controls/list/newer.ts';
import { asDocument } from '../../../graphql/document.ts';
import { policyOf } from '../../../graphql/early.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TraceArrivedDocument, TraceListPageDocument, TracesDeletedDocument } from '../../../graphql/generated/graphql.ts';
import type { TraceListPageQueryVariables, TraceRowFragment } from '../../../graphql/generated/graphql.ts';
import { firstPageOf } from './trace-query.ts';
import type { TraceQuery } from './trace-query.ts';

export type TraceList = KeysetList<TraceRowFragment>;

/**
 * Traces in the order asked for, a page at a time by keyset; rows follow their traces, new ones are counted and deleted ones leave, unless
 * paused.
 */
export function useTraceList(query: TraceQuery, paused: boolean): TraceList {
  const client = useClient();
  const asked = JSON.stringify(query);
  const source = useMemo(() => tracesOf(client, JSON.parse(asked) as TraceQuery), [client, asked]);
  return useKeysetList(source, paused);
}

function tracesOf(client: Client, query: TraceQuery): ListSource<TraceRowFragment> {
  const ask = async (variables: TraceListPageQueryVariables, requestPolicy: RequestPolicy = 'network-only') => {
    const { data, error } = await client.query(asDocument(TraceListPageDocument), variables, { requestPolicy }).toPromise();
    return { page: data == null ? null : { entries: data.traces.edges, hasMore: data.traces.pageInfo.hasNextPage }, error };
  };
  const first = firstPageOf(query);
  const isNewestFirst = query.order === 'STARTED_AT' && !query.ascending;
  return {
    key: JSON.stringify(query),
    page: async (after) => {
      const { page, error } = await (after === null
        ? ask(first, policyOf(client, TraceListPageDocument, first, 'network-only'))
        : ask({ ...first, after }));
      return page ?? (error === undefined ? null : { failure: failureWords(error) });
    },
    newer: async (held) => {
      const { page } = await ask({ ...first, first: newerCount(held, isNewestFirst) });
      return page === null ? null : newerThan(held, page.entries, isNewestFirst);
    },
    follow: (onChange) => {
      const arrivals = client
        .subscription(asDocument(TraceArrivedDocument), {})
        .subscribe(({ data }) => onChange({ arrived: true, row: data?.traceCaptured }));
      const deletions = client.subscription(asDocument(TracesDeletedDocument), {}).subscribe(({ data }) => {
        if (data !== undefined && data !== null) onChange({ deletedIds: data.tracesDeleted });
      });
      return () => {
        arrivals.unsubscribe();
        deletions.unsubscribe();
      };
    },
  };
}
