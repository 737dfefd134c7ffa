import { BarList } from 'ui-kit/bar-list';
import type { ErrorsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { beforeOf } from '../../analytics/list-panels.tsx';
import { MessagesLink } from '../messages-link.tsx';
import { analyticsPanel } from '../panel.ts';

/** What kinds of errors there were. */
export const errors = analyticsPanel<ErrorsPanelFragment, ErrorsPanelFragment['errors']>({
  id: 'errors',
  title: 'Errors',
  section: 'operations',
  about: 'Messages that ended in an error, by kind',
  flag: 'withErrors',
  size: { columns: 4, heightPx: 196 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  empty: { says: 'No message here ended in an error.', how: 'Errors are counted where messages carry an errorType.' },
  read: (data) => (data.errors.length === 0 ? null : data.errors),
  hint: (rows) => (rows.length > 8 ? `the 8 most frequent of ${rows.length}, share of messages` : 'by kind, share of messages'),
  draw: (rows, { previousName }) => (
    <BarList
      title="Errors"
      unit="count"
      labels={{ item: 'Error', value: 'Messages', before: previousName }}
      items={rows.slice(0, 8).map(({ errorType, count, share, ...row }) => ({
        key: errorType,
        label: <MessagesLink narrow={{ error: [errorType] }}>{errorType}</MessagesLink>,
        value: count,
        share,
        color: 'var(--uk-bad)',
        ...beforeOf(row),
      }))}
    />
  ),
  table: (rows) => [
    ['errorType', 'count', 'share', 'before'],
    ...rows.map(({ errorType, count, share, previousCount }) => [errorType, count, share, previousCount ?? null]),
  ],
});
