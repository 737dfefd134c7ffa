import { useMemo } from 'react';
import { useClient } from 'urql';
import { EmptyState } from 'ui-kit/panel';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { useKeysetList } from '../../controls/list/list.ts';
import type { ListSource } from '../../controls/list/list.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { AlertDeliveryPageDocument } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { DeliveryList } from './delivery-list.tsx';
import type { Delivery } from './delivery-list.tsx';
import styles from './alerts.module.css';

const PAGE_SIZE = 30;

/** Everything that was sent, newest first: where, how often it was tried, and what came back. */
export function DeliveriesPanel() {
  const client = useClient();
  const source = useMemo(
    (): ListSource<Delivery> => ({
      key: '',
      page: async (after) => {
        const { data, error } = await client
          .query(asDocument(AlertDeliveryPageDocument), { first: PAGE_SIZE, after }, { requestPolicy: 'network-only' })
          .toPromise();
        if (data == null) return error === undefined ? null : { failure: failureWords(error) };
        return { entries: data.alertDeliveries.edges, hasMore: data.alertDeliveries.pageInfo.hasNextPage };
      },
      newer: async () => null,
      follow: () => () => undefined,
    }),
    [client],
  );
  const list = useKeysetList(source, true);
  return (
    <div className={styles.named}>
      <h2>What was sent</h2>
      <ListPanel
        noun={['notice', 'notices']}
        list={list}
        empty={<EmptyState says="Nothing was sent yet." how="Every notice stands here with the answer that it got, tests too." />}
      >
        <div className={styles.log}>
          <DeliveryList deliveries={(list.entries ?? []).map(({ node }) => node)} onChanged={list.reload} />
        </div>
        {list.hasMore && (
          <p className={styles.more}>
            <Button onClick={list.loadMore} disabled={list.isLoadingMore}>
              {list.isLoadingMore ? 'Loading more' : 'Show more'}
            </Button>
          </p>
        )}
      </ListPanel>
    </div>
  );
}
