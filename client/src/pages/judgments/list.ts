import { useMemo } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { useKeysetList } from '../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../controls/list/list.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { JudgedMessagesDocument } from '../../graphql/generated/graphql.ts';
import type { AnalyticsFilter, JudgedMessageFragment } from '../../graphql/generated/graphql.ts';

const PAGE_SIZE = 40;

/** Judged messages newest first, a page at a time. */
export function useJudgedMessages(filter: AnalyticsFilter): KeysetList<JudgedMessageFragment> {
  const client = useClient();
  const asked = JSON.stringify(filter);
  const source = useMemo(() => judgedMessages(client, JSON.parse(asked) as AnalyticsFilter), [client, asked]);
  return useKeysetList(source, false);
}

function judgedMessages(client: Client, filter: AnalyticsFilter): ListSource<JudgedMessageFragment> {
  return {
    key: JSON.stringify(filter),
    page: async (after) => {
      const variables = { filter, first: PAGE_SIZE, ...(after !== null && { after }) };
      const { data, error } = await client
        .query(asDocument(JudgedMessagesDocument), variables, { requestPolicy: 'network-only' })
        .toPromise();
      if (data == null) return error === undefined ? null : { failure: failureWords(error) };
      return { entries: data.messages.edges, hasMore: data.messages.pageInfo.hasNextPage };
    },
    // A message is judged long after it came: the list does not follow arrivals.
    newer: async () => null,
    follow: () => () => undefined,
  };
}
