import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { useMemo } from 'react';
import { keepView } from '../../controls/use-view.ts';
import { ConversationsOfGroupDocument } from '../../graphql/generated/graphql.ts';
import type { AnalyticsFilter, ConversationGroupInput, ConversationsOfGroupQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Moment } from '../../primitives/moment.tsx';

interface ConversationsDialogProps {
  readonly title: string;
  readonly group: ConversationGroupInput;
  readonly filter: AnalyticsFilter;
  readonly onClose: () => void;
}

type Listed = ConversationsOfGroupQuery['analytics']['conversations'][number];

/** As many as the query asks for. */
const MOST = 100;

const columns: readonly Column<Listed>[] = [
  {
    key: 'conversation',
    header: 'Conversation',
    of: ({ externalId }) => externalId,
    cell: ({ externalId }) => (
      <Link to="/conversations/$conversationId" params={{ conversationId: externalId }} search={keepView}>
        {externalId}
      </Link>
    ),
    isClipped: true,
    width: '40%',
  },
  {
    key: 'last',
    header: 'Last message',
    of: ({ lastMessageAt }) => lastMessageAt,
    cell: ({ lastMessageAt }) => <Moment at={lastMessageAt} />,
  },
  { key: 'messages', header: 'Messages', of: ({ messageCount }) => messageCount, unit: 'count' },
  { key: 'user', header: 'User', of: ({ userId }) => userId ?? null, isClipped: true },
];

/** The conversations that a number counts, newest first. */
export default function ConversationsDialog({ title, group, filter, onClose }: ConversationsDialogProps) {
  // The list is of what was pressed, though the page goes on.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const variables = useMemo(() => ({ filter, group }), []);
  const { data, failure, reload } = useLiveQuery({ query: ConversationsOfGroupDocument, variables });
  const rows = data?.analytics.conversations ?? null;
  return (
    <Dialog
      open
      wide
      title={title}
      says={
        rows === null
          ? 'Conversations under the filters of the page.'
          : rows.length >= MOST
            ? `The newest ${MOST} conversations under the filters of the page.`
            : `${rows.length === 1 ? 'One conversation' : `${rows.length} conversations`} under the filters of the page, newest first.`
      }
      onClose={onClose}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {failure !== null && rows === null ? (
        <p role="alert">
          {failure}{' '}
          <Button tone="bare" onClick={reload}>
            Try again
          </Button>
        </p>
      ) : (
        <DataTable caption={title} columns={columns} rows={rows ?? []} rowKey={({ id }) => id} maxHeight="50vh" />
      )}
    </Dialog>
  );
}
