import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { StatRow, StatTile } from 'ui-kit/stat-tile';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { TrainingSavingsPageDocument } from '../../../graphql/generated/graphql.ts';
import type { TrainingSavingsPageQuery } from '../../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../../graphql/use-live.ts';
import { wasteWords } from '../words.ts';
import styles from '../job/job.module.css';
import { hourMs } from '../../../primitives/times.ts';

type Savings = TrainingSavingsPageQuery['trainingSavings'];
type CauseRow = Savings['byCause'][number];
type JobRow = Savings['jobs'][number];

const some = <Row,>(rows: readonly Row[]): readonly Row[] | null => (rows.length === 0 ? null : rows);

/** What the training jobs of the workspace used, and how much of it brought nothing. */
export function SavingsPage() {
  const answer = useLiveQuery({ query: TrainingSavingsPageDocument, variables: {} });
  const locale = useLocale();
  const found = answer.data?.trainingSavings ?? null;
  const hours = (value: number | undefined) => (value === undefined ? null : value * hourMs);
  const money = (usd: number | null | undefined) =>
    usd == null ? undefined : <span className="quiet"> {format(usd, 'usd', locale)}</span>;
  const isLoading = found === null && answer.failure === null;
  return (
    <Page
      title="Savings"
      trail={
        <Link to="/training" search={keepView}>
          Training
        </Link>
      }
    >
      <div className={styles.page}>
        <StatRow label="Time of training jobs">
          <StatTile label="Used" value={hours(found?.usedHours)} unit="ms" isLoading={isLoading} aside={money(found?.usedUsd)} />
          <StatTile
            label="Brought nothing"
            value={hours(found?.wastedHours)}
            unit="ms"
            isLoading={isLoading}
            aside={money(found?.wastedUsd)}
          />
          <StatTile label="Efficiency" value={found?.efficiency} unit="share" isLoading={isLoading} />
          <StatTile
            label="Stopping now saves"
            value={hours(found?.stoppingSavesHours)}
            unit="ms"
            isLoading={isLoading}
            aside={money(found?.stoppingSavesUsd)}
          />
        </StatRow>
        <div className="grid">
          <div data-span="5">
            <Panel
              title="Causes"
              hint={
                found === null
                  ? undefined
                  : `of ${format(found.jobCount, 'count', locale)} jobs, ${format(found.pricedCount, 'count', locale)} with a price`
              }
              flush
              skeleton="rows"
              minHeight={240}
              load={loadOf(answer, ({ trainingSavings }) => some(trainingSavings.byCause))}
              onRetry={answer.reload}
              empty={{
                says: 'No time of a training job was wasted.',
                how: 'Jobs are judged while they run, and once more when they have ended.',
              }}
            >
              {(rows) => <DataTable caption="Causes" columns={causeColumns} rows={rows} rowKey={({ cause }) => cause} rowHeight={34} />}
            </Panel>
          </div>
          <div data-span="7">
            <Panel
              title="Jobs"
              hint="the dearest first"
              flush
              skeleton="rows"
              minHeight={240}
              load={loadOf(answer, ({ trainingSavings }) => some(trainingSavings.jobs))}
              onRetry={answer.reload}
              empty={{ says: 'No job has wasted time.' }}
            >
              {(rows) => (
                <DataTable
                  caption="Jobs"
                  columns={jobColumns}
                  rows={rows}
                  rowKey={(row) => row.job?.id ?? `${row.hours}`}
                  rowHeight={34}
                  maxHeight="560px"
                />
              )}
            </Panel>
          </div>
        </div>
      </div>
    </Page>
  );
}

const causeColumns: readonly Column<CauseRow>[] = [
  { key: 'cause', header: 'Cause', of: ({ cause }) => wasteWords[cause] },
  { key: 'jobs', header: 'Jobs', of: ({ jobCount }) => jobCount, unit: 'count' },
  { key: 'hours', header: 'Time', of: ({ hours }) => hours * hourMs, unit: 'ms' },
  { key: 'cost', header: 'Cost', of: ({ costUsd }) => costUsd ?? null, unit: 'usd' },
];

const jobColumns: readonly Column<JobRow>[] = [
  {
    key: 'job',
    header: 'Job',
    of: ({ job }) => job?.name ?? null,
    cell: ({ job }) =>
      job == null ? (
        <span className="quiet">deleted</span>
      ) : (
        <Link to="/training/$jobId" params={{ jobId: job.id }} search={keepView}>
          {job.name}
        </Link>
      ),
  },
  {
    key: 'causes',
    header: 'Causes',
    of: ({ job }) => job?.waste.map(({ cause }) => wasteWords[cause]).join(', ') ?? null,
    isClipped: true,
  },
  { key: 'hours', header: 'Time', of: ({ hours }) => hours * hourMs, unit: 'ms' },
  { key: 'cost', header: 'Cost', of: ({ costUsd }) => costUsd ?? null, unit: 'usd' },
];
