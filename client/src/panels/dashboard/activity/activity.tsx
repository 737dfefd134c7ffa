import type { ActivityPanelFragment } from '../../../graphql/generated/graphql.ts';
import { Ago } from '../../../primitives/moment.tsx';
import { actorWords } from '../../audit/actor-words.ts';
import { deedWords, thingWords, wordsOf } from '../../audit/audit-words.ts';
import styles from '../dashboard.module.css';
import { queryPanel } from '../panel.ts';

type Entry = ActivityPanelFragment['activity']['edges'][number];

/** Who changed what. */
export const activity = queryPanel<ActivityPanelFragment, readonly Entry[]>({
  id: 'activity',
  title: 'Activity feed',
  section: 'activity',
  about: 'Who changed what in the workspace, newest first',
  flag: 'withActivity',
  size: { columns: 12, heightPx: 260 },
  filters: 'none',
  permission: 'READ',
  skeleton: 'rows',
  empty: { says: 'Nobody has changed anything yet.', how: 'Changes of prices, models, keys, members and views appear here.' },
  read: ({ activity: { edges } }) => (edges.length === 0 ? null : edges),
  hint: (entries) => `the last ${entries.length} changes, whatever the filters`,
  draw: (entries, _view, heightPx) => (
    <ol className={styles.feed} style={{ maxHeight: heightPx }} tabIndex={0} aria-label="Activity">
      {entries.map(({ cursor, node }) => (
        <li key={cursor}>
          <b>{actorWords(node.actor)}</b> {deedWords({ ...node, outcome: 'DONE' })} {thingWords({ ...node, outcome: 'DONE' })}
          {node.changedFields.length > 0 && node.change === 'CHANGED' && (
            <span className="quiet"> ({node.changedFields.map(wordsOf).join(', ')})</span>
          )}
          <span className={styles.when}>
            <Ago at={node.at} />
          </span>
        </li>
      ))}
    </ol>
  ),
  table: (entries) => [
    ['at', 'actor', 'action', 'type', 'name', 'count'],
    ...entries.map(({ node }) => [
      node.at,
      actorWords(node.actor),
      node.action,
      node.targetType ?? null,
      node.targetName ?? null,
      node.count,
    ]),
  ],
});
