import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import type { Load } from 'ui-kit/panel';
import { useMemo } from 'react';
import { keepView } from '../../../controls/use-view.ts';
import type { MetricGoal } from '../job/metric-sections.ts';
import { differences } from '../parameters.ts';
import { StatusBadge } from '../status-badge.tsx';
import { differenceOf, endOf } from './compare-verdict.ts';
import type { CurveEnd, EndDifference } from './compare-verdict.ts';
import type { ComparedJob } from './compared-jobs.ts';
import listStyles from '../list/list.module.css';

export interface CompareTableProps {
  readonly load: Load<readonly ComparedJob[]>;
  readonly baseline: string;
  readonly metric: string;
  readonly goal: MetricGoal;
  readonly onBaseline: (id: string) => void;
  readonly onRetry: () => void;
}

interface Row {
  readonly job: ComparedJob;
  readonly end: CurveEnd | null;
  /** null: it is the baseline itself, or one of the two has no number. */
  readonly difference: EndDifference | null;
  readonly texts: readonly (string | null)[];
}

/** What the jobs ended at, how far each is from the baseline, and the parameters in which they differ. */
export function CompareTable({ load, baseline, metric, goal, onBaseline, onRetry }: CompareTableProps) {
  const locale = useLocale();
  const jobs = load.state === 'ready' ? load.value : none;
  const { rows, names } = useMemo(() => rowsOf(jobs, baseline, goal), [jobs, baseline, goal]);
  const columns = useMemo(() => columnsOf(names, metric, baseline, onBaseline, locale), [names, metric, baseline, onBaseline, locale]);
  return (
    <Panel
      title="Jobs"
      hint={
        names.length === 0
          ? 'mean of the last tenth of each curve; the jobs have the same parameters'
          : `mean of the last tenth of each curve; ${names.length} ${names.length === 1 ? 'parameter differs' : 'parameters differ'}. Intervals show the scatter within a run, not another seed`
      }
      flush
      skeleton="rows"
      minHeight={200}
      load={load}
      onRetry={onRetry}
      empty={{ says: 'None of these jobs is here any more.' }}
    >
      <DataTable caption="Jobs" columns={columns} rows={rows} rowKey={({ job }) => job.id} rowHeight={34} maxHeight="560px" />
    </Panel>
  );
}

const none: readonly ComparedJob[] = [];

function rowsOf(
  jobs: readonly ComparedJob[],
  baseline: string,
  goal: MetricGoal,
): { readonly rows: readonly Row[]; readonly names: readonly string[] } {
  const differing = differences(jobs.map(({ parameters }) => parameters));
  const ends = jobs.map(({ curve }) => (curve === null ? null : endOf(curve.value)));
  const base = ends[jobs.findIndex(({ id }) => id === baseline)] ?? null;
  return {
    names: differing.map(({ name }) => name),
    rows: jobs.map((job, place) => {
      const end = ends[place] ?? null;
      return {
        job,
        end,
        difference: end === null || base === null || job.id === baseline ? null : differenceOf(end, base, goal),
        texts: differing.map(({ texts }) => texts[place] ?? null),
      };
    }),
  };
}

function columnsOf(
  names: readonly string[],
  metric: string,
  baseline: string,
  onBaseline: (id: string) => void,
  locale: Locale,
): readonly Column<Row>[] {
  return [
    {
      key: 'baseline',
      header: 'Baseline',
      of: ({ job }) => (job.id === baseline ? 0 : 1),
      cell: ({ job }) => (
        <input
          type="radio"
          name="baseline"
          aria-label={`Compare with ${job.name}`}
          checked={job.id === baseline}
          onChange={() => onBaseline(job.id)}
        />
      ),
    },
    {
      key: 'name',
      header: 'Job',
      of: ({ job }) => job.name,
      cell: ({ job }) => (
        <Link to="/training/$jobId" params={{ jobId: job.id }} search={keepView} className={listStyles.name}>
          {job.name}
        </Link>
      ),
    },
    {
      key: 'status',
      header: 'Status',
      of: ({ job }) => job.status,
      cell: ({ job }) => <StatusBadge status={job.status} endReason={job.endReason ?? null} />,
    },
    { key: 'end', header: metric, of: ({ end }) => end?.mean ?? null, unit: 'number' },
    {
      key: 'difference',
      header: 'Against the baseline',
      of: ({ difference }) => difference?.change ?? null,
      cell: ({ job, difference }) =>
        job.id === baseline ? (
          <Badge>baseline</Badge>
        ) : difference === null ? (
          <span className="quiet">–</span>
        ) : (
          <Difference {...difference} locale={locale} />
        ),
    },
    { key: 'best', header: 'Best eval loss', of: ({ job }) => job.bestEvalLoss ?? null, unit: 'number' },
    ...names.map((name, place): Column<Row> => ({
      key: `parameter ${name}`,
      header: name,
      of: ({ texts }) => (texts[place] == null ? null : Number.isNaN(Number(texts[place])) ? texts[place] : Number(texts[place])),
      cell: ({ texts }) => (texts[place] == null ? <span className="quiet">–</span> : <span className="mono">{texts[place]}</span>),
    })),
  ];
}

function Difference({ change, interval, verdict, locale }: EndDifference & { readonly locale: Locale }) {
  const signed = (value: number) => (value > 0 ? '+' : '') + format(value, 'number', locale);
  const tone = verdict === 'better' ? 'good' : verdict === 'worse' ? 'bad' : 'neutral';
  return (
    <Badge tone={tone} isFigure>
      {signed(change)} {interval !== null && `[${signed(interval[0])}, ${signed(interval[1])}]`}{' '}
      {verdict === 'not decisive' ? (interval === null ? 'too few points' : verdict) : verdict}
    </Badge>
  );
}
