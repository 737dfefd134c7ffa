import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { AnnotationQueueAgreementDocument, AnnotationQueuesChangedDocument } from '../../graphql/generated/graphql.ts';
import type {
  AnnotationQueueAgreementQuery,
  QueueAgreementRowFragment,
  QueueDisagreementRowFragment,
} from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { alphaWord, fieldWord, shownAlpha } from './words.ts';
import styles from './queues.module.css';

type Pair = NonNullable<AnnotationQueueAgreementQuery['annotationQueue']>['pairs'][number];
const some = <Row,>(rows: readonly Row[] | undefined): Row[] | null => (rows === undefined || rows.length === 0 ? null : [...rows]);
const changes = { subscription: AnnotationQueuesChangedDocument, askAfterMs: 5_000 } as const;

/** How far people agree: on each field, in pairs, and the messages on which they differ most. */
export function AgreementPanels({ queueId, completedCount }: { readonly queueId: string; readonly completedCount: number }) {
  const answer = useLiveQuery({
    query: AnnotationQueueAgreementDocument,
    variables: { id: queueId },
    isWanted: completedCount > 0,
    changes,
  });
  if (completedCount === 0)
    return <p className="quiet">Agreement is shown once messages are complete: until then judgments are seen by their makers alone.</p>;
  const none = { says: 'Nothing to compare yet.', how: 'Two people or more have to have judged the same message.' };
  return (
    <>
      <div className={styles.columns}>
        <Panel
          title="Agreement"
          hint="Krippendorff’s alpha: 1, all agree; 0, as by chance; with its 95 % interval"
          flush
          skeleton="rows"
          minHeight={160}
          load={loadOf(answer, ({ annotationQueue }) => some(annotationQueue?.agreement))}
          onRetry={answer.reload}
          empty={none}
        >
          {(rows) => (
            <DataTable
              caption="Agreement"
              columns={fields}
              rows={rows}
              rowKey={({ field, level }) => `${field} ${level}`}
              rowHeight={34}
              maxHeight="360px"
            />
          )}
        </Panel>
        <Panel
          title="Pairs of people"
          flush
          skeleton="rows"
          minHeight={160}
          load={loadOf(answer, ({ annotationQueue }) => some(annotationQueue?.pairs))}
          onRetry={answer.reload}
          empty={none}
        >
          {(rows) => (
            <DataTable
              caption="Pairs of people"
              columns={pairs}
              rows={rows}
              rowKey={({ one, other }) => `${one} ${other}`}
              rowHeight={34}
              maxHeight="360px"
            />
          )}
        </Panel>
      </div>
      <Panel
        title="Messages on which people differ"
        hint="most first; 1 is as far apart as can be"
        flush
        skeleton="rows"
        minHeight={160}
        load={loadOf(answer, ({ annotationQueue }) => some(annotationQueue?.disagreements.filter(({ item }) => item != null)))}
        onRetry={answer.reload}
        empty={{ says: 'People agree on every message.', how: 'A message appears here when two judgments of it differ.' }}
      >
        {(rows) => (
          <DataTable
            caption="Messages on which people differ"
            columns={disagreements}
            rows={rows}
            rowKey={({ item }) => item?.id ?? ''}
            rowHeight={54}
            maxHeight="560px"
          />
        )}
      </Panel>
    </>
  );
}

function Alpha({ alpha, alphaLow, alphaHigh }: QueueAgreementRowFragment) {
  const locale = useLocale();
  if (alpha == null) return <span className="quiet">all values are the same</span>;
  return (
    <span className={styles.figure}>
      {format(shownAlpha(alpha), 'number', locale)}
      {alphaLow != null && alphaHigh != null && (
        <span className="quiet">
          {' '}
          {format(shownAlpha(alphaLow), 'number', locale)} – {format(shownAlpha(alphaHigh), 'number', locale)}
        </span>
      )}
    </span>
  );
}

const levels = { NOMINAL: 'same or not', ORDINAL: 'by order', INTERVAL: 'by distance' } as const;

const fields: readonly Column<QueueAgreementRowFragment>[] = [
  {
    key: 'field',
    header: 'Field',
    of: ({ field }) => fieldWord(field),
    cell: ({ field, level }) => (
      <>
        {visible(fieldWord(field))} <span className="quiet">{levels[level]}</span>
      </>
    ),
  },
  { key: 'alpha', header: 'Alpha', of: ({ alpha }) => alpha ?? null, align: 'end', cell: (row) => <Alpha {...row} /> },
  { key: 'word', header: 'Is', of: ({ alpha }) => alpha ?? null, cell: ({ alpha }) => alphaWord(alpha ?? null) },
  { key: 'same', header: 'Same', of: ({ sameShare }) => sameShare ?? null, unit: 'share' },
  { key: 'items', header: 'Messages', of: ({ itemCount }) => itemCount, unit: 'count' },
];

const pairs: readonly Column<Pair>[] = [
  { key: 'pair', header: 'People', of: ({ one, other }) => `${one}, ${other}`, cell: ({ one, other }) => visible(`${one}, ${other}`) },
  { key: 'items', header: 'Messages', of: ({ itemCount }) => itemCount, unit: 'count' },
  { key: 'rating', header: 'Same rating', of: ({ sameRatingShare }) => sameRatingShare ?? null, unit: 'share' },
  { key: 'difference', header: 'Apart', of: ({ ratingDifference }) => ratingDifference ?? null, unit: 'number' },
  { key: 'verdict', header: 'Same verdict', of: ({ sameVerdictShare }) => sameVerdictShare ?? null, unit: 'share' },
];

const disagreements: readonly Column<QueueDisagreementRowFragment>[] = [
  { key: 'by', header: 'Differ by', of: ({ disagreement }) => shownAlpha(disagreement), unit: 'number' },
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
  {
    key: 'judgments',
    header: 'Judgments',
    of: () => null,
    isSortable: false,
    cell: ({ item }) => (
      <span className={styles.cell}>
        {(item?.judgments ?? [])
          .map(({ annotator, rating, success, failureTags, state }) =>
            [
              `${visible(annotator)}:`,
              rating == null ? null : `${rating} of 5`,
              success == null ? null : success ? 'success' : 'failure',
              ...failureTags,
              state === 'EXTRA' ? '(too late)' : null,
            ]
              .filter((word) => word !== null)
              .join(' '),
          )
          .join(' · ')}
      </span>
    ),
  },
];
