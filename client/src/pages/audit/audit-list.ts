import { useMemo } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { useKeysetList } from '../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../controls/list/list.ts';
import { newerCount, newerThan } from '../../controls/list/newer.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { AuditChangedDocument, AuditPageDocument } from '../../graphql/generated/graphql.ts';
import type { AuditFilter, AuditRowFragment } from '../../graphql/generated/graphql.ts';

export type AuditList = KeysetList<AuditRowFragment>;

const PAGE_SIZE = 60;

/** The trail, newest first, a page at a time; what has come since is counted, unless paused. */
export function useAuditList(filter: AuditFilter, isPaused: boolean): AuditList {
  const client = useClient();
  const asked = JSON.stringify(filter);
  const source = useMemo(() => trailOf(client, JSON.parse(asked) as AuditFilter), [client, asked]);
  return useKeysetList(source, isPaused);
}

function trailOf(client: Client, filter: AuditFilter): ListSource<AuditRowFragment> {
  const ask = async (first: number, after: string | null) => {
    const { data, error } = await client
      .query(asDocument(AuditPageDocument), { filter, first, after }, { requestPolicy: 'network-only' })
      .toPromise();
    return {
      // Null where the API refuses: a root field that is never null takes the whole answer with it.
      page: data == null ? null : { entries: data.auditLog.edges, hasMore: data.auditLog.pageInfo.hasNextPage },
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
      const additions = client.subscription(asDocument(AuditChangedDocument), { filter }).subscribe(({ data }) => {
        if (data != null) onChange({ arrived: true });
      });
      return () => additions.unsubscribe();
    },
  };
}
