import { Link } from '@tanstack/react-router';
import { format } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { ListTable } from '../../controls/list/list-table.tsx';
import { keepView } from '../../controls/use-view.ts';
import { Ago } from '../../primitives/moment.tsx';
import { propertyText, shownProperties } from './property-text.ts';
import type { UserList, UserNode } from './user-list.ts';
import styles from './users.module.css';

const CARD_PX = 78;
const heads = ['User', 'Properties', 'Last seen', 'Messages', 'Conversations', 'Cost', 'Rating'] as const;

/** Users, last active first; only the rows in view are drawn. j and k move, Enter opens the user. */
export function UserTable({ list, label }: { readonly list: UserList; readonly label: string }) {
  return (
    <ListTable
      label={label}
      noun="user"
      list={list}
      cardPx={CARD_PX}
      opens="open the user"
      classes={{ table: styles.table, row: styles.columns }}
      heads={heads.map((head, index) => (
        <span key={head} role="columnheader" data-numeric={index >= 3 || undefined}>
          {head}
        </span>
      ))}
      cells={(user) => <Cells user={user} />}
    />
  );
}

function Cells({ user }: { readonly user: UserNode }) {
  const { userId, properties, lastSeenAt, identifiedAt, messageCount, conversationCount, costUsd, averageRating } = user;
  const shown = shownProperties(properties as Record<string, unknown>);
  const seenAt = lastSeenAt ?? identifiedAt;
  return (
    <>
      <span role="cell" className={styles.id}>
        <Link to="/users/$userId" params={{ userId }} search={keepView} className={styles.open} preload={false}>
          {visible(userId)}
        </Link>
      </span>
      <span role="cell" className={styles.properties} title={shown.map(([name, value]) => `${name}: ${propertyText(value)}`).join('\n')}>
        {shown.slice(0, 4).map(([name, value]) => (
          <span key={name}>
            <span className={styles.name}>{visible(name)}</span> {visible(propertyText(value))}
          </span>
        ))}
      </span>
      <span role="cell" className={styles.seen}>
        {seenAt == null ? null : <Ago at={seenAt} />}
      </span>
      <span role="cell" className={styles.number}>
        {format(messageCount, 'count')}
      </span>
      <span role="cell" className={styles.number}>
        {format(conversationCount, 'count')}
      </span>
      <span role="cell" className={styles.number}>
        {costUsd == null ? '–' : format(costUsd, 'usd')}
      </span>
      <span role="cell" className={styles.number}>
        {averageRating == null ? '–' : `${averageRating.toFixed(1)} ★`}
      </span>
    </>
  );
}
