import { useMemo } from 'react';
import { useClient } from 'urql';
import { useKeysetList } from '../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../controls/list/list.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { WatchedSeriesPageDocument } from '../../graphql/generated/graphql.ts';
import type { SignalMetric, WatchedRowFragment } from '../../graphql/generated/graphql.ts';

const PAGE_SIZE = 100;

/** The series that are watched, of one metric or of all, a page at a time. */
export function useWatchedSeries(metric: SignalMetric | undefined): KeysetList<WatchedRowFragment> {
  const client = useClient();
  const source = useMemo(
    (): ListSource<WatchedRowFragment> => ({
      key: metric ?? '',
      page: async (after) => {
        const { data, error } = await client
          .query(
            asDocument(WatchedSeriesPageDocument),
            { metric: metric ?? null, first: PAGE_SIZE, after },
            { requestPolicy: 'network-only' },
          )
          .toPromise();
        if (data == null) return error === undefined ? null : { failure: failureWords(error) };
        return { entries: data.watchedSeries.edges, hasMore: data.watchedSeries.pageInfo.hasNextPage };
      },
      newer: async () => null,
      // What is learnt changes by the hour: the list is asked for again with the page.
      follow: () => () => undefined,
    }),
    [client, metric],
  );
  return useKeysetList(source, true);
}
