import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import type { AgreementPanelFragment } from '../../../graphql/generated/graphql.ts';
import { Change } from '../../analytics/change.tsx';
import { queryPanel } from '../panel.ts';

type Metrics = AgreementPanelFragment['evaluationMetrics'];
interface Row {
  readonly what: string;
  readonly alpha: number | null;
  readonly messageCount: number;
  readonly valueCount: number;
  /** In the compared period; undefined: none is compared. */
  readonly alphaBefore: number | null | undefined;
}

const rowsOf = ({ agreement: { verdicts, ratings }, previousAgreement: before }: Metrics): readonly Row[] =>
  [
    { what: 'Verdicts', ...verdicts, earlier: before?.verdicts },
    { what: 'Ratings', ...ratings, earlier: before?.ratings },
  ].map(({ what, alpha, messageCount, valueCount, earlier }) => ({
    what,
    alpha: alpha ?? null,
    messageCount,
    valueCount,
    alphaBefore: earlier === undefined ? undefined : (earlier.alpha ?? null),
  }));

/** What an alpha means, by Krippendorff's own bounds. */
const wordsOf = (alpha: number | null): string =>
  alpha === null ? 'nothing to compare' : alpha >= 0.8 ? 'reliable' : alpha >= 0.667 ? 'tentative' : 'not reliable';

const columns: readonly Column<Row>[] = [
  { key: 'what', header: 'Of', of: ({ what }) => what },
  { key: 'alpha', header: 'Alpha', of: ({ alpha }) => alpha, unit: 'number' },
  { key: 'before', header: 'Before', of: ({ alphaBefore }) => alphaBefore ?? null, unit: 'number' },
  { key: 'words', header: 'Reads as', of: ({ alpha }) => wordsOf(alpha) },
  { key: 'messages', header: 'Messages', of: ({ messageCount }) => messageCount, unit: 'count' },
  { key: 'values', header: 'Judgments', of: ({ valueCount }) => valueCount, unit: 'count' },
];

/** How far those who judge one message agree. */
export const agreement = queryPanel<AgreementPanelFragment, Metrics>({
  id: 'agreement',
  title: 'Agreement',
  section: 'quality',
  about: 'How far several judgments of one message agree (Krippendorff’s alpha), and what most of its verdicts are',
  flag: 'withAgreement',
  size: { columns: 6, heightPx: 130 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No message here was judged twice.', how: 'Have people, rules or models judge the same messages.' },
  read: ({ evaluationMetrics: of }) => (of.agreement.verdicts.messageCount + of.agreement.ratings.messageCount === 0 ? null : of),
  hint: ({ accuracy: { share, of } }) =>
    `of several judgments of one message; ${share == null ? 'no majority yet' : `${format(share, 'share')} of ${of.toLocaleString('en')} messages have most verdicts a success`}`,
  aside: ({ accuracyComparison }) => <Change of={accuracyComparison} unit="share" label="right" />,
  draw: (value, _view, heightPx) => (
    <DataTable
      caption="Agreement"
      columns={value.previousAgreement == null ? columns.filter(({ key }) => key !== 'before') : columns}
      rows={rowsOf(value)}
      rowKey={({ what }) => what}
      maxHeight={`${heightPx}px`}
    />
  ),
  table: (value) => [
    ['of', 'alpha', 'messages', 'judgments'],
    ...rowsOf(value).map((row) => [row.what, row.alpha, row.messageCount, row.valueCount]),
  ],
});
