import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useClient } from 'urql';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import {
  AnnotationQueuesChangedDocument,
  AnnotationQueueSkippedDocument,
  PutSkippedBackDocument,
} from '../../graphql/generated/graphql.ts';
import type { QueueSkippedRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './queues.module.css';

const changes = { subscription: AnnotationQueuesChangedDocument, askAfterMs: 1_000 } as const;

interface SkippedPanelProps {
  readonly queueId: string;
  readonly isOpen: boolean;
  readonly onChanged: () => void;
}

/** Messages that no one is left to judge, with who skipped them and why; who manages queues puts them back. */
export function SkippedPanel({ queueId, isOpen, onChanged }: SkippedPanelProps) {
  const client = useClient();
  const mayPutBack = useMay('MANAGE_QUEUES') && isOpen;
  const answer = useLiveQuery({ query: AnnotationQueueSkippedDocument, variables: { id: queueId }, changes });
  const columns = useMemo(() => {
    const putBack = async (queueItemIds: string[]) => {
      const sent = await send(client, PutSkippedBackDocument, { input: { id: queueId, queueItemIds } });
      if (sent.ok) onChanged();
      else notify({ title: 'The message was not put back', says: sent.refusal.message, tone: 'bad' });
    };
    return mayPutBack ? [...shown, actOf((id) => void putBack([id]))] : shown;
  }, [client, queueId, mayPutBack, onChanged]);
  const putAllBack = async () => {
    const sent = await send(client, PutSkippedBackDocument, { input: { id: queueId } });
    if (sent.ok) onChanged();
    else notify({ title: 'The messages were not put back', says: sent.refusal.message, tone: 'bad' });
  };
  return (
    <Panel
      title="Skipped by all"
      hint="everyone who judges here has skipped or judged them, and judgments are missing"
      aside={mayPutBack && <Button onClick={() => void putAllBack()}>Put all back</Button>}
      skeleton="rows"
      flush
      load={loadOf(answer, (data) => data.annotationQueue?.skippedByAll ?? null)}
      onRetry={answer.reload}
    >
      {(rows) => (
        <DataTable
          caption="Messages skipped by all"
          columns={columns}
          rows={rows}
          rowKey={({ item }) => item?.id ?? ''}
          rowHeight={54}
          maxHeight="420px"
        />
      )}
    </Panel>
  );
}

const actOf = (onPutBack: (id: string) => void): Column<QueueSkippedRowFragment> => ({
  key: 'act',
  header: <span className="uk-hidden">Put back</span>,
  of: () => null,
  isSortable: false,
  align: 'end',
  cell: ({ item }) => item != null && <Button onClick={() => onPutBack(item.id)}>Put back</Button>,
});

const shown: readonly Column<QueueSkippedRowFragment>[] = [
  {
    key: 'message',
    header: 'Message',
    of: ({ item }) => item?.message.contentPreview ?? null,
    cell: ({ item }) =>
      item != null && (
        <Link
          className={styles.cell}
          to="/conversations/$conversationId"
          params={{ conversationId: item.message.conversation.externalId }}
          search={(held) => ({ ...keepView(held), message: item.message.externalId })}
        >
          {visible(item.message.contentPreview.trim() || '(no text)')}
        </Link>
      ),
  },
  { key: 'judged', header: 'Judged', of: ({ item }) => item?.submittedCount ?? null, unit: 'count' },
  {
    key: 'skips',
    header: 'Skipped by',
    of: () => null,
    isSortable: false,
    cell: ({ skips }) => (
      <span className={styles.cell}>
        {skips.map(({ annotator, reason }) => visible(reason == null ? annotator : `${annotator}: ${reason}`)).join(' · ')}
      </span>
    ),
  },
];
