import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { DotPlot } from 'ui-kit/dot-plot';
import { useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type { EvaluationScorePartFragment } from '../../graphql/generated/graphql.ts';
import { kindLabels, meanWords, numberWords } from './words.ts';
import styles from './evaluations.module.css';

/** Scores of a run with their intervals: shares on one scale, all of them as a table. */
export function Scores({ scores }: { readonly scores: readonly EvaluationScorePartFragment[] }) {
  const locale = useLocale();
  const shares = scores.filter(({ passShare }) => passShare != null);
  return (
    <div className={styles.page}>
      {shares.length > 0 && (
        <DotPlot
          title="Share that passed"
          data={shares}
          measure={{ of: ({ name }) => visible(name), label: 'Score' }}
          value={{
            of: ({ mean }) => mean ?? null,
            label: 'Passed',
            unit: 'share',
            low: ({ low }) => low ?? null,
            high: ({ high }) => high ?? null,
          }}
        />
      )}
      <DataTable
        caption="Scores"
        columns={columnsOf(
          locale,
          scores.some(({ errorCount }) => errorCount > 0),
        )}
        rows={scores}
        rowKey={({ name }) => name}
        maxHeight="360px"
      />
    </div>
  );
}

const columnsOf = (locale: Locale, hasErrors: boolean): readonly Column<EvaluationScorePartFragment>[] => [
  {
    key: 'name',
    header: 'Score',
    of: ({ name }) => name,
    cell: ({ name, kinds }) => (
      <span className={styles.progress}>
        {visible(name)}
        {kinds.map((kind) => (
          <Badge key={kind} tone="neutral">
            {kindLabels[kind]}
          </Badge>
        ))}
      </span>
    ),
  },
  { key: 'mean', header: 'Mean', of: ({ mean }) => mean ?? null, cell: (score) => meanWords(score, locale), align: 'end' },
  {
    key: 'interval',
    header: '95 % interval',
    of: ({ low }) => low ?? null,
    cell: ({ low, high, passShare }) =>
      low == null ? (
        <span className="quiet">–</span>
      ) : (
        `${numberWords(low, passShare != null, locale)} to ${numberWords(high, passShare != null, locale)}`
      ),
    align: 'end',
  },
  { key: 'n', header: 'Rows', of: ({ n }) => n, unit: 'count' },
  ...(hasErrors ? [errors] : []),
];

const errors: Column<EvaluationScorePartFragment> = {
  key: 'errors',
  header: 'Without a value',
  of: ({ errorCount }) => errorCount,
  cell: ({ errorCount }) => (errorCount === 0 ? <span className="quiet">–</span> : String(errorCount)),
  align: 'end',
};
