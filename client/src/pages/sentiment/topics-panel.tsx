import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import type { TopicRowFragment } from '../../graphql/generated/graphql.ts';

const points = (share: number): string => `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(share * 100).toFixed(1)}`;

const columns: readonly Column<TopicRowFragment>[] = [
  {
    key: 'topic',
    header: 'Topic',
    of: ({ name }) => name,
    cell: ({ id, name, terms, isNew, isGrowing }) => (
      <span title={terms.map(visible).join(', ')}>
        <Link to="/messages" search={(held) => ({ ...keepView(held), topic: [id] })}>
          {visible(name)}
        </Link>{' '}
        {isNew ? <Badge tone="accent">new</Badge> : isGrowing ? <Badge tone="neutral">growing</Badge> : null}
      </span>
    ),
  },
  { key: 'messages', header: 'Messages', of: ({ messageCount }) => messageCount, unit: 'count' },
  { key: 'share', header: 'Share', of: ({ share }) => share, unit: 'share' },
  {
    key: 'change',
    header: 'Change, points',
    of: ({ change }) => change ?? null,
    align: 'end',
    cell: ({ change, low, high }) =>
      change == null ? (
        <span className="quiet">–</span>
      ) : (
        <span title="against the period before, with its 95 % interval">
          {points(change)}{' '}
          {low != null && high != null && (
            <span className="quiet">
              {points(low)} to {points(high)}
            </span>
          )}
        </span>
      ),
  },
  {
    key: 'example',
    header: 'For example',
    of: ({ examples }) => examples[0]?.contentPreview ?? '',
    isSortable: false,
    cell: ({ examples: [example] }) =>
      example === undefined ? (
        <span className="quiet">–</span>
      ) : (
        <Link to="/conversations/$conversationId" params={{ conversationId: example.conversation.externalId }} search={keepView}>
          {visible(example.contentPreview)}
        </Link>
      ),
  },
];

interface TopicsProps {
  readonly load: Load<readonly TopicRowFragment[]>;
  readonly onRetry: () => void;
}

/** What users' messages are about, and what is new or grows. */
export function TopicsPanel({ load, onRetry }: TopicsProps) {
  return (
    <Panel
      title="Topics"
      hint="what users’ messages are about, by their telling words; changes against the period before"
      flush
      load={load}
      minHeight={200}
      skeleton="rows"
      onRetry={onRetry}
      empty={{ says: 'No topics were found yet.', how: 'They are found once a day, from 100 messages of users on.' }}
    >
      {(rows) => <DataTable caption="Topics" columns={columns} rows={rows} rowKey={({ id }) => id} maxHeight="420px" />}
    </Panel>
  );
}
