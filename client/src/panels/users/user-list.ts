import { useMemo } from 'react';
import type { CombinedError } from 'urql';
import { useKeysetList } from '../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../controls/list/list.ts';
import { failureWords } from '../../graphql/failure.ts';
import type { UserRowFragment } from '../../graphql/generated/graphql.ts';

/** A user as a row of a list. */
export type UserNode = UserRowFragment & { readonly id: string };
export type UserList = KeysetList<UserNode>;

interface Found {
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly edges: readonly { readonly cursor: string; readonly node: UserRowFragment }[];
}
export type AskUsers = (
  first: number,
  after: string | null,
) => Promise<{ readonly found: Found | null; readonly error: CombinedError | undefined }>;

const PAGE_SIZE = 50;

/** Users, last active first, a page at a time. `key` names what `ask` asks for. */
export function useUserList(key: string, ask: AskUsers): UserList {
  const source = useMemo<ListSource<UserNode>>(
    () => ({
      key,
      page: async (after) => {
        const { found, error } = await ask(PAGE_SIZE, after);
        if (found === null) return error === undefined ? null : { failure: failureWords(error) };
        return {
          entries: found.edges.map(({ cursor, node }) => ({ cursor, node: { ...node, id: node.userId } })),
          hasMore: found.pageInfo.hasNextPage,
        };
      },
      newer: async () => null,
      follow: () => () => undefined,
    }),
    [key, ask],
  );
  return useKeysetList(source, true);
}
