import { useNavigate, useSearch } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { DotPlot } from 'ui-kit/dot-plot';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ExperimentResultsDocument, ExperimentsMovedDocument } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { domainOf } from '../../panels/changes/domain-of.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import type { Experiment } from './experiment-page.tsx';
import { pText } from './health-rows.ts';
import { OtherTests } from './other-tests.tsx';
import { adjustedNote, chanceText, rowsOf, type ExperimentResults, type ResultRow } from './results-rows.ts';
import styles from './experiments.module.css';

const changes = { subscription: ExperimentsMovedDocument, askAfterMs: 5_000 } as const;
/** Exposures, events and evaluations come without a notice of their own. */
const againMs = 10_000;

/** What the experiment shows so far: the verdict in a sentence, and each metric of each variant beside the base. */
export function ResultsPanel({ experiment }: { readonly experiment: Experiment }) {
  const answer = useLiveQuery({
    query: ExperimentResultsDocument,
    variables: { key: experiment.key },
    changes,
    againMs: experiment.state === 'RUNNING' ? againMs : undefined,
  });
  const { tests } = useSearch({ from: '/experiments/$experimentKey' });
  const navigate = useNavigate({ from: '/experiments/$experimentKey' });
  const load = loadOf(answer, ({ experiment: found }) => found?.results ?? null);
  return (
    <Panel
      title="Results"
      hint={experiment.method === 'SEQUENTIAL' ? 'always-valid intervals: look whenever you like' : 'for one look, at the planned end'}
      aside={
        <Segmented
          label="Tests"
          value={tests ?? 'decisive'}
          options={[
            { value: 'decisive', label: 'Verdict' },
            { value: 'others', label: 'Other tests', title: 'One look, adjusted by the days before, and by ranks' },
          ]}
          onChoose={(chosen) =>
            void navigate({
              search: (held) => ({ ...held, tests: chosen === 'others' ? chosen : undefined }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
      flush
      skeleton="rows"
      minHeight={220}
      load={load}
      onRetry={answer.reload}
      empty={{ says: 'There are no results.' }}
    >
      {(results) => (tests === 'others' ? <OtherTests experiment={experiment} /> : <Shown results={results} />)}
    </Panel>
  );
}

function Shown({ results }: { readonly results: ExperimentResults }) {
  const { sentence, verdict, sampleRatio, excludedUnits } = results;
  const units = sampleRatio.counts.reduce((sum, { n }) => sum + n, 0);
  const rows = rowsOf(results);
  const compared = rows.filter(({ lift }) => lift !== null);
  const note = adjustedNote(results);
  return (
    <div className={styles.results}>
      <p className={styles.verdict} data-verdict={verdict}>
        {visible(sentence)}
      </p>
      {sampleRatio.isMismatch && (
        <p className={styles.mismatch} role="alert">
          Units do not fit the weights (p = {(sampleRatio.pValue ?? 0).toPrecision(2)}):{' '}
          {sampleRatio.counts
            .map(({ variant, n, expected }) => `${visible(variant)} ${format(n, 'count')} of ${format(expected ?? 0, 'count')} expected`)
            .join(', ')}
          . Health below looks for what it comes from.
        </p>
      )}
      {excludedUnits > 0 && <p className={styles.note}>{format(excludedUnits, 'count')} units saw several variants, and count in none.</p>}
      {units === 0 ? (
        <p className={styles.note}>Report exposures by the code below, or send messages that name the experiment and the variant.</p>
      ) : rows.length === 0 ? (
        <p className={styles.note}>No metric is set: edit the experiment to choose what it is judged by.</p>
      ) : (
        <>
          {compared.length > 0 && (
            <div className={styles.lifts}>
              <DotPlot
                title="Change beside the base"
                data={compared}
                measure={{ of: ({ metric }) => metric, label: 'Metric' }}
                value={{ of: ({ lift }) => lift, low: ({ low }) => low, high: ({ high }) => high, label: 'Change', unit: 'share' }}
                series={({ variant }) => visible(variant)}
                domain={domainOf(compared)}
              />
            </div>
          )}
          {note !== null && <p className={styles.note}>{visible(note)}</p>}
          <DataTable caption="Results by metric and variant" columns={columns} rows={rows} rowKey={({ key }) => key} maxHeight="560px" />
        </>
      )}
    </div>
  );
}

const columns: readonly Column<ResultRow>[] = [
  { key: 'metric', header: 'Metric', of: ({ metric }) => metric },
  { key: 'role', header: 'Role', of: ({ role }) => role },
  {
    key: 'variant',
    header: 'Variant',
    of: ({ variant }) => variant,
    cell: ({ variant }) => <span className="mono">{visible(variant)}</span>,
  },
  { key: 'units', header: 'Units', of: ({ n }) => n, unit: 'count' },
  { key: 'value', header: 'Value', of: ({ value }) => value, cell: ({ valueText }) => valueText, align: 'end' },
  { key: 'lift', header: 'Change', of: ({ lift }) => lift, cell: ({ liftText }) => liftText, align: 'end' },
  { key: 'interval', header: 'Interval', of: ({ intervalText }) => intervalText, align: 'end' },
  {
    key: 'p',
    header: 'p, corrected',
    of: ({ correctedPValue }) => correctedPValue,
    cell: ({ correctedPValue }) => (correctedPValue === null ? '' : pText(correctedPValue)),
    align: 'end',
  },
  {
    key: 'chance',
    header: 'Chance to win',
    of: ({ chanceToWin }) => chanceToWin,
    cell: ({ chanceToWin }) => chanceText(chanceToWin),
    align: 'end',
  },
  { key: 'verdict', header: 'Verdict', of: ({ verdict }) => verdict },
];
