import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { Badge } from 'ui-kit/badge';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import {
  AnnotationQueuePageDocument,
  AnnotationQueuesChangedDocument,
  DeleteAnnotationQueueDocument,
  SetAnnotationQueueStatusDocument,
} from '../../graphql/generated/graphql.ts';
import type { QueueRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import { AgreementPanels } from './agreement-panels.tsx';
import { FillDialog } from './fill-dialog.tsx';
import { ProgressTable } from './progress-table.tsx';
import { QueueDialog } from './queue-dialog.tsx';
import { Share } from './share.tsx';
import { SkippedPanel } from './skipped-panel.tsx';
import styles from './queues.module.css';

const changes = { subscription: AnnotationQueuesChangedDocument, askAfterMs: 1_000 } as const;

/** One annotation queue: how far it is, who judges, and how far they agree. */
export function QueuePage() {
  const { queueId } = useParams({ from: '/queues/$queueId' });
  const answer = useLiveQuery({ query: AnnotationQueuePageDocument, variables: { id: queueId }, changes });
  const queue = answer.data?.annotationQueue ?? null;
  const mayRead = useMay('READ');
  return (
    <Page
      title={queue === null ? 'Annotation queue' : visible(queue.name)}
      beside={queue?.status === 'CLOSED' && <Badge>closed</Badge>}
      trail={
        <Link to="/queues" search={keepView}>
          Annotation queues
        </Link>
      }
      actions={queue !== null && <Acts queue={queue} onChanged={answer.reload} />}
    >
      {answer.data !== null && queue === null ? (
        <EmptyState says="There is no such annotation queue." how="It was deleted, belongs to another workspace, or is not for you." />
      ) : (
        <div className={styles.page}>
          <Panel
            title="Progress"
            skeleton="rows"
            minHeight={150}
            load={loadOf(answer, (data) => data.annotationQueue)}
            onRetry={answer.reload}
          >
            {(shown) => <Progress queue={shown} />}
          </Panel>
          {queue !== null && mayRead && queue.skippedByAllCount > 0 && (
            <SkippedPanel queueId={queueId} isOpen={queue.status === 'OPEN'} onChanged={answer.reload} />
          )}
          {queue !== null && mayRead && queue.overlap > 1 && <AgreementPanels queueId={queueId} completedCount={queue.completedCount} />}
        </div>
      )}
    </Page>
  );
}

function Progress({ queue }: { readonly queue: QueueRowFragment }) {
  return (
    <div className={styles.page}>
      <dl className={styles.facts}>
        <div>
          <dt>Complete</dt>
          <dd>
            <Share label="Complete messages" count={queue.completedCount} of={queue.itemCount} />
          </dd>
        </div>
        <div>
          <dt>Judgments</dt>
          <dd>
            <Share label="Judgments" count={queue.submittedCount} of={queue.itemCount * queue.overlap} />
          </dd>
        </div>
        {queue.skippedByAllCount > 0 && (
          <div>
            <dt>Skipped by all</dt>
            <dd>{queue.skippedByAllCount}</dd>
          </div>
        )}
        <div>
          <dt>People for each message</dt>
          <dd>{queue.overlap}</dd>
        </div>
        <div>
          <dt>Held</dt>
          <dd>{queue.leaseMinutes} min</dd>
        </div>
      </dl>
      {queue.instructions !== '' && <p className={styles.instructions}>{queue.instructions}</p>}
      <ProgressTable rows={queue.progress} />
    </div>
  );
}

function Acts({ queue, onChanged }: { readonly queue: QueueRowFragment; readonly onChanged: () => void }) {
  const client = useClient();
  const navigate = useNavigate();
  const mayManage = useMay('MANAGE_QUEUES');
  const [open, setOpen] = useState<'edit' | 'fill' | 'delete' | 'close' | null>(null);
  const close = () => setOpen(null);
  const setStatus = (status: QueueRowFragment['status']) =>
    send(client, SetAnnotationQueueStatusDocument, { input: { id: queue.id, status } });
  const reopen = async () => {
    const sent = await setStatus('OPEN');
    if (sent.ok) onChanged();
    else notify({ title: 'The queue was not opened', says: sent.refusal.message, tone: 'bad' });
  };
  return (
    <>
      {queue.mayJudge && queue.status === 'OPEN' && (
        <Button
          tone="primary"
          onClick={() => void navigate({ to: '/queues/$queueId/annotate', params: { queueId: queue.id }, search: keepView })}
        >
          Judge messages
        </Button>
      )}
      {mayManage && (
        <>
          <Button icon="plus" onClick={() => setOpen('fill')}>
            Add messages
          </Button>
          <Menu trigger={<IconButton icon="more" label={`Actions for ${queue.name}`} />}>
            <MenuItem icon="edit" onChoose={() => setOpen('edit')}>
              Edit
            </MenuItem>
            {queue.status === 'OPEN' ? (
              <MenuItem icon="check" onChoose={() => setOpen('close')}>
                Close
              </MenuItem>
            ) : (
              <MenuItem icon="play" onChoose={() => void reopen()}>
                Open again
              </MenuItem>
            )}
            <MenuItem icon="trash" tone="bad" onChoose={() => setOpen('delete')}>
              Delete
            </MenuItem>
          </Menu>
        </>
      )}
      {open === 'edit' && <QueueDialog queue={queue} onSaved={onChanged} onClose={close} />}
      {open === 'fill' && <FillDialog queueId={queue.id} name={queue.name} onClose={close} />}
      {open === 'close' && (
        <ConfirmDialog
          title={`Close ${visible(queue.name)}?`}
          says="No more messages are given out. Judgments of messages that lack some become evaluations as they are. The queue can be opened again."
          action="Close queue"
          keep="Keep open"
          run={() => setStatus('CLOSED')}
          onDone={onChanged}
          onClose={close}
        />
      )}
      {open === 'delete' && (
        <ConfirmDialog
          title={`Delete ${visible(queue.name)}?`}
          says="Evaluations that it has made stay. Judgments of messages that are not complete are lost: close the queue first to keep them."
          action="Delete queue"
          run={() => send(client, DeleteAnnotationQueueDocument, { id: queue.id })}
          onDone={() => void navigate({ to: '/queues', search: keepView })}
          onClose={close}
        />
      )}
    </>
  );
}
