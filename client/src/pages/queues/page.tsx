import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { AnnotationQueuesChangedDocument, AnnotationQueuesDocument } from '../../graphql/generated/graphql.ts';
import type { QueueRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { QueueDialog } from './queue-dialog.tsx';
import { Share } from './share.tsx';

const changes = { subscription: AnnotationQueuesChangedDocument, askAfterMs: 1_000 } as const;

/** Every annotation queue that the viewer may see. */
export function QueuesPage() {
  const answer = useLiveQuery({ query: AnnotationQueuesDocument, variables: {}, changes });
  const [isMaking, setMaking] = useState(false);
  const mayManage = useMay('MANAGE_QUEUES');
  const navigate = useNavigate();
  const make = mayManage && (
    <Button tone="primary" icon="plus" onClick={() => setMaking(true)}>
      New queue
    </Button>
  );
  return (
    <Page title="Annotation queues" actions={make}>
      <Panel
        title="Queues"
        hint="messages that people judge one by one; with overlap, without seeing each other’s judgments"
        flush
        skeleton="rows"
        minHeight={240}
        load={loadOf(answer, ({ annotationQueues }) => (annotationQueues.length === 0 ? null : annotationQueues))}
        onRetry={answer.reload}
        empty={
          mayManage
            ? {
                says: 'No annotation queue yet.',
                how: 'Make one, fill it with messages by a filter or a sample, and people of the workspace judge them.',
                action: <Button onClick={() => setMaking(true)}>Make a queue</Button>,
              }
            : { says: 'No annotation queue is for you yet.', how: 'It appears here once an editor makes one for you or for everybody.' }
        }
      >
        {(rows) => (
          <DataTable
            caption="Annotation queues"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            initialSort={{ key: 'name', direction: 'ascending' }}
            rowHeight={38}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
      {isMaking && (
        <QueueDialog
          queue={null}
          onSaved={({ id }) => void navigate({ to: '/queues/$queueId', params: { queueId: id }, search: keepView })}
          onClose={() => setMaking(false)}
        />
      )}
    </Page>
  );
}

const columns: readonly Column<QueueRowFragment>[] = [
  {
    key: 'name',
    header: 'Queue',
    of: ({ name }) => name,
    cell: ({ id, name, status }) => (
      <>
        <Link to="/queues/$queueId" params={{ queueId: id }} search={keepView}>
          {visible(name)}
        </Link>{' '}
        {status === 'CLOSED' && <Badge>closed</Badge>}
      </>
    ),
  },
  {
    key: 'progress',
    header: 'Complete',
    of: ({ completedCount, itemCount }) => (itemCount === 0 ? null : completedCount / itemCount),
    cell: ({ name, completedCount, itemCount }) => <Share label={`Complete messages of ${name}`} count={completedCount} of={itemCount} />,
  },
  { key: 'overlap', header: 'Judged by', of: ({ overlap }) => overlap, unit: 'count' },
  {
    key: 'mine',
    header: 'By you',
    of: ({ progress }) => progress.find(({ isViewer }) => isViewer)?.submittedCount ?? 0,
    unit: 'count',
  },
  {
    key: 'people',
    header: 'People',
    of: ({ progress }) => progress.filter(({ submittedCount }) => submittedCount > 0).length,
    unit: 'count',
  },
  {
    key: 'act',
    header: <span className="uk-hidden">Judge</span>,
    of: () => null,
    isSortable: false,
    align: 'end',
    cell: ({ id, name, mayJudge, status, completedCount, itemCount }) =>
      mayJudge && status === 'OPEN' && completedCount < itemCount ? (
        <Link to="/queues/$queueId/annotate" params={{ queueId: id }} search={keepView} aria-label={`Judge messages of ${name}`}>
          Judge
        </Link>
      ) : null,
  },
];
