import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { points } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import type { WholeReleaseFragment } from '../../graphql/generated/graphql.ts';
import { ComparedTable } from './compared-table.tsx';
import { metricNames, verdictWords } from './words.ts';
import styles from './evolution.module.css';

type SuiteRow = WholeReleaseFragment['benchmarks'][number];

const sign = (share: number): string => `${share > 0 ? '+' : share < 0 ? '−' : ''}${points(Math.abs(share))}`;
const columns: readonly Column<SuiteRow>[] = [
  {
    key: 'suite',
    header: 'Suite',
    of: ({ suite }) => suite,
    cell: ({ suite, suiteId }) => (
      <Link to="/benchmarks/$suiteId" params={{ suiteId }} search={keepView}>
        {visible(suite)}
      </Link>
    ),
  },
  {
    key: 'verdict',
    header: 'Verdict',
    of: ({ numbers }) => numbers.verdict,
    cell: ({ numbers: { verdict } }) => <Badge tone={verdictWords[verdict].tone}>{verdictWords[verdict].words}</Badge>,
  },
  {
    key: 'difference',
    header: 'Difference',
    of: ({ numbers }) => numbers.difference ?? null,
    align: 'end',
    cell: ({ numbers: { difference, differenceLow, differenceHigh } }) =>
      difference == null ? (
        <span className="quiet">–</span>
      ) : (
        <span className={styles.measured}>
          <span className="mono">{sign(difference)}</span>
          {differenceLow != null && differenceHigh != null && (
            <span className={styles.interval}>
              {sign(differenceLow)} – {sign(differenceHigh)}
            </span>
          )}
        </span>
      ),
  },
  { key: 'value', header: 'This version', of: ({ numbers }) => numbers.otherAccuracy ?? null, unit: 'share' },
  { key: 'base', header: 'Before', of: ({ numbers }) => numbers.baseAccuracy ?? null, unit: 'share' },
  { key: 'items', header: 'Shared items', of: ({ numbers }) => numbers.itemCount, unit: 'count' },
  {
    key: 'p',
    header: 'p',
    of: ({ numbers }) => numbers.pValue ?? null,
    align: 'end',
    cell: ({ numbers: { pValue } }) => <PValue of={pValue} />,
  },
];

function PValue({ of }: { readonly of: number | null | undefined }) {
  if (of == null) return <span className="quiet">–</span>;
  return <span className="mono">{of < 0.001 ? '< 0.001' : of.toFixed(3)}</span>;
}

/** Benchmarks that both versions were tested with, item by item. */
export function ReleaseBenchmarks({ check: { benchmarks } }: { readonly check: WholeReleaseFragment }) {
  return (
    <Panel title="Benchmarks" hint="item by item; verdicts adjusted over the suites (Holm)" flush={benchmarks.length > 0}>
      {benchmarks.length === 0 ? (
        <EmptyState
          says="No benchmark has been run with both versions."
          how="Run one suite with both: saveBenchmarkRun with the model and its modelVersion, then logBenchmarkResults."
        />
      ) : (
        <DataTable caption="Benchmarks" columns={columns} rows={benchmarks} rowKey={({ suiteId }) => suiteId} rowHeight={46} />
      )}
    </Panel>
  );
}

const parts = {
  PRODUCTION: { title: 'Production', hint: 'answers of both versions, of all time' },
  COST: { title: 'Cost', hint: 'answers with a known price' },
} as const;

/** Numbers of production, or cost, beside those of the version before. */
export function ReleaseMetrics({ check, which }: { readonly check: WholeReleaseFragment; readonly which: keyof typeof parts }) {
  const metrics = which === 'PRODUCTION' ? check.production : check.cost;
  const rows = metrics
    .filter(({ value, base }) => value != null || base != null)
    .map((one) => ({ ...one, key: one.metric, ...metricNames[one.metric] }));
  return (
    <Panel {...parts[which]} flush={rows.length > 0}>
      {rows.length === 0 ? (
        <EmptyState
          says={check.parts.find(({ part }) => part === which)?.sentence ?? ''}
          how="Answers belong to a version by a name of its own, such as model:label, or by the time of its deployment."
        />
      ) : (
        <ComparedTable caption={parts[which].title} rows={rows} of="other" />
      )}
    </Panel>
  );
}
