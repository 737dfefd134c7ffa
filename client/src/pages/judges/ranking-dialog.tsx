import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { JudgeRankingDocument } from '../../graphql/generated/graphql.ts';
import type { JudgeRankingQuery, JudgeRunRowFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Dialog } from '../../primitives/dialog.tsx';
import styles from './judges.module.css';

type Side = JudgeRankingQuery['pairwiseRanking']['sides'][number];

/** How the sides of a comparison stand to each other. */
export function RankingDialog({ run, onClose }: { readonly run: JudgeRunRowFragment; readonly onClose: () => void }) {
  const locale = useLocale();
  const { data, failure } = useLiveQuery({ query: JudgeRankingDocument, variables: { input: { runId: run.id } } });
  const ranking = data?.pairwiseRanking;
  return (
    <Dialog
      open
      title="Ranking"
      says="Chances by Bradley, Terry and Davidson from pairs that were judged in both orders; 95 % intervals."
      onClose={onClose}
      wide
    >
      {ranking === undefined ? (
        <p className={styles.note}>{failure ?? 'Counting …'}</p>
      ) : (
        <>
          <DataTable
            caption="Ranking"
            columns={columnsOf(locale)}
            rows={ranking.sides}
            rowKey={({ name }) => name}
            rowHeight={38}
            maxHeight="320px"
          />
          <p className={styles.note}>
            {format(ranking.pairCount, 'count', locale)} pairs
            {ranking.consistentShare != null && `, ${format(ranking.consistentShare, 'share', locale)} the same in both orders`}
            {ranking.firstShare != null &&
              `; the first of a pair was preferred in ${format(ranking.firstShare.value, 'share', locale)} of verdicts`}
            .
          </p>
        </>
      )}
    </Dialog>
  );
}

const columnsOf = (locale: Locale): readonly Column<Side>[] => [
  { key: 'name', header: 'Side', of: ({ name }) => name, cell: ({ name }) => visible(name) },
  {
    key: 'chance',
    header: 'Chance of winning',
    of: ({ winChance }) => winChance?.value ?? null,
    cell: ({ winChance }) =>
      winChance == null ? (
        <span className="quiet">–</span>
      ) : (
        `${format(winChance.value, 'share', locale)} (${format(winChance.low, 'share', locale)} to ${format(winChance.high, 'share', locale)})`
      ),
  },
  { key: 'wins', header: 'Won', of: ({ wins }) => wins, unit: 'count' },
  { key: 'losses', header: 'Lost', of: ({ losses }) => losses, unit: 'count' },
  { key: 'ties', header: 'Ties', of: ({ ties }) => ties, unit: 'count' },
];
