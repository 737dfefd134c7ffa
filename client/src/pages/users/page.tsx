import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { EmptyState } from 'ui-kit/panel';
import { useClient } from 'urql';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { SearchBox } from '../../controls/list/search-box.tsx';
import { Page } from '../../controls/page/page.tsx';
import { asDocument } from '../../graphql/document.ts';
import { UsersDocument } from '../../graphql/generated/graphql.ts';
import { useUserList } from '../../panels/users/user-list.ts';
import { UserTable } from '../../panels/users/user-table.tsx';
import { Button } from '../../primitives/button.tsx';
import { Snippet } from '../../primitives/snippet.tsx';

/** Users of the application, last active first, searched by the server. */
export function UsersPage() {
  const { q = '' } = useSearch({ from: '/users' });
  const navigate = useNavigate({ from: '/users' });
  const client = useClient();
  const ask = useMemo(
    () => async (first: number, after: string | null) => {
      const { data, error } = await client
        .query(asDocument(UsersDocument), { search: q, first, after }, { requestPolicy: 'network-only' })
        .toPromise();
      return { found: data?.users ?? null, error };
    },
    [client, q],
  );
  const list = useUserList(q, ask);
  const search = (text: string) =>
    void navigate({ search: (held) => ({ ...held, q: text.trim() === '' ? undefined : text.trim() }), replace: true });
  return (
    <Page title="Users" fill row={<SearchBox noun="users" value={q} onSearch={search} />}>
      <ListPanel
        noun={['user', 'users']}
        list={list}
        empty={
          q === '' ? (
            <EmptyState
              says="No user yet."
              how="Users appear with the first message that carries a userId, or when the application identifies them with its own properties."
              action={<Snippet label="GraphQL" code={identify} />}
            />
          ) : (
            <EmptyState
              says="No user passes the search."
              how="It looks in ids and in the values of properties."
              action={<Button onClick={() => search('')}>Clear search</Button>}
            />
          )
        }
      >
        <UserTable list={list} label="Users" />
      </ListPanel>
    </Page>
  );
}

const identify = `mutation {
  identifyUsers(users: [{ userId: "user-42", properties: { plan: "pro", signupDate: "2026-01-31" } }]) { accepted }
}`;
