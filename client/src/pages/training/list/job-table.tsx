import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { Sparkline } from 'ui-kit/sparkline';
import { ListTable } from '../../../controls/list/list-table.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { useMinute } from '../../../primitives/clock.ts';
import { Icon } from '../../../primitives/icon.tsx';
import { Ago } from '../../../primitives/moment.tsx';
import { MetricValue } from '../metric-value.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { elapsedMs, endWords, isActive, warningWords } from '../words.ts';
import type { JobList, ListedJob } from './job-list.ts';
import { isDescending } from './job-list-view.ts';
import type { JobSort } from './job-list-view.ts';
import { useJobListView } from './use-job-list-view.ts';
import styles from './list.module.css';

const CARD_PX = 96;

interface Head {
  readonly label: string;
  readonly sort?: JobSort;
  readonly isNumber?: boolean;
  /** Only where there is room. */
  readonly isWide?: boolean;
}

const heads: readonly Head[] = [
  { label: 'Job', sort: 'name' },
  { label: 'Status', sort: 'status' },
  { label: 'Warnings' },
  { label: 'Progress' },
  { label: 'Left', isNumber: true },
  { label: 'Curve' },
  { label: 'Loss', sort: 'loss', isNumber: true },
  { label: 'Best eval', sort: 'best', isNumber: true },
  { label: 'Duration', sort: 'duration', isNumber: true },
  { label: 'Cost', isNumber: true },
  { label: 'Created', sort: 'created', isNumber: true, isWide: true },
];

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

/** Jobs, sorted by the server at the press of a column's head; Enter opens the job, a tick puts it into the comparison. */
export function JobTable({ list, selection }: { readonly list: JobList; readonly selection: Selection }) {
  return (
    <ListTable
      label="Jobs"
      noun="job"
      list={list}
      cardPx={CARD_PX}
      opens="open the job"
      classes={{ table: styles.table, row: styles.columns }}
      heads={
        <>
          <span role="columnheader">
            <span className="uk-hidden">Compare</span>
          </span>
          {heads.map((head) => (
            <ColumnHead key={head.label} {...head} />
          ))}
        </>
      }
      cells={(job) => <Cells job={job} selection={selection} />}
    />
  );
}

/** In its own order at the first press, the reverse at the second, newest first again at the third. */
function ColumnHead({ label, sort, isNumber = false, isWide = false }: Head) {
  const [view, change] = useJobListView();
  if (sort === undefined)
    return (
      <span role="columnheader" data-numeric={isNumber || undefined}>
        {label}
      </span>
    );
  const isSorted = (view.order ?? 'created') === sort;
  const isDown = isDescending(view);
  const press = () => {
    if (!isSorted) return change({ order: sort === 'created' ? undefined : sort, reversed: undefined });
    return change(view.reversed === 'true' ? { order: undefined, reversed: undefined } : { reversed: 'true' });
  };
  return (
    <span
      role="columnheader"
      className={isWide ? styles.created : undefined}
      data-numeric={isNumber || undefined}
      aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        data-sorted={isSorted || undefined}
        title={`Sort by ${label.toLowerCase()}`}
        onClick={press}
      >
        {label}
        {isSorted && <Icon name={isDown ? 'down' : 'up'} />}
      </button>
    </span>
  );
}

function Cells({ job, selection }: { readonly job: ListedJob; readonly selection: Selection }) {
  const locale = useLocale();
  const now = useMinute();
  const duration = elapsedMs(job, now);
  return (
    <>
      <span role="cell" className={styles.tick}>
        <input
          type="checkbox"
          aria-label={`Compare ${job.name}`}
          checked={selection.ids.has(job.id)}
          onChange={() => selection.toggle(job.id)}
        />
      </span>
      <span role="cell" className={styles.name} title={job.name}>
        <Link to="/training/$jobId" params={{ jobId: job.id }} search={keepView} className={styles.open} preload={false}>
          {job.name}
        </Link>
        <span className={styles.kind}>{[job.project, job.groupName].filter((text) => text != null).join(' / ')}</span>
      </span>
      <span role="cell" className={styles.status}>
        <StatusBadge status={job.status} endReason={job.endReason ?? null} />
        {job.endReason != null && !['COMPLETED', 'USER', 'REPORTED'].includes(job.endReason) && (
          <span className={styles.reason}>{endWords[job.endReason]}</span>
        )}
      </span>
      <span role="cell" className={styles.warnings} title={job.warnings.map(({ message }) => message).join('\n')}>
        {job.warnings.slice(0, 1).map(({ kind }) => (
          <Badge key={kind} tone={warningWords[kind].tone}>
            {warningWords[kind].label}
          </Badge>
        ))}
        {job.warnings.length > 1 && <span className="quiet">+{job.warnings.length - 1}</span>}
      </span>
      <span role="cell" className={styles.progress}>
        {job.progressShare == null ? (
          <span className="quiet mono">{job.currentStep == null ? '' : `step ${format(job.currentStep, 'count', locale)}`}</span>
        ) : (
          <ProgressBar share={job.progressShare} isActive={isActive(job.status)} />
        )}
      </span>
      <span role="cell" className={styles.number}>
        {job.etaSeconds == null ? '' : format(job.etaSeconds * 1_000, 'ms', locale)}
      </span>
      <span role="cell" className={styles.curve}>
        <Sparkline
          values={sparkValues(job.sparkline)}
          width={92}
          height={22}
          color={isActive(job.status) ? 'var(--uk-accent)' : undefined}
        />
      </span>
      <span role="cell" className={styles.number}>
        <MetricValue value={job.lastLoss} />
      </span>
      <span role="cell" className={styles.number}>
        <MetricValue value={job.bestEvalLoss} />
      </span>
      <span role="cell" className={styles.number}>
        {duration === null ? '' : format(duration, 'ms', locale)}
      </span>
      <span role="cell" className={styles.number}>
        {job.costUsd == null ? '' : format(job.costUsd, 'usd', locale)}
      </span>
      <span role="cell" className={`${styles.number} ${styles.created}`}>
        <Ago at={job.createdAt} />
      </span>
    </>
  );
}

/** What is not finite is a gap. */
function sparkValues(values: readonly (number | string)[]): (number | null)[] {
  return values.map((value) => (Number.isFinite(Number(value)) ? Number(value) : null));
}
