import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { EmptyState } from 'ui-kit/panel';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { SearchBox } from '../../controls/list/search-box.tsx';
import { asDocument } from '../../graphql/document.ts';
import { CohortMembersDocument } from '../../graphql/generated/graphql.ts';
import { UserTable } from '../../panels/users/user-table.tsx';
import { useUserList } from '../../panels/users/user-list.ts';
import styles from './cohorts.module.css';

/** Who is in the cohort, last active first. */
export function MembersPanel({ id }: { readonly id: string }) {
  const client = useClient();
  const [search, setSearch] = useState('');
  const ask = useMemo(
    () => async (first: number, after: string | null) => {
      const { data, error } = await client
        .query(asDocument(CohortMembersDocument), { id, search, first, after }, { requestPolicy: 'network-only' })
        .toPromise();
      return { found: data?.cohort?.members ?? null, error };
    },
    [client, id, search],
  );
  const list = useUserList(`${id} ${search}`, ask);
  return (
    <div className={styles.stack}>
      <div className={styles.search}>
        <SearchBox noun="members" value={search} onSearch={setSearch} />
      </div>
      <ListPanel
        noun={['member', 'members']}
        list={list}
        empty={
          <EmptyState
            says={search === '' ? 'No user is in this cohort now.' : 'No member passes the search.'}
            how="Users are here once a message names them or the application identifies them."
          />
        }
      >
        <UserTable list={list} label="Members" />
      </ListPanel>
    </div>
  );
}
