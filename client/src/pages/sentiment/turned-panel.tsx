import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import type { TurnedRowFragment } from '../../graphql/generated/graphql.ts';
import { trajectoryWords } from '../../panels/meaning/words.ts';
import { Ago } from '../../primitives/moment.tsx';

const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;

const columns: readonly Column<TurnedRowFragment>[] = [
  {
    key: 'conversation',
    header: 'Conversation',
    of: ({ conversation }) => conversation.externalId,
    cell: ({ conversation: { externalId } }) => (
      <Link to="/conversations/$conversationId" params={{ conversationId: externalId }} search={keepView} className="mono">
        {visible(externalId)}
      </Link>
    ),
  },
  {
    key: 'trajectory',
    header: 'Course',
    of: ({ trajectory }) => trajectory,
    cell: ({ trajectory }) => <Badge tone={trajectory === 'RESOLVED' ? 'good' : 'bad'}>{trajectoryWords[trajectory]}</Badge>,
  },
  { key: 'start', header: 'Start', of: ({ start }) => start, align: 'end', cell: ({ start }) => signed(start) },
  { key: 'end', header: 'End', of: ({ end }) => end, align: 'end', cell: ({ end }) => signed(end) },
  {
    key: 'turn',
    header: 'Turned with',
    of: ({ turningMessage }) => turningMessage?.contentPreview ?? '',
    isSortable: false,
    cell: ({ turningMessage }) =>
      turningMessage == null ? <span className="quiet">deleted</span> : <span>{visible(turningMessage.contentPreview)}</span>,
  },
  {
    key: 'last',
    header: 'Last message',
    of: ({ conversation }) => Date.parse(conversation.lastMessageAt),
    align: 'end',
    cell: ({ conversation }) => <Ago at={conversation.lastMessageAt} />,
  },
];

interface TurnedProps {
  readonly load: Load<readonly TurnedRowFragment[]>;
  readonly onRetry: () => void;
}

/** Conversations whose feelings turned, with the message at which they did. */
export function TurnedPanel({ load, onRetry }: TurnedProps) {
  return (
    <Panel
      title="Where it turned"
      hint="the newest conversations that turned for better or worse, and the user’s first message after the turn"
      flush
      load={load}
      minHeight={200}
      skeleton="rows"
      onRetry={onRetry}
      empty={{
        says: 'No conversation here turned.',
        how: 'One turns when a negative message follows one that is not, or the other way round.',
      }}
    >
      {(rows) => (
        <DataTable
          caption="Conversations that turned"
          columns={columns}
          rows={rows}
          rowKey={({ conversation }) => conversation.externalId}
          maxHeight="420px"
        />
      )}
    </Panel>
  );
}
