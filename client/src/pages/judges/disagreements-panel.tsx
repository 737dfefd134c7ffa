import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { JudgeDisagreementsDocument } from '../../graphql/generated/graphql.ts';
import type { JudgeDisagreementsQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import styles from './judges.module.css';

type Row = JudgeDisagreementsQuery['judgeDisagreements']['edges'][number]['node'];

/** The messages on which a judge and people differ most. */
export function DisagreementsPanel({ judgeId }: { readonly judgeId: string }) {
  const answer = useLiveQuery({ query: JudgeDisagreementsDocument, variables: { judgeId } });
  return (
    <Panel
      title="Messages on which it and people differ"
      hint="the furthest first, at most 50"
      flush
      skeleton="rows"
      minHeight={140}
      load={loadOf(answer, ({ judgeDisagreements: { edges } }) => (edges.length === 0 ? null : edges.map(({ node }) => node)))}
      onRetry={answer.reload}
      empty={{ says: 'There is none.', how: 'Only messages that both have judged are compared.' }}
    >
      {(rows) => (
        <DataTable
          caption="Messages on which it and people differ"
          columns={columns}
          rows={rows}
          rowKey={({ message, judgeSays, peopleSay }) => message?.id ?? `${judgeSays} ${peopleSay}`}
          rowHeight={44}
          maxHeight="420px"
        />
      )}
    </Panel>
  );
}

const columns: readonly Column<Row>[] = [
  {
    key: 'message',
    header: 'Message',
    of: ({ message }) => message?.contentPreview ?? '',
    cell: ({ message }) =>
      message == null ? (
        <span className="quiet">deleted</span>
      ) : (
        <Link
          className={styles.cell}
          to="/conversations/$conversationId"
          params={{ conversationId: message.conversation.externalId }}
          search={(held) => ({ ...keepView(held), message: message.externalId })}
        >
          {visible(message.contentPreview) || 'An empty text'}
        </Link>
      ),
  },
  { key: 'judge', header: 'It says', of: ({ judgeSays }) => judgeSays },
  { key: 'people', header: 'People say', of: ({ peopleSay }) => peopleSay },
  { key: 'distance', header: 'Apart', of: ({ distance }) => distance, unit: 'share' },
];
