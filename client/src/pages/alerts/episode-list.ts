import { useMemo } from 'react';
import { useClient } from 'urql';
import { useKeysetList } from '../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../controls/list/list.ts';
import { newerCount, newerThan } from '../../controls/list/newer.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { AlertEpisodePageDocument, AlertsChangedDocument } from '../../graphql/generated/graphql.ts';
import type { AlertEpisodePageQuery } from '../../graphql/generated/graphql.ts';

export type Episode = AlertEpisodePageQuery['alertEpisodes']['edges'][number]['node'];

const PAGE_SIZE = 30;

/** What has fired, newest first, of one rule or of all, a page at a time. Episodes that change are asked for again with the first page. */
export function useEpisodes(ruleId: string | null): KeysetList<Episode> {
  const client = useClient();
  const source = useMemo((): ListSource<Episode> => {
    const ask = async (first: number, after: string | null) => {
      const { data, error } = await client
        .query(asDocument(AlertEpisodePageDocument), { first, after, ruleId }, { requestPolicy: 'network-only' })
        .toPromise();
      return { page: data == null ? null : { entries: data.alertEpisodes.edges, hasMore: data.alertEpisodes.pageInfo.hasNextPage }, error };
    };
    return {
      key: ruleId ?? '',
      page: async (after) => {
        const { page, error } = await ask(PAGE_SIZE, after);
        return page ?? (error === undefined ? null : { failure: failureWords(error) });
      },
      newer: async (held) => {
        const { page } = await ask(newerCount(held, true), null);
        return page === null ? null : newerThan(held, page.entries, true);
      },
      follow: (onChange) =>
        client.subscription(asDocument(AlertsChangedDocument), {}).subscribe(({ data }) => {
          if (data == null) return;
          // The rows that are known show what has become of them at once; new ones are offered.
          void ask(PAGE_SIZE, null).then(({ page }) => {
            for (const { node } of page?.entries ?? []) onChange({ arrived: true, row: node });
          });
        }).unsubscribe,
    };
  }, [client, ruleId]);
  return useKeysetList(source, false);
}
