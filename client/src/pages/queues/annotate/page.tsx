import { Link, useParams } from '@tanstack/react-router';
import { EmptyState, ErrorState, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { AnnotationQueuePageDocument, AnnotationQueuesChangedDocument } from '../../../graphql/generated/graphql.ts';
import type { QueueRowFragment } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { Button } from '../../../primitives/button.tsx';
import { useMinute } from '../../../primitives/clock.ts';
import { Share } from '../share.tsx';
import { heldWords } from '../words.ts';
import { Judge } from './judge.tsx';
import { useWork } from './use-work.ts';
import styles from './annotate.module.css';

const changes = { subscription: AnnotationQueuesChangedDocument, askAfterMs: 1_000 } as const;

/** One message of a queue after another, judged by keyboard or pointer. */
export function AnnotatePage() {
  const { queueId } = useParams({ from: '/queues/$queueId/annotate' });
  const answer = useLiveQuery({ query: AnnotationQueuePageDocument, variables: { id: queueId }, changes });
  const queue = answer.data?.annotationQueue ?? null;
  return (
    <Page
      title={queue === null ? 'Judge messages' : `Judge ${visible(queue.name)}`}
      trail={
        <Link to="/queues/$queueId" params={{ queueId }} search={keepView}>
          Queue
        </Link>
      }
      beside={queue !== null && <Share label="Complete messages" count={queue.completedCount} of={queue.itemCount} />}
    >
      {queue === null ? (
        answer.data === null ? (
          answer.failure === null ? (
            <Skeleton shape="rows" height={420} label="The queue is loading" />
          ) : (
            <ErrorState message={answer.failure} onRetry={answer.reload} />
          )
        ) : (
          <EmptyState says="There is no such annotation queue." how="It was deleted, or is not for you." />
        )
      ) : (
        <AtWork queue={queue} />
      )}
    </Page>
  );
}

function AtWork({ queue }: { readonly queue: QueueRowFragment }) {
  const working = useWork(queue.id, queue.leaseMinutes);
  const { work, next, undo } = working;
  const now = useMinute();
  if (work.state === 'loading') return <Skeleton shape="rows" height={420} label="The next message is loading" />;
  if (work.state === 'failed') return <ErrorState message={work.message} onRetry={() => void next()} />;
  if (work.state === 'ready')
    return (
      <Judge
        key={work.task.queueItemId}
        queue={queue}
        task={work.task}
        working={working}
        isSending={work.isSending}
        problem={work.problem}
      />
    );
  const held = heldWords(queue.progress, now);
  return (
    <EmptyState
      says={queue.itemCount === 0 ? 'The queue holds no message yet.' : 'Nothing is left for you now.'}
      how={
        held ??
        (queue.completedCount === queue.itemCount
          ? 'All messages are complete.'
          : 'You have judged or skipped each message; the rest is for others.')
      }
      action={
        <span className={styles.buttons}>
          {held !== null && <Button onClick={() => void next(true)}>Take over</Button>}
          <Button onClick={() => void next()}>Look again</Button>
          <Button onClick={() => void undo()}>Undo the last</Button>
        </span>
      }
    />
  );
}
