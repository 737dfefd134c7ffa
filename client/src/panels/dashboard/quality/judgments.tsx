import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { keepView } from '../../../controls/use-view.ts';
import type { JudgmentsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { Moment } from '../../../primitives/moment.tsx';
import { queryPanel } from '../panel.ts';

type Failed = JudgmentsPanelFragment['messages']['edges'][number]['node'];

const tagsOf = ({ evaluations }: Failed): string[] => [...new Set(evaluations.flatMap(({ failureTags }) => failureTags))];
const ratingOf = ({ evaluations }: Failed): number | null => evaluations.find(({ rating }) => rating != null)?.rating ?? null;

const columns: readonly Column<Failed>[] = [
  { key: 'at', header: 'When', of: (row) => row.createdAt, cell: (row) => <Moment at={row.createdAt} />, isSortable: false },
  {
    key: 'text',
    header: 'Message',
    of: (row) => row.contentPreview,
    cell: (row) => (
      <Link to="/conversations/$conversationId" params={{ conversationId: row.conversation.externalId }} search={keepView}>
        {row.contentPreview.trim() === '' ? 'no text' : row.contentPreview}
      </Link>
    ),
    isClipped: true,
    width: '46%',
    isSortable: false,
  },
  {
    key: 'tags',
    header: 'Failure tags',
    of: (row) => tagsOf(row).join(', '),
    cell: (row) =>
      tagsOf(row).length === 0 ? (
        <span className="quiet">none</span>
      ) : (
        <span>
          {tagsOf(row).map((tag) => (
            <Badge key={tag} tone="bad">
              {tag}
            </Badge>
          ))}
        </span>
      ),
    isSortable: false,
  },
  { key: 'rating', header: 'Rating', of: ratingOf, unit: 'count', isSortable: false },
  { key: 'model', header: 'Model', of: (row) => row.model ?? null, isSortable: false },
  {
    key: 'trace',
    header: 'Trace',
    of: (row) => row.traceId ?? null,
    cell: (row) =>
      row.traceId == null ? (
        <span className="quiet">none</span>
      ) : (
        <Link to="/traces/$traceId" params={{ traceId: row.traceId }} search={keepView}>
          trace
        </Link>
      ),
    isSortable: false,
  },
];

/** The newest failures with their judgments, linked to message and trace. */
export const judgments = queryPanel<JudgmentsPanelFragment, readonly Failed[]>({
  id: 'judgments',
  title: 'Failed messages',
  section: 'quality',
  about: 'The newest messages that were judged failures, with their tags',
  flag: 'withJudgments',
  size: { columns: 12, heightPx: 260 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No message here was judged a failure.', how: 'Judge one in its conversation with n, or send evaluateMessages.' },
  counts: { result: 'failure' },
  read: ({ messages }) => (messages.edges.length === 0 ? null : messages.edges.map(({ node }) => node)),
  hint: (rows) => `the newest ${rows.length}`,
  draw: (rows, _view, heightPx) => (
    <DataTable caption="Failed messages" columns={columns} rows={rows} rowKey={({ id }) => id} maxHeight={`${heightPx}px`} />
  ),
  table: (rows) => [
    ['createdAt', 'model', 'failureTags', 'rating', 'message', 'traceId'],
    ...rows.map((row) => [row.createdAt, row.model ?? null, tagsOf(row).join(' '), ratingOf(row), row.contentPreview, row.traceId ?? null]),
  ],
});
