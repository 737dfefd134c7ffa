import { ErrorState, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import type { AssistantConversationsQuery } from '../../graphql/generated/graphql.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Ago } from '../../primitives/moment.tsx';
import styles from './page.module.css';

export interface ConversationListProps {
  readonly list: Live<AssistantConversationsQuery>;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly shownId: string | null;
  readonly onOpen: (id: string) => void;
}

/** Conversations that the viewer may read, the latest first. */
export function ConversationList({ list: { data, failure, reload }, search, onSearch, shownId, onOpen }: ConversationListProps) {
  const rows = data?.assistantConversations.edges.map(({ node }) => node) ?? [];
  return (
    <>
      <input
        type="search"
        className={styles.search}
        aria-label="Search in conversations"
        placeholder="Search in conversations"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      {data === null && failure === null && <Skeleton shape="rows" label="Conversations are loaded" />}
      {data === null && failure !== null && <ErrorState message={failure} onRetry={reload} />}
      {data !== null && rows.length === 0 && (
        <p className="quiet">{search === '' ? 'No conversation yet. What is asked here is kept.' : 'No conversation has these words.'}</p>
      )}
      <ul className={styles.rows}>
        {rows.map(({ id, title, isOwn, isShared, ownerName, updatedAt }) => (
          <li key={id}>
            <button type="button" className={styles.row} aria-current={id === shownId ? 'true' : undefined} onClick={() => onOpen(id)}>
              <span className={styles.title}>{visible(title)}</span>
              <span className={styles.note}>
                <Ago at={updatedAt} />
                {isOwn ? isShared && ' · shared' : ` · by ${visible(ownerName)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {data?.assistantConversations.pageInfo.hasNextPage === true && <p className="quiet small">Older ones are found by their words.</p>}
    </>
  );
}
