import { useMemo } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { useKeysetList } from '../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../controls/list/list.ts';
import { MOST_NEWER } from '../../controls/list/newer.ts';
import { asDocument } from '../../graphql/document.ts';
import { policyOf } from '../../graphql/early.ts';
import { failureWords } from '../../graphql/failure.ts';
import {
  MessageArrivedDocument,
  MessagePageDocument,
  MessagesDeletedDocument,
  NewerMessagesDocument,
} from '../../graphql/generated/graphql.ts';
import type { MessageRowFragment } from '../../graphql/generated/graphql.ts';
import { firstPageOf } from './message-query.ts';
import type { MessageQuery } from './message-query.ts';

export type MessageList = KeysetList<MessageRowFragment>;

/** Messages newest first, a page at a time by keyset; follows arrivals and deletions unless paused. */
export function useMessageList(query: MessageQuery, paused: boolean): MessageList {
  const client = useClient();
  const asked = JSON.stringify(query);
  const source = useMemo(() => messagesOf(client, JSON.parse(asked) as MessageQuery), [client, asked]);
  return useKeysetList(source, paused);
}

function messagesOf(client: Client, asked: MessageQuery): ListSource<MessageRowFragment> {
  const first = firstPageOf(asked);
  return {
    key: JSON.stringify(asked),
    page: async (after) => {
      const { data, error } = await client
        .query(asDocument(MessagePageDocument), after === null ? first : { ...first, after }, {
          requestPolicy: after === null ? policyOf(client, MessagePageDocument, first, 'network-only') : 'network-only',
        })
        .toPromise();
      if (data == null) return error === undefined ? null : { failure: failureWords(error) };
      return { entries: data.messages.edges, hasMore: data.messages.pageInfo.hasNextPage };
    },
    newer: async ([head]) => {
      if (head === undefined) return null;
      const { data } = await client
        .query(asDocument(NewerMessagesDocument), { ...asked, last: MOST_NEWER, before: head.cursor }, { requestPolicy: 'network-only' })
        .toPromise();
      return data == null ? null : { entries: data.messages.edges, isMore: data.messages.pageInfo.hasPreviousPage, needsReload: false };
    },
    follow: (onChange) => {
      const arrivals = client.subscription(asDocument(MessageArrivedDocument), {}).subscribe(() => onChange({ arrived: true }));
      const deletions = client.subscription(asDocument(MessagesDeletedDocument), {}).subscribe(({ data }) => {
        if (data !== undefined && data !== null) onChange({ deletedIds: data.messagesDeleted });
      });
      return () => {
        arrivals.unsubscribe();
        deletions.unsubscribe();
      };
    },
  };
}
