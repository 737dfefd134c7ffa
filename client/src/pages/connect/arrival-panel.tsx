import { Link } from '@tanstack/react-router';
import { compact, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { keepView } from '../../controls/use-view.ts';
import { FirstMessageDocument } from '../../graphql/generated/graphql.ts';
import type { FirstMessageSubscription, KeysQuery } from '../../graphql/generated/graphql.ts';
import { useChanges } from '../../graphql/use-live.ts';
import { Icon } from '../../primitives/icon.tsx';
import { Moment } from '../../primitives/moment.tsx';
import styles from './connect.module.css';

type Arrived = FirstMessageSubscription['messageIngested'];

/** Waits for a message and says the moment it is there. */
export function ArrivalPanel({ workspace }: { readonly workspace: KeysQuery['workspace'] | null }) {
  const locale = useLocale();
  const [arrived, setArrived] = useState<Arrived | null>(null);
  useChanges(FirstMessageDocument, {}, ({ messageIngested }) => setArrived(messageIngested));
  return (
    <Panel title="3. It arrives" hint="this panel listens">
      <div className={styles.arrival} data-arrived={arrived !== null || undefined} role="status">
        {arrived === null ? (
          <>
            <i className={styles.waiting} aria-hidden="true" />
            <div>
              <p>Waiting for a message.</p>
              <p className="quiet">
                {workspace?.firstMessageAt == null ? (
                  'None has arrived yet. Run a snippet and watch this place.'
                ) : (
                  <>
                    {compact(workspace.messageCount, locale)} are here already, the first since <Moment at={workspace.firstMessageAt} />.
                    The next one shows here.
                  </>
                )}
              </p>
            </div>
          </>
        ) : (
          <>
            <span className={styles.tick}>
              <Icon name="check" />
            </span>
            <div className={styles.arrivedWords}>
              <p>
                <b>{workspace?.firstMessageAt == null ? 'The first message is here.' : 'A message arrived.'}</b>{' '}
                <Moment at={arrived.createdAt} precision="second" />
              </p>
              <p className={styles.preview}>
                {arrived.role.toLowerCase()}
                {arrived.model == null ? '' : ` · ${arrived.model}`}: {arrived.contentPreview}
              </p>
              <p>
                <Link
                  to="/conversations/$conversationId"
                  params={{ conversationId: arrived.conversation.externalId }}
                  search={(held) => ({ ...keepView(held), message: arrived.externalId })}
                >
                  Open its conversation
                </Link>
                {' · '}
                <Link to="/" search={keepView}>
                  Overview
                </Link>
              </p>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}
