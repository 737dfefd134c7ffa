import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { visible } from 'ui-kit/visible';
import { ListTable } from '../../controls/list/list-table.tsx';
import type { AuditRowFragment } from '../../graphql/generated/graphql.ts';
import { Moment } from '../../primitives/moment.tsx';
import type { AuditList } from './audit-list.ts';
import { deedWords, thingWords, wordsOf } from '../../panels/audit/audit-words.ts';
import { actorWords } from '../../panels/audit/actor-words.ts';
import styles from './audit.module.css';

const CARD_PX = 76;
const heads = ['When', 'Who', 'Did', 'To', 'Fields', 'From'] as const;

/** The trail, an entry a row; Enter opens it. */
export function AuditTable({ list }: { readonly list: AuditList }) {
  return (
    <ListTable
      label="Audit log"
      noun="entry"
      list={list}
      cardPx={CARD_PX}
      opens="open the entry"
      classes={{ table: styles.table, row: styles.columns }}
      heads={heads.map((label) => (
        <span key={label} role="columnheader">
          {label}
        </span>
      ))}
      cells={(entry) => <Cells entry={entry} />}
    />
  );
}

function Cells({ entry }: { readonly entry: AuditRowFragment }) {
  const isRefused = entry.outcome === 'REFUSED';
  const thing = thingWords(entry);
  return (
    <>
      <span role="cell" className={styles.when}>
        <Moment at={entry.at} precision="second" />
      </span>
      <span role="cell" className={styles.who}>
        {visible(actorWords(entry.actor))}
      </span>
      <span role="cell" className={styles.did}>
        <Link to="/audit" search={(held) => ({ ...held, entry: entry.id })} replace resetScroll={false} className={styles.open}>
          {isRefused ? (
            <>
              <Badge tone="bad">refused</Badge> {wordsOf(entry.action)}
              {entry.count > 1 && ` ×${entry.count}`}
            </>
          ) : (
            deedWords(entry)
          )}
        </Link>
      </span>
      <span role="cell" className={styles.thing} title={thing}>
        {visible(thing)}
      </span>
      <span role="cell" className={styles.fields}>
        {entry.changes.map(({ field }) => wordsOf(field)).join(', ')}
      </span>
      <span role="cell" className={`${styles.from} mono quiet`}>
        {visible(entry.address ?? '')}
      </span>
    </>
  );
}
