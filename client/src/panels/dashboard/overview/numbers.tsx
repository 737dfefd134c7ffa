import type { NumbersPanelFragment } from '../../../graphql/generated/graphql.ts';
import { Tiles } from '../../analytics/tiles.tsx';
import { analyticsPanel } from '../panel.ts';
import styles from '../dashboard.module.css';

/** The numbers at a glance. */
export const numbers = analyticsPanel<NumbersPanelFragment, NumbersPanelFragment>({
  id: 'numbers',
  title: 'Key numbers',
  section: 'overview',
  about: 'Messages, cost, success, rating, latency, errors, users and tokens, each with its change',
  flag: 'withNumbers',
  size: { columns: 12, heightPx: 240 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'tiles',
  empty: { says: 'No message in this time range passes these filters.' },
  read: (data) => (data.overview.messageCount === 0 ? null : data),
  hint: (_value, { compare, previousName }) => (compare ? `changes against ${previousName}` : ''),
  draw: ({ overview, previous, comparison, series }, { compare, previousName }) => {
    const tiles = { overview, previous: previous ?? null, previousName, isCompared: compare, series, comparison: comparison?.metrics };
    return (
      <div className={styles.numbers}>
        <Tiles {...tiles} row="first" />
        <Tiles {...tiles} row="second" />
      </div>
    );
  },
  table: ({ overview }) => [
    ['messages', 'conversations', 'users', 'costUsd', 'successShare', 'averageRating', 'p95Ms', 'errorShare'],
    [
      overview.messageCount,
      overview.conversationCount,
      overview.userCount,
      overview.costUsd ?? null,
      overview.successShare ?? null,
      overview.averageRating ?? null,
      overview.latencyMs.p95Ms ?? null,
      overview.errorShare ?? null,
    ],
  ],
});
